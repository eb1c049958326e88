import type { Moment, Status, Urgency } from '../domain/appeal.ts'
import type { Dated, Warning } from '../domain/warnings.ts'
import type { Transaction } from './database.ts'
import type { Headed } from './desk-entries.ts'
import { Prisma } from './generated/client.ts'
import { jsonText } from './json-text.ts'
import { dateOf, momentOf } from './moments.ts'

/** An appeal of which people may have to be warned. */
export interface Warned extends Dated, Headed {
  rounds: number
  extended: boolean
}

const WARNED = Prisma.sql`
  a.id, a.number, a.status, a.unit, a.rounds, a.extended, a.entries, a.head_hash, a.due, a.paused_at, a.minutes_left,
  a.yellow_at, a.serious_at, a.accept_due, a.respond_due, a.contacted_at`

interface WarnedRow {
  id: number
  number: string
  status: Status
  unit: string | null
  rounds: number
  extended: boolean
  entries: number
  head_hash: string
  due: Date | null
  paused_at: Date | null
  minutes_left: number | null
  yellow_at: Date | null
  serious_at: Date | null
  accept_due: Date | null
  respond_due: Date | null
  contacted_at: Date | null
}

/**
 * Locks the appeals for which a moment has come of which nobody has been warned yet: all that are not urgent, or the
 * one with this id. Whoever is at work on one of them is passed over: the next sweep finds it. What exactly has come
 * says the domain: the rows are as they were locked, the search may be a moment older.
 */
export async function lockUnwarned(
  tx: Transaction,
  now: Moment,
  appealId: number | null,
): Promise<Warned[]> {
  const at = dateOf(now)
  const which =
    appealId === null ? Prisma.sql`a.urgency = 'normal'` : Prisma.sql`a.id = ${appealId}`
  const rows = await tx.$queryRaw<WarnedRow[]>`
    SELECT ${WARNED} FROM appeal a
    WHERE ${which} AND a.status IN ('registered', 'assigned', 'accepted') AND a.paused_at IS NULL
      AND a.id IN (
        SELECT id FROM appeal AS one, LATERAL (
          VALUES ('yellow'::"WarningKind", yellow_at, ''), ('red', due, ''), ('serious', serious_at, ''),
            ('accept', CASE WHEN status = 'assigned' THEN accept_due END, unit),
            ('respond', CASE WHEN contacted_at IS NULL AND unit IS NOT NULL THEN respond_due END, unit)
          ) AS come (kind, at, holder)
        WHERE (yellow_at <= ${at}
            OR (due <= ${at} AND status IN ('registered', 'assigned', 'accepted') AND paused_at IS NULL)
            OR serious_at <= ${at}
            OR (accept_due <= ${at} AND status = 'assigned')
            OR (respond_due <= ${at} AND contacted_at IS NULL AND status IN ('assigned', 'accepted')))
          AND come.at <= ${at}
          AND NOT (come.kind = 'yellow' AND due <= ${at})
          AND NOT EXISTS (
            SELECT FROM warning w WHERE w.appeal_id = one.id AND w.kind = come.kind AND w.round = one.rounds
              AND w.extended = one.extended AND w.holder = come.holder))
    ORDER BY a.id FOR UPDATE SKIP LOCKED`
  return rows.map(warnedOf)
}

/** Enters warnings; gives those that were not there yet. */
export async function enterWarnings(
  tx: Transaction,
  given: readonly { appeal: Warned; kind: Warning }[],
  now: Moment,
): Promise<{ appealId: number; kind: Warning }[]> {
  if (given.length === 0) return []
  const rows = given.map(({ appeal: { id, rounds, extended, unit }, kind }) => ({
    ...{ appeal_id: id, kind, round: rounds, extended, holder: holderOf(kind, unit) },
  }))
  return tx.$queryRaw<{ appealId: number; kind: Warning }[]>`
    INSERT INTO warning (appeal_id, kind, round, extended, holder, at)
    SELECT appeal_id, kind, round, extended, holder, ${dateOf(now)}
    FROM jsonb_to_recordset(${jsonText(rows)}::jsonb)
      AS given (appeal_id int, kind "WarningKind", round int, extended boolean, holder text)
    ON CONFLICT DO NOTHING
    RETURNING appeal_id AS "appealId", kind`
}

/** A card is the appeal's; a time to sign or to make contact is the unit's own. */
export function holderOf(kind: Warning, unit: string | null): string {
  return kind === 'accept' || kind === 'respond' ? (unit ?? '') : ''
}

/** A warning that somebody is still to be told, with its appeal as it is now. */
export interface Untold {
  id: number
  kind: Warning
  round: number
  extended: boolean
  holder: string
  told: number
  toldAt: Moment | null
  appeal: Warned & {
    urgency: Urgency
    category: string | null
    place: string | null
    handler: number | null
    /** Person ids of all who stand behind it. */
    households: number[]
  }
}

interface UntoldRow extends WarnedRow {
  warning: number
  kind: Warning
  round: number
  was_extended: boolean
  holder: string
  told: number
  told_at: Date | null
  urgency: Urgency
  category: string | null
  place: string | null
  handler_id: number | null
  households: number[]
}

/** All warnings of which somebody is still to be told, or those of one appeal. */
export async function untoldWarnings(tx: Transaction, appealId: number | null): Promise<Untold[]> {
  const which = appealId === null ? Prisma.sql`true` : Prisma.sql`a.id = ${appealId}`
  const rows = await tx.$queryRaw<UntoldRow[]>`
    SELECT w.id AS warning, w.kind, w.round, w.extended AS was_extended, w.holder, w.told, w.told_at, ${WARNED},
      a.urgency, a.category, a.place, a.handler_id,
      a.resident_id || ARRAY(SELECT person_id FROM joiner WHERE appeal_id = a.id) AS households
    FROM warning w JOIN appeal a ON a.id = w.appeal_id
    WHERE NOT w.done AND ${which}
    ORDER BY w.id`
  return rows.map((row) => ({
    ...{ id: row.warning, kind: row.kind, round: row.round, extended: row.was_extended },
    ...{ holder: row.holder, told: row.told, toldAt: momentOf(row.told_at) },
    appeal: {
      ...warnedOf(row),
      ...{ urgency: row.urgency, category: row.category, place: row.place },
      ...{ handler: row.handler_id, households: row.households },
    },
  }))
}

/** Remembers how far along their lines warnings have been told by now. */
export async function rememberTold(
  tx: Transaction,
  steps: readonly { id: number; told: number; done: boolean }[],
  now: Moment,
): Promise<void> {
  if (steps.length === 0) return
  await tx.$executeRaw`
    UPDATE warning SET told = given.told, done = given.done, told_at = ${dateOf(now)}
    FROM jsonb_to_recordset(${jsonText(steps)}::jsonb) AS given (id int, told int, done boolean)
    WHERE warning.id = given.id`
}

function warnedOf(row: WarnedRow): Warned {
  const { id, number, status, unit, rounds, extended, entries } = row
  return {
    ...{ id, number, status, unit, rounds, extended, entries, headHash: row.head_hash },
    due: momentOf(row.due),
    paused: row.paused_at && {
      since: momentOf(row.paused_at),
      minutesLeft: row.minutes_left ?? 0,
    },
    yellowAt: momentOf(row.yellow_at),
    seriousAt: momentOf(row.serious_at),
    acceptDue: momentOf(row.accept_due),
    respondDue: momentOf(row.respond_due),
    contactedAt: momentOf(row.contacted_at),
  }
}
