import { CONTACTS } from '../domain/contacts.ts'
import type { Org } from '../domain/organisation.ts'
import type { Period, Scope } from '../figures/period.ts'
import { NONE, type Rate } from '../figures/rate.ts'
import { noFigures, together, type Minutes, type UnitFigures } from '../figures/unit-figures.ts'
import type { Transaction } from '../store/database.ts'
import { Prisma } from '../store/generated/client.ts'
import { dateOf } from '../store/moments.ts'

/** The figures of every unit of the organisation, in its order, and of all of them together under `whole`. */
export interface Figures {
  units: UnitFigures[]
  whole: UnitFigures
}

/** Counts a period: docs/figures.md says what each figure is. Units that did nothing have noughts. */
export async function figuresOf(
  tx: Transaction,
  org: Pick<Org, 'units'>,
  period: Scope,
): Promise<Figures> {
  const figures = new Map(org.units.map(({ code }) => [code, noFigures(code)]))
  const change = (unit: string, part: Partial<UnitFigures>) => {
    const before = figures.get(unit)
    // What a unit did that the org file no longer names is counted nowhere.
    if (before) figures.set(unit, { ...before, ...part })
  }
  const visits = await visitsOf(tx, period)
  for (const { unit, ...of } of visits)
    if (unit !== null) change(unit, { ...ratesOf(of), minutes: minutesOf(of) })
  for (const { unit, ...acts } of await actsOf(tx, period)) {
    change(unit, {
      onTime: {
        accept: { k: acts.acceptedInTime, n: acts.accepted },
        contact: NONE,
        reply: { k: acts.repliedInTime, n: acts.replied },
      },
      relapses: acts.relapses,
    })
  }
  for (const { unit, contact } of await contactsOf(tx, period)) {
    const onTime = figures.get(unit)?.onTime
    if (onTime) change(unit, { onTime: { ...onTime, contact } })
  }
  for (const { unit, returns, extensions } of await requestsOf(tx, period))
    change(unit, { returns, extensions })
  for (const { unit, explained } of await explainedOf(tx, period)) change(unit, { explained })
  const units = [...figures.values()]
  const all = visits.find(({ unit }) => unit === null)
  return { units, whole: together('', units, all ? minutesOf(all) : null) }
}

/**
 * The return visits that ended in a period: each begins with the reply before it, whose unit it belongs to, and ends
 * once, whatever comes later. Those of appeals that ended as explained are none.
 */
export function endedIn({ from, to, without = [] }: Scope): Prisma.Sql {
  return Prisma.sql`
    ended AS MATERIALIZED (
      SELECT e.appeal_id, e.seq, e.act, e.at, e.data->>'outcome' AS outcome, reply.seq AS since, reply.unit,
        coalesce((reply.data->>'asked')::int, 1) AS asked,
        (SELECT min(next.seq) FROM history AS next
         WHERE next.appeal_id = e.appeal_id AND next.seq > e.seq AND next.act = 'resolve') AS until
      FROM history AS e
      JOIN appeal ON appeal.id = e.appeal_id AND appeal.outcome IS DISTINCT FROM 'explained'
      CROSS JOIN LATERAL (
        SELECT r.seq, r.unit, r.act, r.data FROM history AS r
        WHERE r.appeal_id = e.appeal_id AND r.seq < e.seq AND r.act IN ('resolve', 'close', 'rework')
        ORDER BY r.seq DESC LIMIT 1) AS reply
      WHERE e.at >= ${dateOf(from)} AND e.at < ${dateOf(to)} AND e.act IN ('close', 'rework')
        AND appeal.number <> ALL(${[...without]})
        AND reply.act = 'resolve')`
}

interface Visits {
  ended: number
  reworked: number
  closed: number
  confirmed: number
  asked: number
  contacted: number
  inTouch: number
  answered: number
  solved: number
  partly: number
  rated: number
  satisfied: number
  /** Replies of which working minutes are known, as they were charged to the unit. */
  n: number
  mean: number | null
  median: number | null
  p90: number | null
}

/**
 * Return visits and what was answered in them: of several answers of one household to a question the last. A row for each
 * unit; that of all of them, unit null, knows the minutes alone.
 */
