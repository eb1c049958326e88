import pg from 'pg'
import { migrate } from '../../../src/store/migrate.ts'
import { startTemporary } from '../../../src/store/temporary.ts'
import { randomFrom, seedOfRun } from '../random.ts'
import { SCENARIOS } from './scenarios.ts'
import { sweep, type Swept } from './sweep.ts'

const HELP = `npm run killsweep    plays scenarios, kills the desk around everything that it does meanwhile, and compares
  --scenario NAME    only this one: ${SCENARIOS.map(({ name }) => name).join(', ')}
  --every N          only every nth point (default 1)
  --kill             by SIGKILL, a process for each: ten times as long. Otherwise the desk is cut off from database and
                     Telegram, which see no difference

CRASH_SEED=N gives the people the same words again. Exits 1 when a fault was found.
`

async function main(args: string[]): Promise<number> {
  const name = after(args, '--scenario')
  const every = Number(after(args, '--every') ?? 1)
  const how = args.includes('--kill') ? 'kill' : 'cut'
  const chosen = SCENARIOS.filter((scenario) => name === undefined || scenario.name === name)
  const isHelp = args.includes('--help')
  if (isHelp || chosen.length === 0 || !Number.isInteger(every) || every < 1) {
    process.stdout.write(HELP)
    return isHelp ? 0 : 2
  }
  const seed = seedOfRun()
  say(`CRASH_SEED=${seed}`)
  const server = await startTemporary({ max_connections: '100' })
  const random = randomFrom(seed)
  const all: Swept[] = []
  try {
    say(HEAD)
    for (const scenario of chosen) {
      const url = await newDatabase(server.url, scenario.name)
      const choose = <One>(points: readonly One[]) => points.filter((_, n) => n % every === 0)
      const swept = await sweep(scenario, { url, how, random: random.fork(), choose })
      all.push(swept)
      say(lineOf(swept))
      for (const fault of swept.faults) say(`    ${fault}`)
    }
  } finally {
    await server.stop()
  }
  const sum = (of: (one: Swept) => number) => all.reduce((total, one) => total + of(one), 0)
  say(`${sum(({ kills }) => kills)} kills, ${sum(({ faults }) => faults.length)} faults`)
  return all.some(({ faults }) => faults.length > 0) ? 1 : 0
}

const WIDTHS = [-12, 7, 7, 7, 8, 9]
const HEAD = columns(['scenario', 'points', 'kills', 'missed', 'faults', 'seconds'])

function lineOf({ scenario, points, kills, missed, faults, seconds }: Swept): string {
  return columns([scenario, ...[points, kills, missed, faults.length, seconds].map(String)])
}

function columns(cells: readonly string[]): string {
  return cells
    .map((cell, place) => {
      const width = WIDTHS[place] ?? 0
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width)
    })
    .join('')
}

async function newDatabase(serverUrl: string, scenario: string): Promise<string> {
  const name = `sweep_${scenario.replaceAll('-', '_')}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`).finally(() => client.end())
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  await migrate(url.href)
  return url.href
}

function after(args: readonly string[], name: string): string | undefined {
  const place = args.indexOf(name)
  return place < 0 ? undefined : args[place + 1]
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
