import { normalised } from '../classify/normal.ts'
import type { Letter } from './letter.ts'

type Said = Pick<Letter, 'id' | 'title' | 'text' | 'household'>

/** A part of a label, and the letters in which its words stand. */
export interface LabelPart {
  words: string
  said: string[]
}

/** A label is made of people's words: each part of it must be the words of at least so many households. */
const BACKING_HOUSEHOLDS = 2

/** Which of these letters say each part of a label. */
export function partsOf(label: string, letters: readonly Said[]): LabelPart[] {
  const texts = letters.map(({ id, title, text }) => ({
    ...{ id, text: normalised(`${title ?? ''} ${text}`) },
  }))
  return label
    .split(BETWEEN_PARTS)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const words = normalised(part).split(' ')
      const saying = texts.filter(({ text }) => words.every((word) => text.includes(word)))
      return { words: part, said: saying.map(({ id }) => id) }
    })
}

/**
 * What of a label is not one household's own words. `kept`: the letters whose words are kept; when words were erased,
 * what only they said leaves the label. Empty: nothing is left of it.
 */
export function backedLabel(
  parts: readonly LabelPart[],
  kept: ReadonlyMap<string, Pick<Letter, 'household'>>,
): string {
  const isBacked = ({ said }: LabelPart): boolean => {
    const letters = said.flatMap((id) => kept.get(id) ?? [])
    const unknown = letters.filter(({ household }) => household === null).length
    const named = new Set(letters.flatMap(({ household }) => household ?? []))
    return named.size + unknown >= BACKING_HOUSEHOLDS
  }
  return parts
    .filter(isBacked)
    .map(({ words }) => words)
    .join(' \u00b7 ')
}

// Middle dot, ideographic and full-width comma, semicolons, slash, bar.
const BETWEEN_PARTS = /[\u00b7\u3001\uff0c,;\uff1b/|]/u
