import type { Pool } from 'pg'
import type { Transaction } from './database.ts'
import { jsonText } from './json-text.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** An update as Telegram gives it; what else is in it only handlers look at. */
export interface IncomingUpdate {
  update_id: number
}

export interface InboxRow {
  id: number
  /** Whose update it is: one lane is handled in the order of ids. */
  lane: number
  update: unknown
  receivedAt: Date
}

/**
 * Keeps updates, in one statement that is committed when this resolves; only then may they be
 * acknowledged. Answers the rows that are new: an update that is known already is left alone.
 */
export async function receive(pool: Pool, updates: readonly IncomingUpdate[]): Promise<InboxRow[]> {
  const usable = updates.filter((update) => Number.isSafeInteger(update.update_id))
  if (usable.length === 0) return []
  try {
    return await insert(pool, usable)
  } catch (error) {
    if (!isAboutTheData(error)) throw error
    const [only, ...others] = usable
    if (only === undefined) return []
    if (others.length === 0) return await setAside(pool, only)
    // One of them is what PostgreSQL cannot take: it must not stop the others.
    const rows: InboxRow[] = []
    for (const update of usable) rows.push(...(await receive(pool, [update])))
    return rows
  }
}

async function insert(pool: Pool, updates: readonly IncomingUpdate[]): Promise<InboxRow[]> {
  const bodies = updates.map(jsonText)
  const { rows } = await pool.query<{ id: number; update_id: string; received_at: Date }>({
    name: 'inbox.receive',
    text: `
      insert into inbox (update_id, lane, body)
      select update_id, lane, body::jsonb
      from unnest($1::bigint[], $2::bigint[], $3::text[]) with ordinality
        as given (update_id, lane, body, place)
      order by place
      on conflict (update_id) do nothing
      returning id, update_id, received_at`,
    values: [updates.map((update) => update.update_id), updates.map(laneOf), bodies],
  })
  const byUpdate = new Map(updates.map((update, place) => [update.update_id, place]))
  return rows.flatMap((row) => {
    const place = byUpdate.get(Number(row.update_id))
    const update = place === undefined ? undefined : updates[place]
    if (place === undefined || update === undefined) return []
    // Handled as it is stored, so that a try after a restart sees the same.
    const stored: unknown = JSON.parse(bodies[place] ?? 'null')
    return [{ id: row.id, lane: laneOf(update), update: stored, receivedAt: row.received_at }]
  })
}

/** Remembers that such an update was given, without what was in it. */
async function setAside(pool: Pool, update: IncomingUpdate): Promise<InboxRow[]> {
  await pool.query(
    `insert into inbox (update_id, lane, state) values ($1, $2, 'failed') on conflict do nothing`,
    [update.update_id, laneOf(update)],
  )
  return []
}

/**
 * Data exceptions (22…) and exceeded limits (54…), or nested too deep to be written as JSON. Anything
 * else is the database's own trouble.
 */
function isAboutTheData(error: unknown): boolean {
  if (error instanceof RangeError) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('22') || code.startsWith('54')
}

/** The person who wrote or pressed; else the chat; else 0. */
export function laneOf(update: IncomingUpdate): number {
  for (const [name, value] of Object.entries(update) as [string, unknown][]) {
    if (name === 'update_id' || typeof value !== 'object' || value === null) continue
    const event = value as Record<string, { id?: unknown } | null | undefined>
    const id = event['from']?.id ?? event['user']?.id ?? event['chat']?.id
    if (typeof id === 'number' && Number.isSafeInteger(id)) return id
  }
  return 0
}

/**
 * Takes the turns of rows of different lanes, first thing in the transaction that handles them. Left out: what another
 * replica has done or is doing, and what has an earlier row of its lane still waiting; with those nothing may be done.
 *
 * The row lock is what two replicas meet on. `skip locked` keeps the second from waiting, and
 * PostgreSQL looks at the state again once it has the lock, so no second look is needed. A lane needs
 * no lock of its own: while its first row is being handled, everybody else still sees it as waiting. The lock that is
 * taken on it is for `haltLane`.
 */
