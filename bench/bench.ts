import type pg from 'pg'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { measureFloor } from './floor/floor.ts'
import { sampleRows, type Row } from './floor/tables.ts'
import { perLife, rowsWritten, type Written } from './floor/written.ts'
import { UPDATES_OF_A_LIFE } from './life/lives.ts'
import { startBenchDesk, type BenchDesk } from './machine/desk.ts'
import { askBeside, sayTimes } from './machine/beside.ts'
import { latencyAt, line, printWindows } from './machine/print.ts'
import { countStatements, forgetStatements, statementsSince } from './machine/statements.ts'
import { drain, measureWindows } from './machine/windows.ts'

const HELP = `npm run bench    speed of the whole desk: the real process, an embedded database with fsync on, and in a process
                 of their own the people and a Bot API server. A life is ten updates: words, submit, accept,
                 note and reply (a press and its words each), three answers; all its messages are delivered.
  --lives N      how many lives are measured; without it by time
  --seconds S    how long each part is measured (default 30)
  --at-once N    lives under way at once, closed loop (default 600)
  --rate U       updates a second of the open loop (default 50; 0: none)
  --think MS     how long people take for a step, and 2 for a bot (default 100)
  --clock R      desk seconds in a second: the return visit comes an hour after the reply (default 720)
  --statements   which statements the desk makes, most often first
  --profile      leaves *.cpuprofile of the desk and of the load generator in the working directory
`
const WINDOWS = 5
const WARM_UP_SECONDS = 15
const COUNTED_SECONDS = 5
const DRAIN_SECONDS = 180
/** PostgreSQL tells what it counts within a second. */
const STATISTICS_MS = 1_500

/** Each resident has one life at a time. */
const RESIDENTS = 20_000

const GOALS = { lives: 248, p50: 8, p99: 40, ofFloor: 0.4 }

/** Starts everything anew, measures, prints, and clears up. Exit code 0 whatever the figures are. */
async function main(): Promise<number> {
  const options = readOptions()
  if (options === null) return 2
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const profiled = options.profile ? ['--cpu-prof'] : []
  const desk = await startBenchDesk({
    ...{ residents: RESIDENTS, thinkMs: options.think, clockRate: options.clock },
    ...{ crowdArguments: profiled, deskArguments: profiled },
  })
  try {
    const before = await rowsWritten(desk.pool)
    const { reached, samples, lives } = await measureClosed(desk, options)
    await pause(STATISTICS_MS)
    const each = perLife(before, await rowsWritten(desk.pool), lives)
    if (options.rate > 0) await measureOpen(desk, options)
    await desk.stopDesk()
    await compareWithFloor(desk, { reached, each, first: samples, seconds: options.seconds })
  } finally {
    await desk.stop()
  }
  return 0
}

interface Closed {
  /** Lives a second. */
  reached: number
  /** Rows of all tables as they look while lives are under way. */
  samples: Map<string, Row[]>
  /** How many lives there were, those before and after the windows too. */
  lives: number
}

async function measureClosed(desk: BenchDesk, options: Options): Promise<Closed> {
  const { seconds, lives, atOnce } = options
  const { crowd, pool } = desk
  await crowd.ask({ do: 'closed', atOnce })
  await crowd.ask({ do: 'window', seconds: WARM_UP_SECONDS })
  const each =
    lives === undefined
      ? { seconds: seconds / WINDOWS }
      : { seconds: 3_600, lives: Math.ceil(lives / WINDOWS) }
  const windows = await measureWindows(desk, { windows: WINDOWS, ...each })
  line(`closed loop, ${atOnce} lives at once, ${UPDATES_OF_A_LIFE} updates each`)
  const reached = printWindows(windows)
  await countStatements(pool, true)
  await forgetStatements(pool)
  const { updates } = await crowd.ask({ do: 'window', seconds: COUNTED_SECONDS })
  const statements = await statementsSince(pool)
  await countStatements(pool, false)
  const calls = statements.reduce((all, one) => all + one.calls, 0)
  line(
    `  statements an update   ${(calls / updates).toFixed(1)}   (BEGIN and COMMIT are two of them)`,
  )
  line(
    `  goal                   ${GOALS.lives} lives a second: ${((reached / GOALS.lives) * 100).toFixed(0)} %`,
  )
  if (options.statements)
    for (const { query, calls: count, ms } of statements.slice(0, 60))
      line(
        `    ${(count / updates).toFixed(2).padStart(6)} ${(ms / updates).toFixed(3)} ms  ${query.replace(/\s+/g, ' ').slice(0, 150)}`,
      )
  const samples = await sampleAtWork(pool)
  return { reached, samples, lives: await drain(desk, DRAIN_SECONDS) }
}

