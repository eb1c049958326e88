import pg from 'pg'
import { formatNumber } from '../../src/domain/number.ts'
import { COMMUNITIES, COPIES_FROM, COPIES_YEAR } from '../life/county.ts'
import { copyStatements, type Bases } from './copies.ts'
import { keepTemplates } from './templates.ts'

const AT_A_TIME = 20_000
/** Residents come back: so many appeals each, on average. */
const APPEALS_OF_A_RESIDENT = 2
/** Of all appeals so many are under way, as in a county that handles most of them within a week. */
const OPEN_SHARE = 0.02
const SERIALS = 9_999_999

/** Copies of the lives that were in the database when it was opened. */
export interface Filler {
  /** Fills up to so many appeals. `told` hears after each part how many there are. */
  upTo(appeals: number, told?: (made: number) => void): Promise<void>
  close(): Promise<void>
}

/**
 * Fills a database with copies of the lives that are in it, over two years: appeals with valid history chains, words,
 * residents, charges, cards, the timers and index entries of those under way, and updates and messages of the last days
 * as retention leaves them. `appeals`: how many there will be at the end. No desk may be running while it works.
 */
export async function openFiller(url: string, appeals: number): Promise<Filler> {
  const client = new pg.Client(url)
  await client.connect()
  // A generator may leave out checking its keys, and what is half filled after a crash is thrown away.
  await client.query(
    `SET session_replication_role = replica; SET synchronous_commit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '256MB'`,
  )
  const templates = await keepTemplates(client)
  const residents = await addResidents(client, Math.ceil(appeals / APPEALS_OF_A_RESIDENT))
  const bases = { ...(await readBases(client)), ...templates, ...residents, appeals }
  const shares = { openShare: OPEN_SHARE, communities: COMMUNITIES }
  const statements = await copyStatements(client, bases, shares)
  await client.query(statements.prepare)
  await client.query(statements.reserve)
  let made = 0
  return {
    async upTo(wanted, told = () => undefined) {
      const indexes = await dropIndexes(client)
      while (made < wanted) {
        const next = Array.from(
          { length: Math.min(AT_A_TIME, wanted - made) },
          (_one, at) => made + at,
        )
        await client.query('TRUNCATE made')
        await client.query(statements.plan, [next, next.map(numberOf)])
        await client.query('ANALYZE made')
        for (const copy of statements.copies) await client.query(copy)
        made += next.length
        told(made)
      }
      for (const definition of indexes) await client.query(definition)
      await client.query(
        `INSERT INTO setting (name, value) VALUES ('serial.20${COPIES_YEAR}', to_jsonb($1::int))
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [made],
      )
      await client.query('VACUUM (ANALYZE)')
      await client.query('CHECKPOINT')
    },
    close: async () => {
      await client.query('DROP SCHEMA template CASCADE')
      await client.end()
    },
  }
}

/** Indexes are made anew at the end, which is faster than keeping them. Gives their definitions. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; definition: string }>(`
    SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
    FROM pg_index WHERE NOT indisprimary AND indrelid IN ('history'::regclass, 'card'::regclass, 'appeal'::regclass, 'charge'::regclass)`)
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`)
  return rows.map(({ definition }) => definition)
}

function numberOf(index: number): string {
  return formatNumber(COPIES_YEAR + Math.floor(index / SERIALS), 1 + (index % SERIALS))
}

/** Residents with a home each; how many there are is a multiple of the communities, so that copies agree with homes. */
async function addResidents(
  client: pg.Client,
  wanted: number,
): Promise<{ residents: number; firstResident: number }> {
  const residents = Math.max(1, Math.round(wanted / COMMUNITIES)) * COMMUNITIES
  await client.query(
    `INSERT INTO person (telegram_id, name, locale, home, agreed_at)
     SELECT ${COPIES_FROM} + n, '居民', 'zh-CN', 'c' || n % ${COMMUNITIES}, now() - interval '3 years' FROM generate_series(0, $1::int - 1) n ORDER BY n`,
    [residents],
  )
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM person WHERE telegram_id = ${COPIES_FROM}`,
  )
  return { residents, firstResident: rows[0]?.id ?? 0 }
}

async function readBases(
  client: pg.Client,
): Promise<
  Pick<
    Bases,
    | 'appeal'
    | 'history'
    | 'card'
    | 'outbox'
    | 'inbox'
    | 'entries'
    | 'cards'
    | 'messages'
    | 'updates'
    | 'day'
  >
> {
  const { rows } = await client.query<ReadBases>(`
    SELECT (SELECT max(id) FROM appeal) + 1 AS appeal, (SELECT max(id) FROM history) + 1 AS history,
      (SELECT max(id) FROM card) + 1 AS card, (SELECT max(id) FROM outbox) + 1 AS outbox, (SELECT max(id) FROM inbox) + 1 AS inbox,
      (SELECT max(seq) + 1 FROM template.history) AS entries, (SELECT max(nth)::int + 1 FROM template.card) AS cards,
      (SELECT max(nth)::int + 1 FROM template.outbox) AS messages, (SELECT max(nth)::int + 1 FROM template.inbox) AS updates,
      (SELECT max(at) FROM history)::text AS day`)
  const [bases] = rows
  if (!bases) throw new Error('The database does not answer')
  return bases
}

type ReadBases = Omit<Bases, 'residents' | 'firstResident' | 'over' | 'open' | 'appeals'>
