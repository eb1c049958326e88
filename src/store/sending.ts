import type { Pool } from 'pg'
import type { Transaction } from './database.ts'
import type { Delivery } from './outbox.ts'
import { sqlOf } from './sql.ts'
import { WITHHELD } from './withheld.ts'

/** A row of the outbox while it waits: enough to decide when it goes. */
export interface Waiting {
  id: number
  chat: number
  delivery: Delivery
  /** Real time in milliseconds. */
  notBefore: number
  /** It was tried before: whatever follows it in its chat waits for it. */
  tried: boolean
  /** The person wrote to us within the minute before: this is most likely the reply. */
  direct: boolean
}

/** A row that is marked as being sent, with all that is sent. */
export interface Letter {
  id: number
  chat: number
  delivery: Delivery
  method: string
  body: Record<string, unknown>
  /** Sends whose outcome is unknown, this one included. */
  attempts: number
  cardId: number | null
  /** Where the card stands, if it has been sent. */
  messageId: number | null
}

/** What became of a letter. `again`: it had no effect, or nobody knows (`counted`). */
export type Verdict = { id: number; error?: string } & (
  | { to: 'sent'; messageId?: number }
  | { to: 'again'; counted: boolean; notBefore: number }
  | { to: 'failed' }
)

/** Sends of one `must`, the first included. */
export const MUST_SENDS = 3

/** Rows after `seen`, and those of `gaps` that have come to light. Null: it does not wait any more. */
export async function freshRows(
  pool: Pool,
  seen: number,
  gaps: readonly number[],
): Promise<{ id: number; row: Waiting | null }[]> {
  const { rows } = await pool.query<FreshRow>({
    name: 'outbox.fresh',
    text: `
      (select ${LIGHT} from outbox as o where id = any($2::int[]))
      union all
      (select ${LIGHT} from outbox as o where id > $1 order by id limit 2000)`,
    values: [seen, gaps],
  })
  return rows.map((row) => ({ id: row.id, row: row.state === 'waiting' ? toWaiting(row) : null }))
}

/** All that waits, in order; `upTo` the last id given out. */
export async function waitingRows(pool: Pool): Promise<{ rows: Waiting[]; upTo: number }> {
  const last = await pool.query<{ id: number }>('select coalesce(max(id), 0) as id from outbox')
  const { rows } = await pool.query<FreshRow>(
    `select ${LIGHT} from outbox as o where state = 'waiting' order by id`,
  )
  return { rows: rows.map(toWaiting), upTo: last.rows[0]?.id ?? 0 }
}

// The row of the inbox that a reply comes from is done in the same transaction: the last done row of
// that person tells whether this answers something.
const LIGHT = `
  o.id, o.chat, o.delivery, o.state, o.not_before, o.error is not null as tried,
  coalesce((
    select i.received_at from inbox as i
    where i.state = 'done' and i.lane = o.chat order by i.id desc limit 1
  ) > o.created_at - interval '1 minute', false) as direct`

interface FreshRow {
  id: number
  chat: string
  delivery: Delivery
  state: string
  not_before: Date | null
  tried: boolean
  direct: boolean
}

function toWaiting(row: FreshRow): Waiting {
  const { id, delivery, tried, direct } = row
  const notBefore = row.not_before?.getTime() ?? 0
  return { id, chat: Number(row.chat), delivery, notBefore, tried, direct }
}

/**
 * Marks rows as being sent and answers what to send; rows that no longer wait are left out.
 * `durable: false` does not wait for the disk. For a `must` or an `edit` that is safe: only a crash of
 * PostgreSQL itself within the next half second forgets the mark, and then the message may go out once
 * more, which its kind allows. A `once` must be on disk before it leaves.
 */
export async function beginSending(
  pool: Pool,
  ids: readonly number[],
  durable: boolean,
): Promise<Letter[]> {
  const { rows } = await pool.query<LetterRow>({
    name: durable ? 'outbox.begin.durable' : 'outbox.begin',
    text: `
      update outbox as o set state = 'sending', attempts = attempts + 1
      where id = any($1::int[]) and state = 'waiting'
      ${durable ? '' : `and (select set_config('synchronous_commit', 'off', true)) = 'off'`}
      returning id, chat, delivery, method, body, attempts, card_id,
        (select message_id from card where card.id = o.card_id) as message_id`,
    values: [ids],
  })
  return rows.map(({ card_id, message_id, chat, body, ...row }) => ({
    ...row,
    ...{ body: body ?? {}, chat: Number(chat), cardId: card_id, messageId: message_id },
  }))
}

interface LetterRow {
  id: number
  chat: string
  delivery: Delivery
  method: string
  body: Record<string, unknown> | null
  attempts: number
  card_id: number | null
  message_id: number | null
}

/**
 * Writes what became of letters; a card learns its message in the same statement. Rows whose card a
 * handler holds locked are done afterwards one at a time: waiting for one card while holding another
 * could be a deadlock with that handler.
 *
 * What was withheld meanwhile is not sent once more.
 *
 * Not waited for until it is on disk: after a crash of PostgreSQL itself these letters are some of which nobody knows
 * whether they arrived, as if the answer to them had been lost.
 */
