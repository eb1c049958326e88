import type { DemandState } from '../domain/demand.ts'

/** A demand as the runs before left it. */
export interface Known {
  id: number
  state: DemandState
  /** Ids of its letters that this run has looked at, too. */
  members: ReadonlySet<string>
}

/**
 * Which known demand each group of this run is: group by id of the demand, one to one. What shares most letters
 * comes first; but whatever a person has confirmed or merged before what the desk has only found, so that a topic
 * goes on under its name where others share more. A known demand and a group are the same only if at least half of
 * the smaller one lies in the other: two letters that moved carry no name along. Groups left out are new, known
 * demands left out rest.
 */
export function identify(
  groups: readonly { members: readonly string[] }[],
  known: readonly Known[],
): Map<number, number> {
  const owners = Map.groupBy(
    known.flatMap((demand) => [...demand.members].map((letter) => ({ letter, demand }))),
    ({ letter }) => letter,
  )
  const claims = groups.flatMap(({ members }, group) => {
    const shared = new Map<Known, number>()
    for (const { demand } of members.flatMap((letter) => owners.get(letter) ?? []))
      shared.set(demand, (shared.get(demand) ?? 0) + 1)
    return [...shared].map(([demand, count]): Claim => ({ demand, group, shared: count }))
  })
  const strongest = claims
    .filter(({ demand, group, shared }) => {
      const smaller = Math.min(demand.members.size, groups[group]?.members.length ?? 0)
      return 2 * shared >= smaller
    })
    .sort((a, b) => rank(a) - rank(b) || b.shared - a.shared || a.demand.id - b.demand.id)
  const same = new Map<number, number>()
  const taken = new Set<number>()
  for (const { demand, group } of strongest) {
    if (same.has(group) || taken.has(demand.id)) continue
    same.set(group, demand.id)
    taken.add(demand.id)
  }
  return same
}

function rank({ demand }: Claim): number {
  return demand.state === 'confirmed' || demand.state === 'merged' ? 0 : 1
}

interface Claim {
  demand: Known
  group: number
  shared: number
}
