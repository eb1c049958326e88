import type { Update } from 'grammy/types'
import { respond } from '../../src/actions/respond.ts'
import { receive, type InboxRow } from '../../src/store/inbox.ts'
import { readUpdate } from '../../src/telegram/input.ts'
import { randomFrom } from '../crash/random.ts'
import type { TestDesk } from '../support/desk.ts'
import { ATTACKERS, CANARY, type Town } from './town.ts'
import { triesFrom, type Try } from './tries.ts'

/** What came of an attack. */
export interface Attacked {
  tried: number
  /** Tries by which somebody else's row changed, or after which a foreign word stood in the attacker's chat. */
  accepted: string[]
}

const BATCH = 200
const ACCOUNTS = Object.values(ATTACKERS)

/**
 * Tries to get at what is not theirs, so many times from one seed: each an update as Telegram would bring it, kept, read
 * and answered as in the desk. What others have is compared before and after each batch; a batch that changed something
 * is told with all its tries.
 */
export async function attack(
  test: TestDesk,
  town: Town,
  seed: number,
  count: number,
): Promise<Attacked> {
  const { rows } = await test.desk.db.pool.query<{ last: number }>(
    'select coalesce(max(update_id), 0)::float8 as last from inbox',
  )
  const next = triesFrom(randomFrom(seed), town, (rows[0]?.last ?? 0) + 1)
  const accepted: string[] = []
  let before = await othersOf(test)
  for (let tried = 0; tried < count;) {
    const tries = Array.from({ length: Math.min(BATCH, count - tried) }, next)
    tried += tries.length
    const shown = await inLanes(test, tries)
    accepted.push(...shown, ...(await foreignIn(test)))
    const after = await othersOf(test)
    const changed = Object.keys(after).filter((table) => after[table] !== before[table])
    if (changed.length > 0)
      accepted.push(`${changed.join()} changed by one of: ${JSON.stringify(tries).slice(0, 4_000)}`)
    before = after
    await clear(test)
  }
  return { tried: count, accepted }
}

/** Those of one person one after another. Gives the notices that held a foreign word. */
async function inLanes(test: TestDesk, tries: readonly Try[]): Promise<string[]> {
  const rows = await receive(
    test.desk.db.pool,
    tries.map(({ update }) => update),
  )
  const lanes = Map.groupBy(rows, ({ lane }) => lane)
  const shown = await Promise.all([...lanes.values()].map((lane) => answered(test, lane)))
  return shown.flat()
}

async function answered(test: TestDesk, lane: readonly InboxRow[]): Promise<string[]> {
  const shown: string[] = []
  for (const { id, update } of lane) {
    const reading = readUpdate(update as Update)
    if (reading.kind !== 'input') continue
    // What throws is tried again and set aside: nonsense from outside has to be answered instead.
    const toast = await respond(test.desk, {
      inboxId: id,
      ...reading,
      mayWait: false,
      pace: 'usual',
      hearing: { written: null, heard: 0 },
    })
      .then((answer) => (answer.kind === 'answered' ? (answer.toast ?? '') : ''))
      .catch((error: unknown) => `${CANARY} threw ${String(error)}`)
    if (toast.includes(CANARY)) shown.push(`shown: ${toast} for ${JSON.stringify(update)}`)
  }
  return shown
}

/** Foreign words in what attackers are told. */
async function foreignIn(test: TestDesk): Promise<string[]> {
  const { rows } = await test.desk.db.pool.query<{ body: string }>(
    `select body::text as body from outbox where chat = any($1) and strpos(body::text, $2) > 0`,
    [ACCOUNTS, CANARY],
  )
  return rows.map(({ body }) => `shown: ${body}`)
}

/** A digest of every table, without what is the attackers' own. */
async function othersOf(test: TestDesk): Promise<Record<string, string>> {
  const { pool } = test.desk.db
  const tables = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like '\\_%'`,
  )
  const mine = `(select id from person where telegram_id = any($1::bigint[]))`
  const without: Record<string, string> = {
    inbox: 'false and cardinality($1::bigint[]) > 0',
    person: 'coalesce(telegram_id, 0) <> all($1::bigint[])',
    draft: `person_id not in ${mine}`,
    card: 'chat <> all($1::bigint[])',
    outbox: 'chat <> all($1::bigint[])',
    // Drafts of attackers come to an end by themselves.
    timer: `kind <> 'draft_expire' and cardinality($1::bigint[]) > 0`,
    // The picture of a board that only attackers would ask for has to be nobody's.
  }
  const digests: Record<string, string> = {}
  for (const { name } of tables.rows) {
    const { rows } = await pool.query<{ digest: string | null }>(
      `select md5(string_agg(t::text, '|' order by t::text)) as digest from "${name}" as t
       where ${without[name] ?? 'cardinality($1::bigint[]) > 0'}`,
      [ACCOUNTS],
    )
    digests[name] = rows[0]?.digest ?? ''
  }
  return digests
}

async function clear(test: TestDesk): Promise<void> {
  const { pool } = test.desk.db
  const mine = `(select id from person where telegram_id = any($1::bigint[]))`
  await pool.query(
    `update card set live = true where chat = any($1::bigint[]) and message_id is not null`,
    [ACCOUNTS],
  )
  await pool.query(`delete from outbox where chat = any($1::bigint[])`, [ACCOUNTS])
  await pool.query(`delete from card where chat = any($1::bigint[]) and message_id is null`, [
    ACCOUNTS,
  ])
  await pool.query(`delete from draft where person_id in ${mine}`, [ACCOUNTS])
}