function visitsOf(tx: Transaction, period: Scope): Promise<({ unit: string | null } & Visits)[]> {
  const knownAt = period.knownAt ? dateOf(period.knownAt) : null
  return tx.$queryRaw`
    WITH ${endedIn(period)},
    said AS (
      SELECT DISTINCT ON (ended.appeal_id, ended.seq, household, question) ended.unit, question, answer
      FROM ended
      CROSS JOIN LATERAL (
        SELECT * FROM history AS h
        WHERE h.appeal_id = ended.appeal_id AND h.seq > ended.since
          AND (ended.until IS NULL OR h.seq < ended.until)
          AND h.act IN ('contacted', 'solved', 'satisfied', 'change')
          AND h.at <= coalesce(${knownAt}, 'infinity'::timestamptz)
        OFFSET 0) AS h
      CROSS JOIN LATERAL (VALUES
        (CASE h.act WHEN 'change' THEN 'solved' ELSE h.act END, h.data->>'answer'),
        (CASE h.act WHEN 'change' THEN 'satisfied' END, h.data->>'rating')) AS given (question, answer)
      CROSS JOIN LATERAL (SELECT coalesce((h.data->>'caller')::int, h.actor_id)) AS of (household)
      WHERE question IS NOT NULL
      ORDER BY ended.appeal_id, ended.seq, household, question, h.seq DESC),
    worked AS (
      SELECT ended.*, (
        SELECT sum(charge.minutes)::float8 FROM charge
        WHERE charge.appeal_id = ended.appeal_id AND charge.unit = ended.unit AND charge.round = (
          SELECT count(*) FROM history AS r
          WHERE r.appeal_id = ended.appeal_id AND r.seq < ended.since AND r.act IN ('rework', 'reopen'))) AS minutes
      FROM ended),
    visits AS (
      SELECT unit, count(*)::int AS ended, sum(asked)::int AS asked,
        (count(*) FILTER (WHERE act = 'rework'))::int AS reworked,
        (count(*) FILTER (WHERE act = 'close'))::int AS closed,
        (count(*) FILTER (WHERE outcome = 'solved_confirmed'))::int AS confirmed,
        count(minutes)::int AS n, avg(minutes) AS mean,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes) AS median,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY minutes) AS p90
      FROM worked GROUP BY GROUPING SETS ((unit), ())),
    answers AS (
      SELECT unit,
        (count(*) FILTER (WHERE question = 'contacted'))::int AS contacted,
        (count(*) FILTER (WHERE question = 'contacted' AND answer = 'yes'))::int AS "inTouch",
        (count(*) FILTER (WHERE question = 'solved'))::int AS answered,
        (count(*) FILTER (WHERE question = 'solved' AND answer = 'yes'))::int AS solved,
        (count(*) FILTER (WHERE question = 'solved' AND answer = 'partly'))::int AS partly,
        (count(*) FILTER (WHERE question = 'satisfied'))::int AS rated,
        (count(*) FILTER (WHERE question = 'satisfied' AND answer IN ('3', '4', '5')))::int AS satisfied
      FROM said GROUP BY unit)
    SELECT unit, ended, asked, reworked, closed, confirmed, n, mean, median, p90,
      coalesce(contacted, 0) AS contacted, coalesce("inTouch", 0) AS "inTouch",
      coalesce(answered, 0) AS answered, coalesce(solved, 0) AS solved, coalesce(partly, 0) AS partly,
      coalesce(rated, 0) AS rated, coalesce(satisfied, 0) AS satisfied
    FROM visits LEFT JOIN answers USING (unit)
    WHERE ended > 0`
}

function ratesOf(of: Visits): Partial<UnitFigures> {
  return {
    asked: of.asked,
    answered: of.answered,
    response: { k: of.inTouch, n: of.contacted },
    solution: { k: of.solved, n: of.answered },
    satisfaction: { k: of.satisfied, n: of.rated },
    partly: of.partly,
    reworks: { k: of.reworked, n: of.ended },
    confirmed: { k: of.confirmed, n: of.closed },
  }
}

