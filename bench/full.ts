import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { openFiller, type Filler } from './fill/fill.ts'
import { UPDATES_OF_A_LIFE } from './life/lives.ts'
import { startBenchDesk, type BenchDesk } from './machine/desk.ts'
import { describePlans } from './machine/describe-plans.ts'
import { explainAll, readPlans } from './machine/plans.ts'
import { latencyOfWindows, line, printWindows } from './machine/print.ts'
import { drain, measureWindows } from './machine/windows.ts'

const HELP = `npm run bench:full    whether the desk stays fast as it fills: lives a second and the time to a reply with 1,000
                      appeals stored, and with a million, in one run
  --filled N     how many are stored in the end (default 1000000)
  --seconds S    how long lives are measured in closed loop, replies twice as long (default 15)
  --at-once N    lives under way at once, closed loop (default 900)
  --rate U       updates a second of the open loop (default 50)
  --plans        also writes docs/plans.md: the statements of the desk with their plans, as carried out on the full one
`
const FEW = 1_000
/** All parts together must not last longer than the desk's day: what it does at night is another matter. */
const DAY = { from: '08:40', clockRate: 240 }
const MOST_SLOWER = 0.2
const WINDOWS = 5
const WARM_UP_SECONDS = { closed: 15, open: 8 }
const DRAIN_SECONDS = 300
const PLANS_FILE = 'docs/plans.md'
const SEEDLINGS = { over: 20, atOnce: 40, seconds: 300 }

interface Figures {
  lives: number
  p99: number
}

/** Exit code 1: with the full database it is slower than it may be. */
async function main(): Promise<number> {
  const options = readOptions()
  if (options === null) return 2
  if (options.help) {
    process.stdout.write(HELP)
    return 0
  }
  const desk = await startBenchDesk({ residents: 20_000, thinkMs: 100, ...DAY })
  try {
    const isFast = await measureBoth(desk, options)
    if (options.plans) await writePlans(desk, options)
    return isFast ? 0 : 1
  } finally {
    await desk.stop()
  }
}

async function measureBoth(desk: BenchDesk, options: Options): Promise<boolean> {
  const filler = await plant(desk, options.filled)
  try {
    const few = await measureWith(FEW, desk, filler, options)
    return compare(few, await measureWith(options.filled, desk, filler, options))
  } finally {
    await filler.close()
  }
}

/** A few lives to copy, some of them under way. */
async function plant(desk: BenchDesk, appeals: number): Promise<Filler> {
  await desk.crowd.ask({ do: 'closed', atOnce: SEEDLINGS.atOnce })
  await desk.crowd.ask({ do: 'window', seconds: SEEDLINGS.seconds, lives: SEEDLINGS.over })
  await desk.stopDesk()
  const filler = await openFiller(desk.url, appeals)
  try {
    await desk.startDesk()
    await drain(desk, DRAIN_SECONDS)
  } catch (error) {
    await filler.close()
    throw error
  }
  return filler
}

async function measureWith(
  appeals: number,
  desk: BenchDesk,
  filler: Filler,
  { seconds, atOnce, rate }: Options,
): Promise<Figures> {
  await desk.stopDesk()
  const begin = performance.now()
  await filler.upTo(appeals, (made) => process.stderr.write(`\r${made} appeals stored`))
  process.stderr.write('\n')
  line(`${appeals} appeals stored (filled in ${((performance.now() - begin) / 1000).toFixed(0)} s)`)
  await desk.startDesk()
  await desk.crowd.ask({ do: 'closed', atOnce })
  await desk.crowd.ask({ do: 'window', seconds: WARM_UP_SECONDS.closed })
  const perWindow = seconds / WINDOWS
  line(` closed loop, ${atOnce} lives at once`)
  const lives = printWindows(await measureWindows(desk, { windows: WINDOWS, seconds: perWindow }))
  await drain(desk, DRAIN_SECONDS)
  await desk.crowd.ask({ do: 'open loop', perSecond: rate / UPDATES_OF_A_LIFE })
  await desk.crowd.ask({ do: 'window', seconds: WARM_UP_SECONDS.open })
  line(` open loop, ${rate} updates a second`)
  const windows = await measureWindows(desk, { windows: WINDOWS, seconds: 2 * perWindow })
  printWindows(windows)
  await drain(desk, DRAIN_SECONDS)
  return { lives, p99: latencyOfWindows(windows, 0.99) }
}

function compare(few: Figures, many: Figures): boolean {
  const slower = 1 - many.lives / few.lives
  const later = many.p99 / few.p99 - 1
  const percent = (share: number) => `${(share * 100).toFixed(0)} %`
  const of = (one: Figures) =>
    `${one.lives.toFixed(1)} lives a second, p99 ${one.p99.toFixed(0)} ms`
  line(`${FEW}: ${of(few)}; full: ${of(many)} (p99: median of the windows)`)
  line(`full against ${FEW}: ${percent(slower)} fewer lives a second, p99 ${percent(later)} later`)
  const isFast = slower <= MOST_SLOWER && later <= MOST_SLOWER
  line(`goal: both within ${percent(MOST_SLOWER)} ${isFast ? 'reached' : 'NOT reached'}`)
  return isFast
}

async function writePlans(desk: BenchDesk, { filled }: Options): Promise<void> {
  await desk.stopDesk()
  await explainAll(desk.pool)
  await desk.startDesk()
  await desk.crowd.ask({ do: 'closed', atOnce: SEEDLINGS.atOnce })
  const { updates } = await desk.crowd.ask({
    ...{ do: 'window', seconds: SEEDLINGS.seconds, lives: SEEDLINGS.over },
  })
  await drain(desk, DRAIN_SECONDS)
  await writeFile(PLANS_FILE, describePlans(await readPlans(desk.pool), { filled, updates }))
  line(`plans: ${PLANS_FILE}`)
}

interface Options {
  help: boolean
  plans: boolean
  filled: number
  seconds: number
  atOnce: number
  rate: number
}

function readOptions(): Options | null {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  try {
    const { values } = parseArgs({
      options: {
        ...{ help: flag, plans: flag, filled: text },
        ...{ seconds: text, 'at-once': text, rate: text },
      },
    })
    return {
      ...{ help: values.help, plans: values.plans },
      filled: count(values.filled ?? '1000000', FEW + 1),
      seconds: count(values.seconds ?? '15'),
      atOnce: count(values['at-once'] ?? '900'),
      rate: count(values.rate ?? '50'),
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${HELP}`)
    return null
  }
}

function count(given: string, least = 1): number {
  if (!/^\d{1,8}$/.test(given) || Number(given) < least)
    throw new Error(`given ${given}, expected a whole number from ${least} on`)
  return Number(given)
}

process.exitCode = await main()
