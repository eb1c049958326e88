import { vectorOf, type Rarity, type Vector } from '../classify/vectors.ts'
import { createAlikeIndex } from './alike.ts'
import { openingOf, shareElsewhere, type Copies } from './copies.ts'
import type { Letter } from './letter.ts'
import { createPairs, type Pairs } from './pairs.ts'

/** Letters less alike than this count as not alike at all, so that few pairs have to be kept. */
export const HARDLY_ALIKE = 0.04
/**
 * They and what joins them take 100 MB. For 20,000 letters that is a hundred of each; fifty of each group as well as all
 * of them, twenty-five do not (F 0.889 instead of 0.929 in bench:understanding).
 */
const PAIRS_MOST = 2_000_000

/**
 * Letters that have much in common with each other, and how much. `most`: so many pairs at most; of each letter those
 * are kept with the earlier ones that are most like it.
 */
export function alikePairs(
  all: readonly Copies[],
  rarity: Rarity,
  most: number = PAIRS_MOST,
): Pairs {
  const index = createAlikeIndex(all.length)
  const pairs = createPairs()
  const mostOfOne = Math.floor(most / Math.max(1, all.length))
  for (const [second, copies] of all.entries()) {
    const vector = vectorOfLetter(copies.letter, rarity)
    const found: [first: number, likeness: number][] = []
    index.alike(vector, HARDLY_ALIKE, (first, cosine) => {
      const other = all[first]
      const likeness = other ? cosine * agreement(copies, other) * nearness(copies, other) : 0
      if (likeness >= HARDLY_ALIKE) found.push([first, likeness])
    })
    if (found.length > mostOfOne) found.sort(([a, one], [b, other]) => other - one || a - b)
    for (const [first, likeness] of found.slice(0, mostOfOne)) pairs.add(first, second, likeness)
    index.add(vector)
  }
  return pairs.all()
}

const YEAR_MS = 365 * 24 * 3_600_000

/** What is talked about at one time is more often one matter: from 1 on the same day down to 0 a year apart. */
function nearness(a: Copies, b: Copies): number {
  return Math.max(0, 1 - Math.abs(a.at - b.at) / YEAR_MS)
}

/** Where the places, or the categories, of two letters are known and differ, their words count for half. */
const DISAGREES = 0.5

/** The mean over all pairs of a letter of the one and a letter of the other. */
export function agreement(a: Copies, b: Copies): number {
  const [one, other] = [a.letter.category, b.letter.category]
  const differ = one !== null && other !== null && one !== other
  return (differ ? DISAGREES : 1) * (1 - (1 - DISAGREES) * shareElsewhere(a, b))
}

/** By title and opening, each with the same say. */
export function vectorOfLetter(letter: Letter, rarity: Rarity): Vector {
  return vectorOf([letter.title ?? '', openingOf(letter)], rarity)
}
