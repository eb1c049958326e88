import { mkdtemp, chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { spawnDesk, startTelegram, TOKEN } from '../test/support/running-desk.ts'
import { benchCounty } from './life/county.ts'
import { openWriters, type Writers } from './writers.ts'

const HELP = `npm run bench:restart    how long after kill -9 the desk answers again: the real process with its embedded
                         database; every second kill takes PostgreSQL along
  --kills N      how often it is killed (default 8)
  --waiting N    messages that wait for it each time, half of them taken in already (default 400)
`
const PER_SECOND = 100
const LONGEST_MS = 120_000

interface Restart {
  ready: number
  first: number
  all: number
}

async function main(args: string[]): Promise<number> {
  const kills = after(args, '--kills', 8)
  const waiting = after(args, '--waiting', 400)
  if (args.includes('--help') || !(kills > 0) || !(waiting > 0)) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const directory = await mkdtemp(join(tmpdir(), 'restart-'))
  await chmod(directory, 0o711)
  const telegram = await startTelegram()
  const orgFile = join(directory, 'org.yaml')
  await writeFile(orgFile, benchCounty(100))
  const env = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, SEND_RATE: '1000' },
    ...{ DATA_DIR: join(directory, 'data'), ORG_FILE: orgFile, LOG_LEVEL: 'error' },
  }
  const writers = openWriters(telegram)
  const restarts: Restart[] = []
  try {
    let desk = await spawnDesk(env)
    await desk.ready()
    for (let kill = 0; kill < kills; kill += 1) {
      const first = 1_000_000 + kill * waiting
      await writeFor(writers, first, waiting / 2)
      const postmaster = await readFile(
        join(env.DATA_DIR, 'postgres/cluster/postmaster.pid'),
        'utf8',
      )
      await desk.kill()
      if (kill % 2 === 1) process.kill(Number.parseInt(postmaster), 'SIGKILL')
      // Without a pause: what could not be taken in stays with Telegram.
      for (let n = waiting / 2; n < waiting; n += 1) writers.write(first + n, wordsOf(n))
      const began = performance.now()
      desk = await spawnDesk(env)
      await desk.ready()
      const ready = performance.now() - began
      const isDone = await writers.allAnswered(LONGEST_MS)
      if (!isDone) process.stdout.write(`${writers.unanswered()} were never answered\n`)
      const all = performance.now() - began
      restarts.push({ ready, first: (writers.firstAfter(began) ?? Infinity) - began, all })
    }
    await desk.stop()
  } finally {
    writers.stop()
    await telegram.stop()
    await rm(directory, { recursive: true })
  }
  print(restarts, waiting)
  return 0
}

async function writeFor(writers: Writers, first: number, count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    writers.write(first + n, wordsOf(n))
    await pause(1000 / PER_SECOND)
  }
}

function wordsOf(n: number): string {
  return `The street light number ${n} is broken since Monday`
}

function print(restarts: readonly Restart[], waiting: number): void {
  process.stdout.write(
    `${restarts.length} kills, ${waiting} messages each, seconds after the start\n`,
  )
  for (const name of ['first', 'ready', 'all'] as const) {
    const sorted = restarts.map((one) => one[name] / 1000).toSorted((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? NaN
    process.stdout.write(
      `${NAMES[name].padEnd(28)} median ${median.toFixed(2)}, worst ${(sorted.at(-1) ?? NaN).toFixed(2)}\n`,
    )
  }
}

const NAMES = {
  first: 'first message',
  ready: 'ready (/readyz)',
  all: 'everybody is answered',
}

function after(args: readonly string[], name: string, usual: number): number {
  const place = args.indexOf(name)
  return place < 0 ? usual : Number(args[place + 1])
}

process.exitCode = await main(process.argv.slice(2))
