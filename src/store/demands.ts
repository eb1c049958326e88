import type { Moment } from '../domain/appeal.ts'
import type { DemandAct, DemandFigures, DemandState, Volume } from '../domain/demand.ts'
import type { Transaction } from './database.ts'
import type { Demand } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'
import { saltedWords } from './salted-words.ts'

/** A demand as the last run and the people left it. */
export interface StoredDemand {
  id: number
  state: DemandState
  /** The desk's own words; empty: none are left. */
  label: string
  /** The name that a person gave it. */
  name: string | null
  unit: string | null
  mergedInto: number | null
  resting: boolean
  countedAt: Moment
  figures: DemandFigures
}

/**
 * Lets one transaction at a time change demands or take words out of them. Every label is checked against the words
 * that are kept while this is held; so no erased word comes back by a run that had read it before.
 */
export async function lockDemands(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${DEMANDS_LOCK})`
}

/** The number only has to be nobody else's. */
const DEMANDS_LOCK = 720_110_003

export async function findDemand(tx: Transaction, id: number): Promise<StoredDemand | null> {
  const row = await tx.demand.findUnique({ where: { id } })
  return row && demandOf(row)
}

export async function allDemands(tx: Transaction): Promise<StoredDemand[]> {
  return (await tx.demand.findMany({ orderBy: { id: 'asc' } })).map(demandOf)
}

/** Demands that the last run did not find. */
export async function restingDemands(tx: Transaction): Promise<number[]> {
  const rows = await tx.demand.findMany({ where: { resting: true }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** Changes what a person decides about a demand. */
export async function changeDemand(
  tx: Transaction,
  id: number,
  change: { state?: DemandState; name?: string; unit?: string; mergedInto?: number },
): Promise<void> {
  await tx.demand.update({ where: { id }, data: change, select: { id: true } })
}

/** What was merged into a demand goes along when that one is merged in turn: always one step to the end. */
export async function redirectMerged(tx: Transaction, from: number, to: number): Promise<void> {
  await tx.demand.updateMany({ where: { mergedInto: from }, data: { mergedInto: to } })
}

/** The label is no longer what several households said. */
export async function relabelDemand(tx: Transaction, id: number, label: string): Promise<void> {
  await tx.demand.update({ where: { id }, data: { label }, select: { id: true } })
}

export async function saveFigures(
  tx: Transaction,
  id: number,
  figures: DemandFigures,
): Promise<void> {
  await tx.demand.update({ where: { id }, data: columnsOf(figures), select: { id: true } })
}

/** Writes down who did what with a demand. Never changed afterwards. */
export async function appendDemandEntry(
  tx: Transaction,
  demandId: number,
  entry: { at: Moment; act: DemandAct; actor: number; data: Record<string, string | number> },
  words: string,
): Promise<void> {
  const { at, act, actor, data } = entry
  await tx.demandEntry.create({
    data: {
      ...{ demandId, at: dateOf(at), act, actorId: actor, data },
      ...saltedWords(words),
    },
    select: { id: true },
  })
}

/** Marks demands that nobody has been told of yet as told, and gives those that are unusual still. */
export async function takeUntold(tx: Transaction, now: Moment): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    UPDATE demand SET told_at = ${dateOf(now)}
    WHERE unusual AND NOT resting AND told_at IS NULL AND state IN ('found', 'confirmed')
    RETURNING id`
  return rows.map(({ id }) => id).sort((a, b) => a - b)
}

export function demandOf(row: Demand): StoredDemand {
  const { id, state, label, name, unit, mergedInto, resting, expected, unusual } = row
  return {
    ...{ id, state, label, name, unit, mergedInto, resting, countedAt: momentOf(row.countedAt) },
    figures: {
      whole: { letters: row.letters, households: row.households },
      month: { letters: row.monthLetters, households: row.monthHouseholds },
      before: volumeOf(row.beforeLetters, row.beforeHouseholds),
      lastYear: volumeOf(row.lastYearLetters, row.lastYearHouseholds),
      ...{ expected, unusual },
    },
  }
}

export function columnsOf({ whole, month, before, lastYear, expected, unusual }: DemandFigures) {
  return {
    ...{ letters: whole.letters, households: whole.households },
    ...{ monthLetters: month.letters, monthHouseholds: month.households },
    beforeLetters: before?.letters ?? null,
    beforeHouseholds: before?.households ?? null,
    lastYearLetters: lastYear?.letters ?? null,
    lastYearHouseholds: lastYear?.households ?? null,
    ...{ expected, unusual },
  }
}

function volumeOf(letters: number | null, households: number | null): Volume | null {
  return letters === null || households === null ? null : { letters, households }
}
