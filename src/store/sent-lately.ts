import type { Pool } from 'pg'

/** What was put into the outbox before so many others has long been sent, or waits behind them. */
const NEWEST = 10_000
/** The most messages that one call can be: an album. */
const ALBUM_MOST = 10

/**
 * How many messages may have left within the last so many milliseconds, whoever sent them; what is marked as being sent
 * is among them. Looks at the newest rows only: there is no index by time, and none is worth its writes.
 */
export async function sentLately(pool: Pool, withinMs: number): Promise<number> {
  const { rows } = await pool.query<{ messages: number }>(
    `select coalesce(sum(case method when 'sendMediaGroup' then $3::int else 1 end), 0)::int as messages
     from outbox
     where id > (select max(id) - $2::int from outbox) and (state = 'sending'
       or state = 'sent' and sent_at > clock_timestamp() - $1::int * interval '1 millisecond')`,
    [withinMs, NEWEST, ALBUM_MOST],
  )
  return rows[0]?.messages ?? 0
}
