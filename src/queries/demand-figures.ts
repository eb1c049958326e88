import type { Moment } from '../domain/appeal.ts'
import type { DemandFigures } from '../domain/demand.ts'
import { figuresOf, type Counted } from '../demands/growth.ts'
import type { Transaction } from '../store/database.ts'
import type { StoredDemand } from '../store/demands.ts'
import { countedAmong, firstAppealAt, membersOf } from './letters.ts'

/**
 * The figures of demands, each with what was merged into it. `lastYear`: letters of the same month last year that are
 * about a demand without being of it. Those that are merged have none of their own.
 */
export async function countDemands(
  tx: Transaction,
  demands: readonly StoredDemand[],
  at: Moment,
  lastYear: readonly [letter: string, demand: number][],
): Promise<Map<number, DemandFigures>> {
  const roots = demands.filter(({ state }) => state !== 'merged').map(({ id }) => id)
  const into = new Map(demands.map(({ id, mergedInto }) => [id, mergedInto ?? id]))
  const members = await membersOf(tx, roots)
  const then = Map.groupBy(lastYear, ([, demand]) => into.get(demand))
  const counted = await countedAmong(tx, [
    ...[...members.values()].flat(),
    ...lastYear.map(([letter]) => Number(letter)),
  ])
  const lettersOf = (appeals: readonly number[]): Counted[] =>
    appeals.flatMap((appeal) => counted.get(appeal) ?? [])
  const openedAt = (await firstAppealAt(tx)) ?? at.epochMilliseconds
  return new Map(
    roots.map((id) => {
      const own = lettersOf(members.get(id) ?? [])
      const before = lettersOf((then.get(id) ?? []).map(([letter]) => Number(letter)))
      const given = { now: at.epochMilliseconds, openedAt }
      return [id, figuresOf(own, [...own, ...before], given)]
    }),
  )
}
