import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../../src/store/migrate.ts'
import { startTemporary } from '../../src/store/temporary.ts'
import { startDesk, TOKEN } from '../../test/support/running-desk.ts'
import {
  benchCounty,
  communityOf,
  COMMUNITIES,
  everydayWords,
  residentName,
  RESIDENTS_FROM,
  SECRETARIES_FROM,
} from '../life/county.ts'
import { startCrowd, type Crowd } from '../life/crowd.ts'
import { parentOf, type Processes } from './cpu.ts'
import { countStatements } from './statements.ts'

/** A desk at work: its processes, its database, and the people who chat with it. */
export interface BenchDesk {
  url: string
  pool: pg.Pool
  crowd: Crowd
  readonly processes: Processes
  /** The desk alone; the database stays, and its clock stands still. */
  stopDesk(): Promise<void>
  startDesk(): Promise<void>
  stop(): Promise<void>
}

export interface BenchOptions {
  residents: number
  thinkMs: number
  clockRate: number
  /** When the desk's day begins, by its clock (default 09:00). */
  from?: string
  /** Fills the migrated database before the desk starts. */
  fill?: (pool: pg.Pool) => Promise<void>
  /** Given to Node for the load generator: `--cpu-prof`, say. */
  crowdArguments?: string[]
  deskArguments?: string[]
}

/** The embedded database with its usual settings, and the counter of statements, which sleeps. */
const SETTINGS = {
  ...{ fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' },
  shared_preload_libraries: 'pg_stat_statements',
}

/** Starts all of it. Residents have a home and have agreed; secretaries have pressed Start. */
export async function startBenchDesk(options: BenchOptions): Promise<BenchDesk> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-'))
  const orgFile = join(directory, 'county.yaml')
  const county = benchCounty()
  await writeFile(orgFile, county)
  const database = await startTemporary(SETTINGS)
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  await migrate(database.url)
  await pool.query('CREATE EXTENSION pg_stat_statements')
  await countStatements(pool, false)
  await setClock(pool, options.clockRate, options.from)
  await options.fill?.(pool)
  const { residents, thinkMs, crowdArguments } = options
  const crowd = await startCrowd(
    { words: everydayWords(county), residents, thinkMs },
    crowdArguments,
  )
  const environment = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: crowd.origin, SEND_RATE: '100000' },
    ...{ DATABASE_URL: database.url, DATA_DIR: join(directory, 'data'), ORG_FILE: orgFile },
    ...{ CLOCK_RATE: String(options.clockRate), LOG_LEVEL: 'warn' },
    ...(options.deskArguments && { NODE_OPTIONS: options.deskArguments.join(' ') }),
  }
  let desk = await startDesk(environment)
  await seedPeople(pool, crowd, residents)
  const { rows } = await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const postmaster = parentOf(rows[0]?.pid ?? 0)
  const log: string[] = []
  const stopDesk = async () => {
    await desk.stop()
    log.push(...desk.log.splice(0))
    await holdClock(pool)
  }
  return {
    ...{ url: database.url, pool, crowd, stopDesk },
    get processes() {
      return { desk: desk.process.pid ?? 0, postmaster, crowd: crowd.pid }
    },
    async startDesk() {
      await pool.query(SET_CLOCK_GOING, [Date.now()])
      desk = await startDesk(environment)
    },
    async stop() {
      await stopDesk()
      // What went wrong, if anything: at this level the desk says nothing else.
      process.stderr.write(
        log
          .slice(0, 20)
          .map((line) => `${line}\n`)
          .join(''),
      )
      await crowd.stop()
      await pool.end()
      await database.stop()
      await rm(directory, { recursive: true })
    },
  }
}

const SET_CLOCK_GOING = `UPDATE setting SET value = value || jsonb_build_object('real', $1::float8) WHERE name = 'clock'`

/** The desk's time stays what it is now: while a database is filled no nights pass. */
async function holdClock(pool: pg.Pool): Promise<void> {
  await pool.query(
    `UPDATE setting SET value = value || jsonb_build_object('real', $1::float8,
       'desk', (value->>'desk')::float8 + ($1::float8 - (value->>'real')::float8) * (value->>'rate')::float8)
     WHERE name = 'clock'`,
    [Date.now()],
  )
}

/** The desk's day begins on a Tuesday at that time, whenever the bench is run. */
async function setClock(pool: pg.Pool, rate: number, from = '09:00'): Promise<void> {
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const tuesday = today.add({ days: (2 - today.dayOfWeek + 7) % 7 || 7 })
  const desk = tuesday.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: from })
  const anchor = { real: Date.now(), desk: desk.epochMilliseconds, rate }
  await pool.query(`INSERT INTO setting (name, value) VALUES ('clock', $1)`, [anchor])
}

/** People as the desk knows them after a while. What one secretary's first words bring is copied to all. */
async function seedPeople(pool: pg.Pool, crowd: Crowd, residents: number): Promise<void> {
  await crowd.ask({ do: 'greet', secretary: SECRETARIES_FROM })
  await pool.query(
    `UPDATE person SET name = '书记' || telegram_id - $1::bigint, locale = first.locale, commands = first.commands
     FROM (SELECT locale, commands FROM person WHERE telegram_id = $1::bigint) AS first
     WHERE telegram_id BETWEEN $1::bigint AND $1::bigint + $2::bigint - 1`,
    [SECRETARIES_FROM, COMMUNITIES],
  )
  const indexes = Array.from({ length: residents }, (_one, at) => at)
  await pool.query(
    `INSERT INTO person (telegram_id, name, locale, home, agreed_at)
     SELECT id, name, 'zh-CN', home, now() FROM unnest($1::bigint[], $2::text[], $3::text[]) AS made (id, name, home)`,
    [
      indexes.map((at) => RESIDENTS_FROM + at),
      indexes.map((at) => residentName(RESIDENTS_FROM + at)),
      indexes.map(communityOf),
    ],
  )
  await pool.query('ANALYZE')
}
