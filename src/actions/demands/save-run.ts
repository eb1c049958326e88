import type { Moment } from '../../domain/appeal.ts'
import type { Grouped, Order } from '../../demands/order.ts'
import { labelIn, membersAfter, settle } from '../../demands/settle.ts'
import { countDemands } from '../../queries/demand-figures.ts'
import { countedAmong, keptAmong, ownersOf } from '../../queries/letters.ts'
import type { Transaction } from '../../store/database.ts'
import { insertDemands, saveMembers, saveSeen } from '../../store/demand-run.ts'
import { allDemands, lockDemands, type StoredDemand } from '../../store/demands.ts'

/**
 * Writes down what a run found: which demands go on, which are new, which rest, their letters, labels and figures.
 * What people did while it was grouping is looked at again here, and so is which words are still kept.
 */
export async function saveRun(
  tx: Transaction,
  at: Moment,
  order: Order,
  grouped: Grouped,
): Promise<void> {
  await lockDemands(tx)
  const letters = new Map(order.letters.map((letter) => [letter.id, letter]))
  const owners = await ownersOf(tx, order.letters)
  const counted = await countedAmong(
    tx,
    order.letters.map(({ id }) => Number(id)),
  )
  const households = new Map([...counted].map(([id, one]) => [String(id), one.households]))
  const run = { grouped, demands: await allDemands(tx), owners, letters, households }
  const { same, fresh } = settle(run)
  const entered = await insertDemands(tx, fresh.length, at)
  const ids = new Map(same)
  for (const [place, id] of entered.entries()) ids.set(fresh[place] ?? -1, id)
  await saveMembers(tx, membersAfter(run, ids))
  const kept = await keptAmong(tx, order.letters)
  const labels = new Map([...ids].map(([group, id]) => [id, labelIn(run, group, kept)]))
  const demands = await allDemands(tx)
  const figures = await countDemands(tx, demands, at, lastYearOf(grouped, ids))
  const seen = demands.map((demand) => ({
    id: demand.id,
    label: labelNow(demand, labels.get(demand.id) ?? ''),
    resting: !isFound(demand, demands, new Set(ids.values())),
    figures: figures.get(demand.id) ?? demand.figures,
  }))
  await saveSeen(tx, seen, at)
}

/** Letters of last year with the demand that they are about. */
function lastYearOf({ lastYear }: Grouped, ids: ReadonlyMap<number, number>): [string, number][] {
  return lastYear.flatMap(([letter, about]) => {
    const id = 'demand' in about ? about.demand : ids.get(about.group)
    return id === undefined ? [] : [[letter, id] as [string, number]]
  })
}

/** People have read and confirmed a topic under its label: it keeps it. */
function labelNow({ state, label }: StoredDemand, tonight: string): string {
  if (state === 'confirmed' && label !== '') return label
  return tonight === '' ? label : tonight
}

/** Found by itself, or by what was merged into it. */
function isFound(
  { id }: StoredDemand,
  demands: readonly StoredDemand[],
  found: ReadonlySet<number>,
): boolean {
  return found.has(id) || demands.some((one) => one.mergedInto === id && found.has(one.id))
}
