import { OPENING, type Letter } from './letter.ts'

/** Within a month the mean time of copies stands for all of them: it moves no likeness by more than a twelfth. */
export const STRETCH_MS = 30 * 24 * 3_600_000

/** Letters that say the same of the same category, taken as one: what is compared is compared once for all of them. */
export interface Copies {
  /** One of them. Of its own are only its place, its time and whose it is. */
  letter: Letter
  /** Where they stand among the letters given, ascending. */
  indexes: number[]
  /** The mean of their times. */
  at: number
  /** How many are of each place, where it is known, and of how many it is known. */
  places: Map<string, number>
  placed: number
}

/**
 * Gathers letters with the same title, opening and category that were written within the same stretch of time, in the
 * order of the first of each. `stretchMs`: how long it is; Infinity: whenever they were written.
 */
export function gatherCopies(letters: readonly Letter[], stretchMs: number): Copies[] {
  const byWords = new Map<string, Copies>()
  for (const [index, letter] of letters.entries()) {
    const { title, category, at } = letter
    const stretch = stretchMs === Infinity ? 0 : Math.floor(at / stretchMs)
    const key = [stretch, category ?? '', title ?? '', openingOf(letter)].join('\0')
    const known = byWords.get(key)
    if (known) add(known, letter, index)
    else byWords.set(key, { ...copiesOf(letter), indexes: [index] })
  }
  return [...byWords.values()]
}

/** A letter of which there is no copy. */
export function copiesOf(letter: Letter): Copies {
  const { place, at } = letter
  const places = new Map(place === null ? [] : [[place, 1]])
  return { letter, indexes: [0], at, places, placed: places.size }
}

function add(copies: Copies, { place, at }: Letter, index: number): void {
  copies.indexes.push(index)
  copies.at += (at - copies.at) / copies.indexes.length
  if (place === null) return
  copies.places.set(place, (copies.places.get(place) ?? 0) + 1)
  copies.placed += 1
}

/** Of all pairs of a letter of the one and a letter of the other, the share in which both places are known and differ. */
export function shareElsewhere(a: Copies, b: Copies): number {
  const known = a.placed * b.placed
  if (known === 0) return 0
  const [few, many] = a.places.size <= b.places.size ? [a, b] : [b, a]
  let same = 0
  for (const [place, count] of few.places) same += count * (many.places.get(place) ?? 0)
  return (known - same) / (a.indexes.length * b.indexes.length)
}

export function openingOf({ text }: Letter): string {
  return text.trim().slice(0, OPENING)
}
