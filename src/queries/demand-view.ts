import type { Improvement } from '../domain/demand.ts'
import { percentOf, type Counted } from '../demands/growth.ts'
import { beforeAndAfter } from '../demands/improvement.ts'
import type { Person } from '../flows/facts.ts'
import type { DemandView, Measure } from '../flows/demand/views.ts'
import type { Transaction } from '../store/database.ts'
import { findDemand, type StoredDemand } from '../store/demands.ts'
import { momentOf } from '../store/moments.ts'
import { aboutOf, mayRule, titleOf } from './demands.ts'
import { countedAmong, membersOf } from './letters.ts'

/** How many places and categories, and how many measures and improvements, stand on the card. */
const MOST_OFTEN = 3
const LATEST = 5
/** Appeals that the card leads to. */
const NUMBERS = 4

/** Everything that the card of a demand shows; of one that was merged, the card of the whole. Null: it is not there. */
export async function demandView(tx: Transaction, id: number): Promise<DemandView | null> {
  const named = await findDemand(tx, id)
  if (named?.mergedInto != null) return demandView(tx, named.mergedInto)
  if (!named) return null
  const { state, figures, resting, countedAt, unit } = named
  const { month, before, lastYear } = figures
  const about = (await aboutOf(tx, [id])).get(id)
  return {
    ...{ id, state, figures, resting, countedAt, lead: unit },
    title: titleOf(named, about),
    percent: {
      before: percentOf(month.households, before?.households ?? null),
      lastYear: percentOf(month.households, lastYear?.households ?? null),
    },
    places: about?.places.slice(0, MOST_OFTEN) ?? [],
    categories: about?.categories.slice(0, MOST_OFTEN) ?? [],
    ...(await entriesOf(tx, named)),
  }
}

/** Some of its appeals that this person may open, newest first: all of them, or those of their own units. */
export async function numbersOf(tx: Transaction, id: number, person: Person): Promise<string[]> {
  const members = (await membersOf(tx, [id])).get(id) ?? []
  const units = person.posts.map(({ unit }) => unit)
  const rows = await tx.appeal.findMany({
    where: {
      id: { in: members },
      ...(mayRule(person, null) ? {} : { unit: { in: units } }),
    },
    orderBy: { id: 'desc' },
    take: NUMBERS,
    select: { number: true },
  })
  return rows.map(({ number }) => number)
}

async function entriesOf(
  tx: Transaction,
  { id, countedAt }: StoredDemand,
): Promise<Pick<DemandView, 'measures' | 'improvements'>> {
  const rows = await tx.demandEntry.findMany({
    where: {
      act: { in: ['measure', 'improve'] },
      demand: { OR: [{ id }, { mergedInto: id }] },
    },
    orderBy: { id: 'desc' },
    include: { words: { select: { text: true } } },
  })
  const names = await staffNames(
    tx,
    rows.map(({ actorId }) => actorId),
  )
  const measureOf = (row: (typeof rows)[number]): Measure => ({
    at: momentOf(row.at),
    by: names.get(row.actorId) ?? '',
    words: row.words?.text ?? '',
  })
  const letters = rows.some(({ act }) => act === 'improve') ? await lettersOf(tx, id) : []
  const latest = (act: string) =>
    rows
      .filter((row) => row.act === act)
      .slice(0, LATEST)
      .reverse()
  return {
    measures: latest('measure').map(measureOf),
    improvements: latest('improve').map((row) => ({
      ...measureOf(row),
      kind: (row.data as { kind: Improvement }).kind,
      volume: beforeAndAfter(letters, row.at.getTime(), countedAt.epochMilliseconds),
    })),
  }
}

async function lettersOf(tx: Transaction, id: number): Promise<Counted[]> {
  const members = (await membersOf(tx, [id])).get(id) ?? []
  return [...(await countedAmong(tx, members)).values()]
}

/** The titles of members of staff, as the org file names them. */
async function staffNames(
  tx: Transaction,
  people: readonly number[],
): Promise<Map<number, string>> {
  const rows = await tx.staff.findMany({
    where: { personId: { in: [...people] } },
    orderBy: { id: 'desc' },
    select: { personId: true, name: true },
  })
  return new Map(rows.map(({ personId, name }) => [personId, name]))
}