export async function conclude(pool: Pool, verdicts: readonly Verdict[]): Promise<void> {
  const given = verdicts.map((verdict) => ({
    id: verdict.id,
    state: verdict.to === 'again' ? 'waiting' : verdict.to,
    uncounted: verdict.to === 'again' && !verdict.counted ? 1 : 0,
    not_before: verdict.to === 'again' ? new Date(verdict.notBefore).toISOString() : null,
    error: verdict.error ?? null,
    message_id: verdict.to === 'sent' ? (verdict.messageId ?? null) : null,
  }))
  const { rows } = await pool.query<{ id: number }>({
    name: 'outbox.conclude',
    text: concludeSql('skip locked'),
    values: [JSON.stringify(given)],
  })
  const done = new Set(rows.map((row) => row.id))
  for (const verdict of given)
    if (verdict.message_id !== null && !done.has(verdict.id))
      await pool.query({
        name: 'outbox.conclude.one',
        text: concludeSql(''),
        values: [JSON.stringify([verdict])],
      })
}

const AGAIN = `v.state = 'waiting' and o.error is distinct from '${WITHHELD}'`

const concludeSql = (wait: '' | 'skip locked'): string => `
  with verdict as (
    select given.* from set_config('synchronous_commit', 'off', true),
      jsonb_to_recordset($1::jsonb) as given (
        id int, state "OutboxState", uncounted int, not_before timestamptz, error text, message_id int)
  ), free as (
    select id from card
    where id in (select card_id from outbox where id in (select id from verdict where message_id is not null))
    for no key update ${wait}
  ), concluded as (
    update outbox as o set
      state = case when v.state <> 'waiting' or ${AGAIN} then v.state else 'failed' end,
      attempts = o.attempts - v.uncounted,
      body = case when ${AGAIN} then o.body end,
      not_before = v.not_before,
      error = case when v.state <> 'waiting' or ${AGAIN} then v.error else o.error end,
      sent_at = case when v.state = 'sent' then clock_timestamp() end
    from verdict as v
    where o.id = v.id and o.state = 'sending'
      and (v.message_id is null or o.card_id is null or o.card_id in (select id from free))
    returning o.id, o.card_id, v.message_id
  ), told as (
    update card set message_id = concluded.message_id
    from concluded
    where card.id = concluded.card_id and concluded.message_id is not null
  )
  select id from concluded`

/**
 * What was being sent when the last deliverer ended: nobody knows whether it arrived.
 * `pausesMs`: how long a `must` waits after its first send, its second …: a desk that ends again and
 * again must not use up all of them within seconds. Answers how many are sent again and how many
 * are given up.
 */
export async function recoverSending(
  pool: Pool,
  pausesMs: readonly number[],
): Promise<{ again: number; givenUp: number }> {
  const { rows } = await pool.query<{ state: string }>(
    `update outbox set
       state = case when hopeless then 'failed' else 'waiting' end::"OutboxState",
       body = case when hopeless then null else body end,
       not_before = case when delivery = 'must' and not hopeless
         then now() + ($2::int[])[attempts] * interval '1 millisecond' end,
       error = case when error = $3 then error else 'unknown: the deliverer ended' end
     from (
       select id as row, delivery = 'once' or (delivery = 'must' and attempts >= $1)
         or error is not distinct from $3 as hopeless
       from outbox where state = 'sending'
     ) as left_over
     where id = row
     returning state`,
    [MUST_SENDS, pausesMs, WITHHELD],
  )
  const again = rows.filter((row) => row.state === 'waiting').length
  return { again, givenUp: rows.length - again }
}

/** Gives up rows that wait or are being sent, and answers which still did. */
export async function giveUp(
  tx: Transaction,
  ids: readonly number[],
  error: string,
): Promise<number[]> {
  const rows = await sqlOf(tx).rows<{ id: number }>(
    `update outbox set state = 'failed', body = null, not_before = null, error = $2
     where id = any($1::int[]) and state in ('waiting', 'sending') returning id`,
    [[...ids], error],
  )
  return rows.map(({ id }) => id)
}

/** Number of the appeal whose files a letter brings. */
export async function appealOfLetter(tx: Transaction, id: number): Promise<string | null> {
  const row = await tx.outbox.findUnique({ where: { id }, select: { appeal: true } })
  return row?.appeal ?? null
}

/** A group became a supergroup: what waits goes there, and the row in hand with it. */
export async function moveChat(tx: Transaction, from: number, to: number): Promise<void> {
  await tx.$executeRaw`
    update outbox set
      chat = ${BigInt(to)},
      error = case when state = 'sending' then 'moved' else error end,
      attempts = case when state = 'sending' then attempts - 1 else attempts end,
      state = 'waiting'
    where chat = ${BigInt(from)} and state in ('waiting', 'sending')`
}

/** Forgets what was sent or given up more than so many days ago. What waits is kept. */
export async function forgetSent(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from outbox
     where state in ('sent', 'failed') and created_at < now() - $1::int * interval '1 day'`,
    [days],
  )
  return rowCount ?? 0
}