async function measureOpen(desk: BenchDesk, { rate, seconds }: Options): Promise<void> {
  await desk.crowd.ask({ do: 'open loop', perSecond: rate / UPDATES_OF_A_LIFE })
  await desk.crowd.ask({ do: 'window', seconds: WARM_UP_SECONDS })
  const beside = await askBeside(desk.url)
  const windows = await measureWindows(desk, { windows: WINDOWS, seconds: seconds / WINDOWS })
  const { questions, commits } = await beside.stop()
  line()
  line(
    `open loop, ${rate} updates a second, lives begin by chance; a reply counts from when its update was due`,
  )
  printWindows(windows)
  line(
    `  asked beside the desk  one question ${sayTimes(questions)}; one commit ${sayTimes(commits)}`,
  )
  const against = (share: number, most: number) => {
    const reached = latencyAt(windows, share)
    return `${reached.toFixed(1)} of ${most} ms ${reached <= most ? 'reached' : 'NOT reached'}`
  }
  line(`  goal                   p50 ${against(0.5, GOALS.p50)}, p99 ${against(0.99, GOALS.p99)}`)
  await drain(desk, DRAIN_SECONDS)
}

/** Looks again for tables that have rows only for moments, such as drafts. */
async function sampleAtWork(pool: pg.Pool): Promise<Map<string, Row[]>> {
  const written = await rowsWritten(pool)
  const names = [...written].flatMap(([name, { inserted }]) => (inserted > 0 ? [name] : []))
  const samples = await sampleRows(pool, names)
  const missing = () => names.filter((name) => samples.get(name)?.length === 0)
  for (let tries = 0; missing().length > 0 && tries < 400; tries++) {
    await pause(50)
    for (const [name, rows] of await sampleRows(pool, missing())) samples.set(name, rows)
  }
  return samples
}

async function compareWithFloor(
  { pool, url }: BenchDesk,
  given: {
    reached: number
    each: Map<string, Written>
    first: Map<string, Row[]>
    seconds: number
  },
): Promise<void> {
  const { each, first, reached, seconds } = given
  const last = await sampleRows(pool, [...each.keys()])
  const floor = await measureFloor({ url, each, first, last, seconds: seconds / 2 })
  line()
  line(`the floor: the same rows in plain prepared SQL, a transaction an update, no bot`)
  for (const [name, { inserted, updated, deleted }] of each)
    line(
      `  ${name.padEnd(22)} ${inserted.toFixed(1)} inserted, ${updated.toFixed(1)} updated, ${deleted.toFixed(1)} deleted a life`,
    )
  const { livesPerSecond, rowsPerLife, statementsPerLife } = floor
  line(`  rows, statements       ${rowsPerLife.toFixed(0)}, ${statementsPerLife.toFixed(0)} a life`)
  line(`  lives a second         ${livesPerSecond.toFixed(1)}`)
  const ratio = reached / livesPerSecond
  const verdict = ratio >= GOALS.ofFloor ? 'reached' : 'NOT reached'
  line(`  goal                   ${ratio.toFixed(2)} of ${GOALS.ofFloor} of the floor ${verdict}`)
}

interface Options {
  help: boolean
  lives: number | undefined
  seconds: number
  atOnce: number
  rate: number
  think: number
  clock: number
  statements: boolean
  profile: boolean
}

function readOptions(): Options | null {
  try {
    const text = { type: 'string' } as const
    const flag = { type: 'boolean', default: false } as const
    const { values } = parseArgs({
      options: {
        ...{ help: flag, statements: flag, profile: flag },
        ...{ lives: text, seconds: text, 'at-once': text, rate: text, think: text, clock: text },
      },
    })
    const { help, statements, profile, lives } = values
    return {
      ...{ help, statements, profile },
      lives: lives === undefined ? undefined : count(lives),
      seconds: count(values.seconds ?? '30'),
      atOnce: count(values['at-once'] ?? '600'),
      rate: count(values.rate ?? '50', 0),
      think: count(values.think ?? '100'),
      clock: count(values.clock ?? '720'),
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${HELP}`)
    return null
  }
}

function count(given: string, least = 1): number {
  if (!/^\d{1,7}$/.test(given) || Number(given) < least)
    throw new Error(`given ${given}, expected a whole number from ${least} on`)
  return Number(given)
}

process.exitCode = await main()
