import { percentOf } from '../demands/growth.ts'
import { monthNamed, monthOf, type Period } from '../figures/period.ts'
import type { StudyDemand } from '../flows/paper/notice-views.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf } from '../store/moments.ts'
import { demandView } from './demand-view.ts'
import { countedAmong } from './letters.ts'

/** So many demands are studied in a month. */
const STUDIED = 5

/** The strongest common demands of a month, by the households that brought them in that month. */
export async function studiedDemands(
  tx: Transaction,
  month: string,
  timezone: string,
): Promise<StudyDemand[]> {
  const period = monthNamed(month, timezone)
  const households = await householdsIn(tx, period)
  const before = await householdsIn(tx, monthOf(period.from, timezone, 1))
  const strongest = [...households].sort(([a, m], [b, n]) => n - m || a - b).slice(0, STUDIED)
  const demands: StudyDemand[] = []
  for (const [id, count] of strongest) {
    const view = await demandView(tx, id)
    if (!view) continue
    const { title, lead, measures, improvements } = view
    const then = before.get(id) ?? 0
    demands.push({
      ...{ id, title, lead, measures, improvements, households: count, before: then },
      percent: percentOf(count, then),
    })
  }
  return demands
}

/** Households behind the letters of a period, by demand; what was dismissed is none. */
async function householdsIn(tx: Transaction, { from, to }: Period): Promise<Map<number, number>> {
  const rows = await tx.$queryRaw<{ demand: number; appeal: number }[]>`
    SELECT DISTINCT whole.id AS demand, appeal.id AS appeal
    FROM demand_member AS member
    JOIN demand ON demand.id = member.demand_id
    JOIN demand AS whole ON whole.id = coalesce(demand.merged_into, demand.id)
    JOIN appeal ON appeal.id = member.appeal_id
    WHERE whole.state IN ('found', 'confirmed')
      AND appeal.registered_at >= ${dateOf(from)} AND appeal.registered_at < ${dateOf(to)}`
  const counted = await countedAmong(
    tx,
    rows.map(({ appeal }) => appeal),
  )
  return new Map(
    [...Map.groupBy(rows, ({ demand }) => demand)].map(([demand, own]) => [
      demand,
      new Set(own.flatMap(({ appeal }) => counted.get(appeal)?.households ?? [])).size,
    ]),
  )
}
