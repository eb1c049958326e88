import { actorOf } from '../domain/actor.ts'
import type { Moment } from '../domain/appeal.ts'
import { may } from '../domain/rights/may.ts'
import { DEMAND_ACTS } from '../domain/demand.ts'
import { percentOf } from '../demands/growth.ts'
import { WINDOW_DAYS } from '../demands/period.ts'
import type { DemandInView, Person } from '../flows/facts.ts'
import type { DemandItem, DemandTitle } from '../flows/demand/views.ts'
import type { Transaction } from '../store/database.ts'
import { demandOf, findDemand, type StoredDemand } from '../store/demands.ts'
import type { Prisma } from '../store/generated/client.ts'
import { momentOf } from '../store/moments.ts'

/** How many demands stand on one page of the list. */
export const DEMANDS_ON_PAGE = 6

/** The demand in the eyes of this person; null: not there, or not theirs to see, which look the same. */
export async function demandFor(
  tx: Transaction,
  person: Person,
  id: number,
): Promise<DemandInView | null> {
  const demand = await findDemand(tx, id)
  if (!demand || !may(actorOf(person), 'see', { is: 'demand', lead: demand.unit })) return null
  const title = titleOf(demand, (await aboutOf(tx, [id])).get(id))
  return {
    id,
    title,
    state: demand.state,
    unit: demand.unit,
    mayRule: mayRule(person, demand.unit),
  }
}

/** Whether somebody decides about a demand: every act is theirs, or none. */
export function mayRule(person: Pick<Person, 'id' | 'posts'>, lead: string | null): boolean {
  return DEMAND_ACTS.every((act) => may(actorOf(person), act, { is: 'demand', lead }))
}

/** Topics, and what the last run found: strongest first, by households. */
export async function strongestDemands(
  tx: Transaction,
  page: number,
): Promise<{ items: DemandItem[]; total: number; countedAt: Moment | null }> {
  const where: Prisma.DemandWhereInput = {
    OR: [{ state: 'confirmed' }, { state: 'found', resting: false }],
  }
  const rows = await tx.demand.findMany({
    where,
    orderBy: [{ households: 'desc' }, { id: 'asc' }],
    skip: page * DEMANDS_ON_PAGE,
    take: DEMANDS_ON_PAGE,
  })
  const total = await tx.demand.count({ where })
  const { _max } = await tx.demand.aggregate({ _max: { countedAt: true } })
  return {
    items: await itemsOf(tx, rows.map(demandOf)),
    total,
    countedAt: momentOf(_max.countedAt),
  }
}

/** These demands as a list shows them: those that most wrote about this month come first. */
export async function demandItems(tx: Transaction, ids: readonly number[]): Promise<DemandItem[]> {
  const rows = await tx.demand.findMany({
    where: { id: { in: [...ids] } },
    orderBy: [{ monthHouseholds: 'desc' }, { id: 'asc' }],
  })
  return itemsOf(tx, rows.map(demandOf))
}

/** What another demand could be merged into: the strongest others that people look at. */
export async function mergeChoices(
  tx: Transaction,
  { id, state }: Pick<StoredDemand, 'id' | 'state'>,
  most: number,
): Promise<DemandItem[]> {
  const rows = await tx.demand.findMany({
    where: {
      id: { not: id },
      OR: [{ state: 'confirmed' }, ...(state === 'found' ? [{ state, resting: false }] : [])],
    },
    orderBy: [{ households: 'desc' }, { id: 'asc' }],
    take: most,
  })
  return itemsOf(tx, rows.map(demandOf))
}

async function itemsOf(tx: Transaction, demands: readonly StoredDemand[]): Promise<DemandItem[]> {
  const ids = demands.map(({ id }) => id)
  const abouts = await aboutOf(tx, ids)
  return demands.map(({ id, state, figures, ...demand }) => ({
    ...{ id, state, title: titleOf(demand, abouts.get(id)) },
    ...{ households: figures.whole.households, month: figures.month.households },
    percent: percentOf(figures.month.households, figures.before?.households ?? null),
    ...{ expected: figures.expected, unusual: figures.unusual },
  }))
}

/** The name that a person gave it, else the label; and what it can be called without either. */
export function titleOf(
  { name, label }: Pick<StoredDemand, 'name' | 'label'>,
  about: About | undefined,
): DemandTitle {
  const [category, place] = [about?.categories[0]?.category, about?.places[0]?.unit]
  return { name: name ?? label, category: category ?? null, place: place ?? null }
}

/** What a demand is called. */
export async function demandTitle(tx: Transaction, id: number): Promise<DemandTitle | null> {
  const demand = await findDemand(tx, id)
  return demand && titleOf(demand, (await aboutOf(tx, [id])).get(id))
}

/** What a demand is about and where, most letters first. */
export interface About {
  categories: { category: string; letters: number }[]
  places: { unit: string; letters: number }[]
}

/** The same for several demands, by the letters of the 90 days that were counted last. */
export async function aboutOf(
  tx: Transaction,
  demands: readonly number[],
): Promise<Map<number, About>> {
  const rows = await tx.$queryRaw<
    { demand: number; category: string | null; place: string | null; letters: number }[]
  >`
    SELECT coalesce(demand.merged_into, demand.id) AS demand, appeal.category, appeal.place,
      count(*)::int AS letters
    FROM demand_member AS member
    JOIN demand ON demand.id = member.demand_id
    JOIN appeal ON appeal.id = member.appeal_id
    WHERE coalesce(demand.merged_into, demand.id) = ANY(${[...demands]}::int[])
      AND appeal.registered_at > demand.counted_at - make_interval(days => ${WINDOW_DAYS})
    GROUP BY 1, 2, 3`
  const abouts = new Map<number, About>()
  for (const [demand, of] of Map.groupBy(rows, (row) => row.demand)) {
    abouts.set(demand, {
      categories: mostOften(of, 'category').map(([category, letters]) => ({ category, letters })),
      places: mostOften(of, 'place').map(([unit, letters]) => ({ unit, letters })),
    })
  }
  return abouts
}

function mostOften<Name extends 'category' | 'place'>(
  rows: readonly ({ letters: number } & Record<Name, string | null>)[],
  name: Name,
): [string, number][] {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const code = row[name]
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + row.letters)
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}