function minutesOf({ n, mean, median, p90 }: Visits): Minutes | null {
  return mean === null || median === null || p90 === null ? null : { n, median, p90, mean }
}

interface Acts {
  unit: string
  accepted: number
  acceptedInTime: number
  replied: number
  repliedInTime: number
  relapses: number
}

/** Signatures and replies against the dates that held then, and what was opened again after its end. */
function actsOf(tx: Transaction, { from, to, without = [] }: Scope): Promise<Acts[]> {
  return tx.$queryRaw`
    SELECT coalesce(reply.unit, h.unit) AS unit,
      (count(*) FILTER (WHERE h.act = 'accept' AND h.data->>'acceptDue' IS NOT NULL))::int AS accepted,
      (count(*) FILTER (WHERE h.act = 'accept' AND h.at <= (h.data->>'acceptDue')::timestamptz))::int
        AS "acceptedInTime",
      (count(*) FILTER (WHERE h.act = 'resolve' AND h.data->>'replyDue' IS NOT NULL))::int AS replied,
      (count(*) FILTER (WHERE h.act = 'resolve' AND h.at <= (h.data->>'replyDue')::timestamptz))::int
        AS "repliedInTime",
      (count(*) FILTER (WHERE h.from = 'closed'))::int AS relapses
    FROM history AS h
    JOIN appeal ON appeal.id = h.appeal_id AND appeal.number <> ALL(${[...without]})
    LEFT JOIN LATERAL (
      SELECT r.unit FROM history AS r
      WHERE h.from = 'closed' AND r.appeal_id = h.appeal_id AND r.seq < h.seq AND r.act = 'resolve'
      ORDER BY r.seq DESC LIMIT 1) AS reply ON true
    WHERE h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)}
      AND (h.act IN ('accept', 'resolve') OR (h.from = 'closed' AND h.to <> 'closed'))
    GROUP BY 1`
}

/** First contacts, each held against the unit that made it. */
async function contactsOf(
  tx: Transaction,
  { from, to }: Period,
): Promise<{ unit: string; contact: Rate }[]> {
  const rows = await tx.$queryRaw<{ unit: string; k: number; n: number }[]>`
    SELECT unit, count(*)::int AS n, (count(*) FILTER (WHERE "inTime"))::int AS k
    FROM (
      SELECT DISTINCT ON (appeal.id) h.unit, h.at <= appeal.respond_due AS "inTime"
      FROM history AS h JOIN appeal ON appeal.id = h.appeal_id AND appeal.contacted_at = h.at
      WHERE h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)} AND h.act = ANY(${[...CONTACTS]})
        AND appeal.respond_due IS NOT NULL
      ORDER BY appeal.id, h.seq) AS first
    GROUP BY unit`
  return rows.map(({ unit, k, n }) => ({ unit, contact: { k, n } }))
}

function requestsOf(
  tx: Transaction,
  { from, to, without = [] }: Scope,
): Promise<{ unit: string; returns: number; extensions: number }[]> {
  return tx.$queryRaw`
    SELECT request.unit, (count(*) FILTER (WHERE kind = 'return'))::int AS returns,
      (count(*) FILTER (WHERE kind = 'extension'))::int AS extensions
    FROM request JOIN appeal ON appeal.id = request.appeal_id AND appeal.number <> ALL(${[...without]})
    WHERE state = 'approved' AND decided_at >= ${dateOf(from)} AND decided_at < ${dateOf(to)}
    GROUP BY request.unit`
}

function explainedOf(
  tx: Transaction,
  { from, to, without = [] }: Scope,
): Promise<{ unit: string; explained: number }[]> {
  return tx.$queryRaw`
    SELECT appeal.unit, count(*)::int AS explained
    FROM history AS h JOIN appeal ON appeal.id = h.appeal_id
    WHERE h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)} AND h.to = 'closed' AND h.from <> 'closed'
      AND appeal.number <> ALL(${[...without]}) AND appeal.outcome = 'explained' AND appeal.closed_at = h.at AND appeal.unit IS NOT NULL
    GROUP BY appeal.unit`
}