export async function takeTurns(tx: Transaction, ids: readonly number[]): Promise<Set<number>> {
  const rows = await sqlOf(tx).rows<{ id: number }>(
    `with turn as (
       select mine.id, mine.lane from inbox as mine
       where mine.id = any($1::int[]) and mine.state = 'waiting' and not exists (
         select from inbox as earlier
         where earlier.state = 'waiting' and earlier.lane = mine.lane and earlier.id < mine.id)
       order by mine.id for update of mine skip locked)
     select id, pg_advisory_xact_lock_shared(${LANE_LOCK}) from turn`,
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}

const LANE_LOCK = `hashtextextended('huiying lane ' || lane, 0)`

/**
 * To the end of this transaction nothing that came from this person is handled, and what is being handled now has ended:
 * whoever asks then what has come sees all that was answered, and whatever is answered later knows what was done here.
 * To be taken before any row is locked, as turns are: so nobody waits for the other.
 */
export async function haltLane(tx: Transaction, lane: number): Promise<void> {
  await sqlOf(tx).run(
    `select pg_advisory_xact_lock(${LANE_LOCK}) from (values ($1::bigint)) as halted (lane)`,
    [lane],
  )
}

/** A row whose turn was taken. */
export interface Finished {
  id: number
  /** Which press the update is. */
  press: string | null
}

/** Marks rows as done, last thing in the transaction that handled them: both hold, or neither does. */
export async function finishTurns(tx: Transaction, done: readonly Finished[]): Promise<void> {
  await sqlOf(tx).write(
    `update inbox set state = 'done', body = null, not_before = null, press = given.press
     from unnest($1::int[], $2::text[]) as given (id, press)
     where inbox.id = given.id`,
    [done.map(({ id }) => id), done.map(({ press }) => press)],
  )
}

/** Takes the turn of one row and marks it done in the same breath. False: it may not be touched. */
export async function takeTurn(tx: Transaction, id: number): Promise<boolean> {
  if (!(await takeTurns(tx, [id])).has(id)) return false
  await finishTurns(tx, [{ id, press: null }])
  return true
}

/**
 * Whether the same press has come before, under another update id, as the app repeats one that it takes for
 * unanswered.
 */
export const hasComeBefore = together(async (tx, presses: readonly string[]) => {
  const rows = await sqlOf(tx).rows<{ press: string }>(
    'select press from inbox where press = any($1::text[])',
    [presses],
  )
  const before = new Set(rows.map(({ press }) => press))
  return presses.map((press) => before.has(press))
})

/** The first waiting rows of a lane, and until when the first has to wait. */
export async function nextOf(
  pool: Pool,
  lane: number,
): Promise<{ rows: InboxRow[]; waitMs: number }> {
  const { rows } = await pool.query<StoredRow>({
    name: 'inbox.next',
    text: `
      select id, body, received_at,
        ceil(extract(epoch from not_before - now()) * 1000)::float8 as wait_ms
      from inbox where state = 'waiting' and lane = $1 order by id limit 20`,
    values: [lane],
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      lane,
      update: row.body,
      receivedAt: row.received_at,
    })),
    waitMs: Math.max(0, rows[0]?.wait_ms ?? 0),
  }
}

interface StoredRow {
  id: number
  body: unknown
  received_at: Date
  wait_ms: number | null
}

/** Lanes in which something has waited at least so long. */
export async function waitingLanes(pool: Pool, atLeastMs: number): Promise<number[]> {
  const { rows } = await pool.query<{ lane: string }>({
    name: 'inbox.lanes',
    text: `
      select lane from inbox where state = 'waiting'
      group by lane having min(received_at) <= now() - $1::int * interval '1 millisecond'
      order by min(id)`,
    values: [atLeastMs],
  })
  return rows.map((row) => Number(row.lane))
}

/**
 * Counts a try that failed. `pauses`: how long to wait after the first, the second …; when they are
 * used up, the row is set aside with its body, for the operator, and the lane goes on.
 */
export async function countFailure(
  pool: Pool,
  id: number,
  pauses: readonly number[],
): Promise<'waits' | 'set_aside'> {
  const { rows } = await pool.query<{ state: string }>(
    `update inbox set
       attempts = attempts + 1,
       not_before = now() + ($2::int[])[attempts + 1] * interval '1 millisecond',
       state = case when attempts < $3::int then 'waiting' else 'failed' end::"InboxState"
     where id = $1 and state = 'waiting'
     returning state`,
    [id, pauses, pauses.length],
  )
  return rows[0]?.state === 'failed' ? 'set_aside' : 'waits'
}

/** So much waits already that no more is taken in: Telegram keeps it, and brings it again. */
export class Crowded extends Error {
  override name = 'Crowded'
}

/** Whether more updates than that wait to be handled. Reads no more of them than it must. */
export async function isCrowded(pool: Pool, most: number): Promise<boolean> {
  const { rows } = await pool.query(`select from inbox where state = 'waiting' offset $1 limit 1`, [
    most,
  ])
  return rows.length > 0
}

/** Forgets handled updates, and those that were set aside, of more than so many days ago: Telegram repeats nothing older than one. */
export async function forgetHandled(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from inbox where state <> 'waiting' and received_at < now() - $1::int * interval '1 day'`,
    [days],
  )
  return rowCount ?? 0
}
