import { formatNumber } from '../domain/number.ts'
import { DatabaseFault } from '../store/fault.ts'
import type { Database, Transaction } from '../store/database.ts'
import type { Anchor } from '../store/anchors.ts'
import { verifyAnchors } from './verify-anchors.ts'
import { faultsInWords } from './verify-words.ts'
import { verifyNotices } from './verify-notices.ts'
import {
  faultIn,
  WITH_HISTORY,
  type Fault,
  type FaultKind,
  type WholeAppeal,
} from './verify-appeal.ts'

export interface Verified {
  counts: {
    appeals: number
    entries: number
    words: number
    erased: number
    waiting: number
    notices: number
    anchors: number
  }
  /** How many things do not hold, at most one an appeal. */
  faults: number
  first: Fault | null
}

const NOTHING = {
  ...{ appeals: 0, entries: 0, words: 0, erased: 0, waiting: 0, notices: 0, anchors: 0 },
}

/** Appeals that are in memory at a time. */
const BATCH = 200
const HOURS = 3_600_000

/**
 * Checks the hash chain of every appeal, its words, its state against its last entry, and the serials.
 * Reads one snapshot, so that a desk at work does not look broken, and changes nothing. What was anchored must still be
 * there: by the anchors of the database, and by those that were kept outside it.
 */
export async function verify(db: Database, kept: readonly Anchor[] = []): Promise<Verified> {
  await checkDesk(db)
  return db.transaction((tx) => verifyIn(tx, kept), {
    ...{ isolation: 'REPEATABLE READ', timeoutMs: 24 * HOURS },
  })
}

async function checkDesk({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ found: boolean }>(
    `SELECT to_regclass('history') IS NOT NULL AS found`,
  )
  if (!rows[0]?.found) throw new DatabaseFault('No desk has ever been started on this database.')
}

/** The same in the snapshot of a transaction, which cannot write from then on. */
export async function verifyIn(tx: Transaction, kept: readonly Anchor[] = []): Promise<Verified> {
  await tx.$executeRaw`SET TRANSACTION READ ONLY`
  const verified: Verified = {
    counts: { ...NOTHING },
    ...{ faults: 0, first: null },
  }
  const found = (fault: Fault | null) => {
    if (!fault) return
    verified.faults += 1
    verified.first ??= fault
  }
  for await (const batch of appealsOf(tx)) {
    const timers = await timersOf(tx, batch)
    for (const appeal of batch) {
      count(verified.counts, appeal)
      found(faultIn(appeal, timers.get(appeal.number) ?? new Set()))
    }
  }
  for (const fault of await faultsInSerials(tx)) found(fault)
  for (const fault of await faultsInWords(tx)) found(fault)
  const notices = await verifyNotices(tx)
  verified.counts.notices = notices.count
  for (const fault of notices.faults) found(fault)
  const anchors = await verifyAnchors(tx, kept, notices.anchors)
  verified.counts.anchors = anchors.count
  found(anchors.fault)
  return verified
}

async function* appealsOf(tx: Transaction): AsyncGenerator<WholeAppeal[]> {
  let last = 0
  for (;;) {
    const batch = await tx.appeal.findMany({
      where: { id: { gt: last } },
      orderBy: { id: 'asc' },
      take: BATCH,
      include: WITH_HISTORY,
    })
    const end = batch.at(-1)
    if (!end) return
    yield batch
    last = end.id
  }
}

/** Kinds of the timers of each appeal. */
async function timersOf(
  tx: Transaction,
  batch: readonly WholeAppeal[],
): Promise<Map<string, Set<string>>> {
  const subject = { in: batch.map(({ number }) => number) }
  const rows = await tx.timer.findMany({
    where: { subject },
    select: { kind: true, subject: true },
  })
  const kinds = new Map<string, Set<string>>()
  for (const row of rows)
    kinds.set(row.subject, (kinds.get(row.subject) ?? new Set()).add(row.kind))
  return kinds
}

function count(counts: Verified['counts'], { history, requests }: WholeAppeal): void {
  counts.appeals += 1
  counts.entries += history.length
  counts.waiting += requests.length
  for (const { digest, words } of history) {
    if (words) counts.words += 1
    else if (digest !== null) counts.erased += 1
  }
}

/** Every number that was given has its appeal, and no appeal has a number that was not given yet. */
async function faultsInSerials(tx: Transaction): Promise<Fault[]> {
  const rows = await tx.$queryRaw<SerialRow[]>`
    WITH given AS (
      SELECT right(name, 2) AS year, (value #>> '{}')::int AS serial
      FROM setting WHERE name ~ '^serial\\.\\d{4}$'
    ), used AS (
      SELECT left(number, 2) AS year, substr(number, 4, 7)::int AS serial FROM appeal
    )
    SELECT coalesce(given.year, highest.year) AS year, given.serial AS given, highest.serial AS highest,
      (SELECT min(one) FROM generate_series(1, given.serial) AS one
        WHERE NOT EXISTS (SELECT FROM used WHERE used.year = given.year AND used.serial = one)
      ) AS missing
    FROM given
    FULL JOIN (SELECT year, max(serial) AS serial FROM used GROUP BY year) AS highest
      ON highest.year = given.year
    ORDER BY 1`
  return rows.flatMap(faultInSerial)
}

function faultInSerial({ year, given, highest, missing }: SerialRow): Fault[] {
  const fault = (kind: FaultKind, serial: number): Fault[] => {
    return [{ number: formatNumber(Number(year), serial), seq: null, kind }]
  }
  if (missing !== null) return fault('appeal_missing', missing)
  return highest !== null && highest > (given ?? 0) ? fault('serial_behind', highest) : []
}

interface SerialRow {
  year: string
  given: number | null
  highest: number | null
  missing: number | null
}
