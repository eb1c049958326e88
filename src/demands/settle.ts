import type { DemandState } from '../domain/demand.ts'
import { backedLabel } from './backing.ts'
import type { Letter } from './letter.ts'
import { identify, type Known } from './identity.ts'
import type { Grouped } from './order.ts'

/** Fewer households are no common demand. */
const FEWEST_HOUSEHOLDS = 3

/** What a run grouped, and what is known of these letters from the runs before. */
export interface Run {
  grouped: Grouped
  demands: readonly { id: number; state: DemandState }[]
  /** Of which demand each letter was before. */
  owners: ReadonlyMap<string, number>
  letters: ReadonlyMap<string, Letter>
  /** Everybody behind each letter: who wrote it and who joined. */
  households: ReadonlyMap<string, readonly string[]>
}

/** Which groups are demands that are known, and which are new ones; the others are too small for either. */
export function settle(run: Run): { same: Map<number, number>; fresh: number[] } {
  const { groups } = run.grouped
  const same = identify(groups, knownIn(run))
  const isFresh = (group: number) =>
    !same.has(group) && householdsIn(run, group).size >= FEWEST_HOUSEHOLDS
  return { same, fresh: [...groups.keys()].filter(isFresh) }
}

/**
 * Of which demand each letter of the run is from now on; null: of none. `ids`: demands by group. A letter follows
 * its group; one that is in none stays where it was while that demand rests, or goes to the one that it came back to.
 */
export function membersAfter(
  { grouped, owners, letters }: Run,
  ids: ReadonlyMap<number, number>,
): Map<string, number | null> {
  const found = new Set(ids.values())
  const returned = new Map(grouped.returned)
  const members = new Map<string, number | null>()
  for (const letter of letters.keys()) {
    const before = owners.get(letter) ?? returned.get(letter) ?? null
    members.set(letter, before !== null && owners.has(letter) && found.has(before) ? null : before)
  }
  for (const [group, id] of ids)
    for (const letter of grouped.groups[group]?.members ?? []) members.set(letter, id)
  return members
}

/** The label of a group, as far as the words are kept that several households said. */
export function labelIn(
  { grouped, letters }: Run,
  group: number,
  kept: ReadonlySet<string>,
): string {
  const { label, members } = grouped.groups[group] ?? { label: [], members: [] }
  const said = members.filter((id) => kept.has(id)).flatMap((id) => letters.get(id) ?? [])
  return backedLabel(label, new Map(said.map((letter) => [letter.id, letter])))
}

/** The demands by the letters of this run: those that they have, and those by which a resting one comes back. */
function knownIn({ grouped, demands, owners }: Run): Known[] {
  const members = new Map<number, Set<string>>(demands.map(({ id }) => [id, new Set()]))
  for (const [letter, demand] of owners) members.get(demand)?.add(letter)
  for (const [letter, demand] of grouped.returned)
    if (!owners.has(letter)) members.get(demand)?.add(letter)
  return demands.map(({ id, state }) => ({ id, state, members: members.get(id) ?? new Set() }))
}

function householdsIn({ grouped, households }: Run, group: number): Set<string> {
  const members = grouped.groups[group]?.members ?? []
  return new Set(members.flatMap((id) => households.get(id) ?? []))
}
