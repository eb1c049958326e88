import { createHash } from 'node:crypto'
import { normalised } from '../classify/normal.ts'
import type { Policy } from '../domain/policy.ts'
import type { Period } from '../figures/period.ts'
import type { RadarFacts } from '../figures/radar.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf } from '../store/moments.ts'
import { endedIn } from './figures.ts'

/** What the radar looks at in a period. Words are compared here, and only their digests leave. */
export async function radarFacts(
  tx: Transaction,
  period: Period,
  policy: Pick<Policy['radar'], 'backHours'>,
): Promise<RadarFacts> {
  return {
    replies: await repliesIn(tx, period),
    satisfied: await satisfiedIn(tx, period, policy.backHours),
    returns: await returnsIn(tx, period),
    pressed: await pressedIn(tx, period),
    asked: await askedIn(tx, period),
  }
}

/** A reply whose words were erased is like no other. */
async function repliesIn(tx: Transaction, { from, to }: Period): Promise<RadarFacts['replies']> {
  const rows = await tx.$queryRaw<
    { unit: string; number: string; minutesLeft: number | null; id: number; text: string | null }[]
  >`
    SELECT h.unit, appeal.number, h.id, words.text,
      floor(extract(epoch FROM (h.data->>'replyDue')::timestamptz - h.at) / 60)::float8 AS "minutesLeft"
    FROM history AS h
    JOIN appeal ON appeal.id = h.appeal_id
    LEFT JOIN words ON words.history_id = h.id
    WHERE h.act = 'resolve' AND h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)}
    ORDER BY h.id`
  return rows.map(({ id, text, ...reply }) => ({ ...reply, digest: digestOf(text, id) }))
}

/** Words without spaces and signs: who changes a comma says the same. */
function digestOf(text: string | null, id: number): string {
  const plain = normalised(text ?? '').replace(/[^\p{L}\p{N}]+/gu, '')
  return plain === '' ? `reply ${id}` : createHash('sha256').update(plain).digest('hex')
}

/**
 * Appeals that were closed with somebody satisfied. Back: opened again within so many hours, or one of the satisfied
 * wrote anew of the same category.
 */
function satisfiedIn(
  tx: Transaction,
  period: Period,
  backHours: number,
): Promise<RadarFacts['satisfied']> {
  return tx.$queryRaw`
    WITH ${endedIn(period)},
    content AS (
      SELECT ended.appeal_id, ended.seq, ended.unit, ended.at, array_agg(h.actor_id) AS people
      FROM ended
      CROSS JOIN LATERAL (
        SELECT h.actor_id FROM history AS h
        WHERE h.appeal_id = ended.appeal_id AND h.seq > ended.since AND h.seq < ended.seq
          AND h.act = 'satisfied' AND h.data->>'answer' IN ('3', '4', '5')
        OFFSET 0) AS h
      WHERE ended.act = 'close'
      GROUP BY ended.appeal_id, ended.seq, ended.unit, ended.at)
    SELECT content.unit, appeal.number,
      EXISTS (
        SELECT FROM history AS h
        WHERE h.appeal_id = content.appeal_id AND h.seq > content.seq AND h.from = 'closed' AND h.to <> 'closed'
          AND h.at <= content.at + make_interval(hours => ${backHours}::int))
      OR EXISTS (
        SELECT FROM appeal AS again
        WHERE again.resident_id = ANY(content.people) AND again.category = appeal.category
          AND again.registered_at > content.at
          AND again.registered_at <= content.at + make_interval(hours => ${backHours}::int)) AS "isBack"
    FROM content JOIN appeal ON appeal.id = content.appeal_id
    ORDER BY appeal.id`
}

/** Returns that were approved, with the unit that had the appeal next. */
function returnsIn(tx: Transaction, { from, to }: Period): Promise<RadarFacts['returns']> {
  return tx.$queryRaw`
    SELECT request.unit, appeal.number, next.unit AS next
    FROM request
    JOIN appeal ON appeal.id = request.appeal_id
    CROSS JOIN LATERAL (
      SELECT h.unit FROM history AS h
      WHERE h.appeal_id = appeal.id AND h.act IN ('assign', 'reassign') AND h.seq > (
        SELECT max(asked.seq) FROM history AS asked
        WHERE asked.appeal_id = appeal.id AND asked.act = 'ask_return' AND asked.at = request.asked_at)
      ORDER BY h.seq LIMIT 1) AS next
    WHERE request.kind = 'return' AND request.state = 'approved'
      AND request.decided_at >= ${dateOf(from)} AND request.decided_at < ${dateOf(to)}
    ORDER BY request.id`
}

/** Households that said so, each of an appeal once, held against the unit that had replied. */
function pressedIn(tx: Transaction, { from, to }: Period): Promise<RadarFacts['pressed']> {
  return tx.$queryRaw`
    SELECT reply.unit, appeal.number
    FROM (
      SELECT h.appeal_id, h.actor_id, min(h.seq) AS seq FROM history AS h
      WHERE h.act = 'pressed' AND h.at >= ${dateOf(from)} AND h.at < ${dateOf(to)}
      GROUP BY h.appeal_id, h.actor_id) AS said
    JOIN appeal ON appeal.id = said.appeal_id
    CROSS JOIN LATERAL (
      SELECT r.unit FROM history AS r
      WHERE r.appeal_id = said.appeal_id AND r.seq < said.seq AND r.act = 'resolve'
      ORDER BY r.seq DESC LIMIT 1) AS reply
    ORDER BY said.appeal_id, said.seq`
}

async function askedIn(tx: Transaction, period: Period): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ unit: string; asked: number }[]>`
    WITH ${endedIn(period)}
    SELECT unit, sum(asked)::int AS asked FROM ended GROUP BY unit`
  return new Map(rows.map(({ unit, asked }) => [unit, asked]))
}
