import { countRarity, vectorOf, type Rarity, type Vector } from '../classify/vectors.ts'
import { createAlikeIndex } from './alike.ts'
import { labelOf } from './label.ts'
import { OPENING, type Letter } from './letter.ts'
import { linkByAverage, type Pair } from './link.ts'

export type { Letter } from './letter.ts'

export interface Demand {
  /** Plain words. */
  label: string
  /** In the order of the letters given. */
  members: string[]
  households: number
  /** Households, never letters: one person may write eighty. */
  strength: number
}

/** Groups whose letters are less alike on average are not joined. From 0.1 to 0.16 the figures hardly move. */
const ALIKE = 0.13
/** Letters less alike than this count as not alike at all, so that few pairs have to be kept. */
const HARDLY_ALIKE = 0.04

/**
 * Strongest first; every letter in at most one. In none are letters that stand alone, that only one household wrote,
 * or that share no phrase: nobody could say what they demand.
 */
export function groupLetters(letters: readonly Letter[]): Demand[] {
  const rarity = rarityAmong(letters)
  return linkByAverage(letters.length, alikePairs(letters, rarity), ALIKE)
    .map((indexes) => indexes.flatMap((index) => letters[index] ?? []))
    .map((members) => ({ members, households: householdsOf(members) }))
    .filter(({ households }) => households > 1)
    .map(({ members, households }) => ({
      label: labelOf(members, rarity),
      members: members.map(({ id }) => id),
      households,
      strength: households,
    }))
    .filter(({ label }) => label !== '')
    .sort((a, b) => b.strength - a.strength || b.members.length - a.members.length)
}

/**
 * For each older letter the demand (index) that it belongs to, if any: the one to whose members it is most alike on
 * average, by the same measure but for the time between them. To compare with the same month last year.
 */
export function assignLetters(
  letters: readonly Letter[],
  groups: readonly { members: readonly Letter[] }[],
): Map<string, number> {
  const members = groups.flatMap((group, index) =>
    group.members.map((letter) => ({ letter, index })),
  )
  const rarity = rarityAmong([...letters, ...members.map(({ letter }) => letter)])
  const index = createAlikeIndex(members.length)
  for (const { letter } of members) index.add(vectorOfLetter(letter, rarity))
  const assigned = new Map<string, number>()
  for (const letter of letters) {
    const sums = groups.map(() => 0)
    index.alike(vectorOfLetter(letter, rarity), HARDLY_ALIKE, (at, cosine) => {
      const member = members[at]
      if (member)
        sums[member.index] = (sums[member.index] ?? 0) + cosine * agreement(letter, member.letter)
    })
    const means = sums.map((sum, group) => sum / Math.max(1, groups[group]?.members.length ?? 1))
    const best = means.indexOf(Math.max(...means))
    if ((means[best] ?? 0) >= ALIKE) assigned.set(letter.id, best)
  }
  return assigned
}

function alikePairs(letters: readonly Letter[], rarity: Rarity): Pair[] {
  const index = createAlikeIndex(letters.length)
  const pairs: Pair[] = []
  for (const [second, letter] of letters.entries()) {
    const vector = vectorOfLetter(letter, rarity)
    index.alike(vector, HARDLY_ALIKE, (first, cosine) => {
      const other = letters[first]
      const likeness = other ? cosine * agreement(letter, other) * nearness(letter, other) : 0
      if (likeness >= HARDLY_ALIKE) pairs.push([first, second, likeness])
    })
    index.add(vector)
  }
  return pairs
}

const YEAR_MS = 365 * 24 * 3_600_000

/** What is talked about at one time is more often one matter: from 1 on the same day down to 0 a year apart. */
function nearness(a: Letter, b: Letter): number {
  return Math.max(0, 1 - Math.abs(a.at - b.at) / YEAR_MS)
}

/** Where the places, or the categories, of two letters are known and differ, their words count for half. */
const DISAGREES = 0.5

function agreement(a: Letter, b: Letter): number {
  const differs = (one: string | null, other: string | null) =>
    one !== null && other !== null && one !== other
  return (
    (differs(a.place, b.place) ? DISAGREES : 1) * (differs(a.category, b.category) ? DISAGREES : 1)
  )
}

function householdsOf(letters: readonly Letter[]): number {
  const named = letters.flatMap(({ household }) => household ?? [])
  return new Set(named).size + letters.length - named.length
}

function openingOf({ text }: Letter): string {
  return text.trim().slice(0, OPENING)
}

/** By title and opening, each with the same say. */
export function vectorOfLetter(letter: Letter, rarity: Rarity): Vector {
  return vectorOf([letter.title ?? '', openingOf(letter)], rarity)
}

/** How rare each piece is among these letters themselves. */
export function rarityAmong(letters: readonly Letter[]): Rarity {
  return countRarity(letters.map((letter) => `${letter.title ?? ''}\n${openingOf(letter)}`))
}
