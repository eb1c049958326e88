import { countRarity, type Rarity } from '../classify/vectors.ts'
import { createAlikeIndex } from './alike.ts'
import { agreement, alikePairs, HARDLY_ALIKE, vectorOfLetter } from './alike-pairs.ts'
import { copiesOf, gatherCopies, openingOf, STRETCH_MS, type Copies } from './copies.ts'
import { labelOf } from './label.ts'
import type { Letter } from './letter.ts'
import { linkByAverage } from './link.ts'

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
/**
 * Strongest first; every letter in at most one. In none are letters that stand alone, that only one household wrote,
 * or that share no phrase: nobody could say what they demand.
 *
 * Copies are joined first: they would be anyway, for even in another place they are more alike than it takes.
 */
export function groupLetters(letters: readonly Letter[]): Demand[] {
  const rarity = rarityAmong(letters)
  const copies = gatherCopies(letters, STRETCH_MS)
  const weights = copies.map(({ indexes }) => indexes.length)
  return linkByAverage(weights, alikePairs(copies, rarity), ALIKE)
    .map((group) => lettersOf(group, copies, letters))
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

/** In the order of the letters given. */
function lettersOf(
  group: readonly number[],
  copies: readonly Copies[],
  letters: readonly Letter[],
): Letter[] {
  const indexes = group.flatMap((one) => copies[one]?.indexes ?? [])
  return indexes.sort((a, b) => a - b).flatMap((index) => letters[index] ?? [])
}

/**
 * For each older letter the demand (index) that it belongs to, if any: the one to whose members it is most alike on
 * average, by the same measure but for the time between them. To compare with the same month last year.
 */
export function assignLetters(
  letters: readonly Letter[],
  groups: readonly { members: readonly Letter[] }[],
): Map<string, number> {
  if (letters.length === 0 || groups.length === 0) return new Map()
  const members = groups.flatMap((group, index) =>
    gatherCopies(group.members, Infinity).map((copies) => ({ copies, index })),
  )
  const rarity = rarityAmong([...letters, ...groups.flatMap((group) => group.members)])
  const index = createAlikeIndex(members.length)
  for (const { copies } of members) index.add(vectorOfLetter(copies.letter, rarity))
  const assigned = new Map<string, number>()
  for (const letter of letters) {
    const [alone, sums] = [copiesOf(letter), new Float64Array(groups.length)]
    index.alike(vectorOfLetter(letter, rarity), HARDLY_ALIKE, (at, cosine) => {
      const { copies, index: group } = members[at] ?? {}
      if (copies === undefined || group === undefined) return
      const shared = cosine * agreement(alone, copies) * copies.indexes.length
      sums[group] = (sums[group] ?? 0) + shared
    })
    const means = sums.map((sum, group) => sum / Math.max(1, groups[group]?.members.length ?? 1))
    const best = means.indexOf(Math.max(...means))
    if ((means[best] ?? 0) >= ALIKE) assigned.set(letter.id, best)
  }
  return assigned
}

function householdsOf(letters: readonly Letter[]): number {
  const named = letters.flatMap(({ household }) => household ?? [])
  return new Set(named).size + letters.length - named.length
}

/** How rare each piece is among these letters themselves. */
export function rarityAmong(letters: readonly Letter[]): Rarity {
  return countRarity(
    letters.values().map((letter) => `${letter.title ?? ''}\n${openingOf(letter)}`),
  )
}
