import pg from 'pg'
import { RESIDENTS_FROM } from '../life/county.ts'
import { UPDATES_OF_A_LIFE } from '../life/lives.ts'
import { median } from '../machine/windows.ts'
import { readTables, type Row } from './tables.ts'
import { writeLife, type Numbers, type Part } from './write-life.ts'
import type { Written } from './written.ts'

const CONNECTIONS = 8
const WINDOWS = 5
const WARM_UP_MS = 2_000

export interface FloorOptions {
  url: string
  /** What one life writes. */
  each: ReadonlyMap<string, Written>
  /** Rows as they looked while lives were under way, and when they were over. */
  first: ReadonlyMap<string, Row[]>
  last: ReadonlyMap<string, Row[]>
  seconds: number
}

export interface Floor {
  livesPerSecond: number
  rowsPerLife: number
  statementsPerLife: number
}

/**
 * How many lives a second the same rows would be, were they only written: plain prepared SQL in the same tables of the
 * same database with its indexes, keys and triggers, one transaction for each update, several connections, no bot.
 */
export async function measureFloor(options: FloorOptions): Promise<Floor> {
  const pool = new pg.Pool({ connectionString: options.url, max: 1 })
  const parts = await partsOf(pool, options)
  const numbers = await numbersOf(pool)
  await pool.end()
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(options.url))
  for (const client of clients) await client.connect()
  let lives = 0
  let begun = 0
  let statements = 0
  let isOver = false
  const work = clients.map(async (client) => {
    const counting = client.query.bind(client) as (...given: unknown[]) => Promise<unknown>
    client.query = ((...given: unknown[]) => {
      statements += 1
      return counting(...given)
    }) as typeof client.query
    while (!isOver) {
      await writeLife(client, parts, UPDATES_OF_A_LIFE, begun++, numbers)
      lives += 1
    }
    await client.end()
  })
  const rates = await windows(options.seconds, () => lives)
  isOver = true
  await Promise.all(work)
  const rows = [...options.each.values()].map(
    ({ inserted, updated, deleted }) => inserted + updated + deleted,
  )
  return {
    livesPerSecond: median(rates),
    rowsPerLife: rows.reduce((all, one) => all + one, 0),
    statementsPerLife: statements / lives,
  }
}

async function windows(seconds: number, lives: () => number): Promise<number[]> {
  await elapsed(WARM_UP_MS)
  const rates: number[] = []
  for (let at = 0; at < WINDOWS; at++) {
    const [before, begin] = [lives(), performance.now()]
    await elapsed((seconds / WINDOWS) * 1000)
    rates.push(((lives() - before) * 1000) / (performance.now() - begin))
  }
  return rates
}

function elapsed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

async function partsOf(pool: pg.Pool, { each, first, last }: FloorOptions): Promise<Part[]> {
  const tables = await readTables(pool, first, last)
  return tables.flatMap((table) => {
    const written = each.get(table.name)
    return written ? [{ table, each: written }] : []
  })
}

async function numbersOf(pool: pg.Pool): Promise<Numbers> {
  const { rows } = await pool.query<{ id: number }>(
    'SELECT id FROM person WHERE telegram_id >= $1 ORDER BY id',
    [RESIDENTS_FROM],
  )
  // Above what the desk has given out, below what an int can be.
  let number = 1_000_000_000
  let person = 0
  return {
    next: () => number++,
    person: () => rows[person++ % rows.length]?.id ?? 0,
  }
}
