import { leavesOf } from '../domain/organisation.ts'
import { createClassifier, type Classifier, type Described } from './from-words.ts'
import type { Beforehand, Labelled } from './learning/learn.ts'

/** What a desk knows without a single label: how to read by its org file, and which categories there are. */
export interface OrgAlone {
  classify: Classifier
  /** Of the categories that an appeal can be about. */
  codes: readonly string[]
  /** What learning may build upon. */
  beforehand: Beforehand
}

export function readOrgAlone(
  categories: readonly Described[],
  families: readonly (readonly string[])[],
): OrgAlone {
  const leaves = leavesOf(categories)
  const classify = createClassifier(categories, families)
  return {
    classify,
    codes: leaves.map(({ code }) => code),
    beforehand: {
      letters: leaves.flatMap(lettersOf),
      read: (letter) =>
        new Map(classify(letter).ranked.map(({ code, probability }) => [code, probability])),
    },
  }
}

/** Each example is a letter, and so are names and keywords together. */
function lettersOf({ code, name, keywords, examples }: Described): Labelled[] {
  const vocabulary = [...Object.values(name), ...keywords].join('; ')
  return [vocabulary, ...examples].map((text) => ({ text, label: code }))
}
