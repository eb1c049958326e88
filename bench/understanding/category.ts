import { createLearned } from '../../src/classify/learning/learned.ts'
import { learn, type Labelled } from '../../src/classify/learning/learn.ts'
import type { Model } from '../../src/classify/learning/model.ts'
import { packModel } from '../../src/classify/learning/model-bytes.ts'
import { SLOTS } from '../../src/classify/learning/pieces.ts'
import { randomFrom, shuffle } from '../../src/classify/learning/random.ts'
import { readOrgAlone } from '../../src/classify/org-alone.ts'
import { readFamilies } from '../../src/org/families.ts'
import { ABSENT, labelledLetters, split } from './appeals.ts'
import { englishLetters, englishOrg } from './english.ts'
import { judge, share, timed, told } from './judge.ts'
import type { Section } from './section.ts'

/** Categories that were learned from labelled letters. */
export const category: Section = {
  name: 'category',
  async measure() {
    const letters = await labelledLetters()
    return [...(letters ? measureLetters(letters) : [ABSENT]), ...measureEnglish()]
  },
}

function measureLetters(letters: readonly Labelled[]): string[] {
  const { learned, heldOut } = split(letters)
  const model = learn(learned)
  const [whole, took] = timed(() => learn(letters))
  const classify = createLearned(model)
  heldOut.forEach((letter) => classify(letter))
  const times = heldOut.map((letter) => {
    const begun = performance.now()
    classify(letter)
    return performance.now() - begun
  })
  const sorted = times.toSorted((a, b) => a - b)
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  return [
    `learned from ${learned.length} letters, ${heldOut.length} held out, near-duplicates on one side`,
    `held out: ${told(judge(heldOut, classify))}`,
    `promised by cross-validation: ${told(model.figures)}`,
    `learned from ${FEW} letters: ${measureFew(learned, heldOut)}`,
    `learning from ${letters.length} letters, calibration included: ${took}`,
    `one letter: mean ${mean.toFixed(3)} ms, median ${(sorted[sorted.length >> 1] ?? 0).toFixed(3)} ms`,
    `the model: ${megabytes(sizeOf(whole))} in memory, ${megabytes(packModel(whole).length)} packed`,
    `with 45 labels it would take ${megabytes(sizeOf(whole) + (45 - whole.labels.length) * whole.lexicon.rarity.length)}`,
  ]
}

const FEW = 300
const DRAWS = 7

/** The median of several draws. */
function measureFew(learned: readonly Labelled[], heldOut: readonly Labelled[]): string {
  const random = randomFrom(FEW)
  const scores = Array.from({ length: DRAWS }, () => {
    const drawn = [...learned]
    shuffle(drawn, random)
    return judge(heldOut, createLearned(learn(drawn.slice(0, FEW)))).macroF1
  }).sort((a, b) => a - b)
  return `macro-F1 ${share(scores[DRAWS >> 1] ?? 0)} (${scores.map(share).join(', ')})`
}

function measureEnglish(): string[] {
  const { beforehand } = readOrgAlone(englishOrg, readFamilies())
  const count = englishLetters.length
  return [
    `English, ${count} letters, cross-validated: ${told(learn(englishLetters).figures)}`,
    `the same on top of an org file: ${told(learn(englishLetters, beforehand).figures)}`,
  ]
}

function sizeOf({ lexicon, steps }: Model): number {
  return SLOTS * 4 + lexicon.rarity.byteLength + steps.byteLength
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`
}
