import type pg from 'pg'

/** What one unit's month came to, as this file counts it. */
export interface Counted {
  asked: number
  answered: number
  response: Share
  solution: Share
  satisfaction: Share
  reworks: number
  accepted: Share
  replied: Share
}

interface Share {
  k: number
  n: number
}

/**
 * Counts November from the history alone, in another way than the desk does: every entry gets the number of the reply
 * that it follows, a visit ends with the first close or rework of that number, and the last answer of a household to a
 * question within it counts. Appeals that ended as explained, or were left out, are not in it.
 */
export async function countByHand(
  pool: pg.Pool,
  without: readonly string[],
  knownAt: string,
): Promise<Map<string, Counted>> {
  const { rows } = await pool.query<Record<string, string | number>>(COUNT, [without, knownAt])
  const share = (k: unknown, n: unknown): Share => ({ k: Number(k), n: Number(n) })
  return new Map(
    rows.map((row) => [
      String(row['unit']),
      {
        asked: Number(row['asked']),
        answered: Number(row['solved_n']),
        response: share(row['contacted_k'], row['contacted_n']),
        solution: share(row['solved_k'], row['solved_n']),
        satisfaction: share(row['satisfied_k'], row['satisfied_n']),
        reworks: Number(row['reworks']),
        accepted: share(row['accept_k'], row['accept_n']),
        replied: share(row['reply_k'], row['reply_n']),
      },
    ]),
  )
}

const COUNT = `
WITH kept AS (
  SELECT id FROM appeal WHERE NOT (number = ANY($1))),
entries AS (
  SELECT h.*, h.at AT TIME ZONE 'Asia/Shanghai' AS local,
    count(*) FILTER (WHERE h.act = 'resolve') OVER (PARTITION BY h.appeal_id ORDER BY h.seq) AS reply
  FROM history h JOIN kept ON kept.id = h.appeal_id
  WHERE h.at <= $2::timestamptz),
replies AS (
  SELECT appeal_id, reply, unit, data FROM entries WHERE act = 'resolve'),
ends AS (
  SELECT DISTINCT ON (appeal_id, reply) appeal_id, reply, act, local FROM entries
  WHERE act IN ('close', 'rework') AND reply > 0 ORDER BY appeal_id, reply, seq),
visits AS (
  SELECT r.appeal_id, r.reply, r.unit, e.act, (r.data->>'asked')::int AS asked
  FROM replies r JOIN ends e USING (appeal_id, reply)
  JOIN appeal a ON a.id = r.appeal_id
  WHERE e.local >= '2026-11-01' AND e.local < '2026-12-01' AND a.outcome IS DISTINCT FROM 'explained'),
answers AS (
  SELECT DISTINCT ON (appeal_id, reply, actor_id, act) appeal_id, reply, act, data->>'answer' AS said
  FROM entries WHERE act IN ('contacted', 'solved', 'satisfied')
  ORDER BY appeal_id, reply, actor_id, act, seq DESC),
rates AS (
  SELECT v.unit,
    count(*) FILTER (WHERE s.act = 'contacted') AS contacted_n,
    count(*) FILTER (WHERE s.act = 'contacted' AND said = 'yes') AS contacted_k,
    count(*) FILTER (WHERE s.act = 'solved') AS solved_n,
    count(*) FILTER (WHERE s.act = 'solved' AND said = 'yes') AS solved_k,
    count(*) FILTER (WHERE s.act = 'satisfied') AS satisfied_n,
    count(*) FILTER (WHERE s.act = 'satisfied' AND said >= '3') AS satisfied_k
  FROM visits v LEFT JOIN answers s USING (appeal_id, reply) GROUP BY v.unit),
totals AS (
  SELECT unit, sum(asked) AS asked, count(*) FILTER (WHERE act = 'rework') AS reworks
  FROM visits GROUP BY unit),
timed AS (
  SELECT unit,
    count(*) FILTER (WHERE act = 'accept' AND data ? 'acceptDue' AND data->>'acceptDue' IS NOT NULL) AS accept_n,
    count(*) FILTER (WHERE act = 'accept' AND at <= (data->>'acceptDue')::timestamptz) AS accept_k,
    count(*) FILTER (WHERE act = 'resolve' AND data->>'replyDue' IS NOT NULL) AS reply_n,
    count(*) FILTER (WHERE act = 'resolve' AND at <= (data->>'replyDue')::timestamptz) AS reply_k
  FROM entries WHERE local >= '2026-11-01' AND local < '2026-12-01' AND act IN ('accept', 'resolve')
  GROUP BY unit)
SELECT * FROM totals JOIN rates USING (unit) LEFT JOIN timed USING (unit)`
