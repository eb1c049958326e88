import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import persons from '../locales/en/person.json' with { type: 'json' }
import { readAddress } from '../src/store/embedded.ts'
import { startDesk, startTelegram, TOKEN, type TestTelegram } from '../test/support/running-desk.ts'
import { benchCounty } from './life/county.ts'

const HELP = `npm run bench:backlog    a desk comes back after half a day: how long until all that waited at Telegram is handled
                         and answered; the real process with its embedded database
  --updates N     how many updates wait (default 50000)
  --each N        how many messages each person wrote (default 5)
  --send-rate N   SEND_RATE of the desk (default 10000: what a machine can do; Telegram lets 30 a second pass)
`
const FIRST_PERSON = 1_000_000
const AWAY_MS = 12 * 3_600_000
const LOOK_MS = 500
const MEGABYTE = 1024
/** Where nobody answers. */
const NOWHERE = 'http://127.0.0.1:9'

interface Backlog {
  updates: number
  each: number
  sendRate: number
}

async function main(args: string[]): Promise<number> {
  const backlog = {
    updates: after(args, '--updates', 50_000),
    each: after(args, '--each', 5),
    sendRate: after(args, '--send-rate', 10_000),
  }
  if (args.includes('--help') || Object.values(backlog).some((number) => !(number > 0))) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const directory = await mkdtemp(join(tmpdir(), 'backlog-'))
  await chmod(directory, 0o711)
  // What people wrote then has the date of then.
  let isAway = true
  const telegram = await startTelegram({ now: () => Date.now() - (isAway ? AWAY_MS : 0) })
  try {
    writeAll(telegram, backlog)
    isAway = false
    await measure(telegram, directory, backlog)
  } finally {
    await telegram.stop()
    await rm(directory, { recursive: true })
  }
  return 0
}

/** Everybody writes the first sentence, then everybody the second … */
function writeAll({ world }: TestTelegram, { updates, each }: Backlog): void {
  const people = Math.ceil(updates / each)
  for (let n = 0; n < updates; n += 1) {
    const id = FIRST_PERSON + (n % people)
    const turn = Math.floor(n / people) + 1
    if (turn === 1) world.addPerson({ id, firstName: `B${id}`, languageCode: 'en' })
    world.send(id, { text: `The street light is broken, sentence ${turn} of mine.` })
  }
}

async function measure(telegram: TestTelegram, directory: string, backlog: Backlog): Promise<void> {
  const dataDir = join(directory, 'data')
  const orgFile = join(directory, 'org.yaml')
  await writeFile(orgFile, benchCounty(100))
  const env = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, ORG_FILE: orgFile },
    ...{ DATA_DIR: dataDir, LOG_LEVEL: 'warn', SEND_RATE: String(backlog.sendRate) },
  }
  // The very first start makes the database; that is another matter.
  await (await startDesk({ ...env, TELEGRAM_API_ROOT: NOWHERE, PUBLIC_URL: NOWHERE })).stop()
  const answers = readAnswers(telegram)
  const began = performance.now()
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
  const desk = await startDesk(env)
  say(`ready after ${seconds()} s`)
  const pool = new pg.Pool({
    connectionString: (await readAddress(join(dataDir, 'postgres'))) ?? '',
  })
  const count = async (of: string) =>
    Number((await pool.query<{ count: string }>(`select count(*) from ${of}`)).rows[0]?.count)
  await until(async () => (await count('inbox')) >= backlog.updates)
  say(`all ${backlog.updates} taken in after ${seconds()} s`)
  await until(async () => (await count(`inbox where state = 'waiting'`)) === 0)
  const took = (performance.now() - began) / 1000
  say(
    `all handled after ${took.toFixed(1)} s: ${(backlog.updates / took).toFixed(0)} updates a second`,
  )
  say(
    `of the processor the desk took ${await cpuSeconds(desk.process.pid)} s of that, PostgreSQL not counted`,
  )
  const left = await count(`outbox where state in ('waiting', 'sending')`)
  say(`messages that still wait to be sent then: ${left}`)
  await until(async () => (await count(`outbox where state in ('waiting', 'sending')`)) === 0)
  say(`all sent after ${seconds()} s: ${answers.sent()} messages and edits`)
  const people = Math.ceil(backlog.updates / backlog.each)
  say(
    `answers out of order: ${answers.outOfOrder()}; set aside: ${await count(`inbox where state = 'failed'`)}`,
  )
  say(
    `told that the desk was away: ${answers.told()} of ${people} people, twice: ${answers.toldTwice()}`,
  )
  say(`peak memory of the desk: ${await peakMegabytes(desk.process.pid)} MB`)
  await pool.end()
  await desk.stop()
}

/** What each chat shows: sentences come in the order in which they were written, and none is missing. */
function readAnswers({ calls }: TestTelegram) {
  const latest = new Map<unknown, number>()
  const told = new Map<unknown, number>()
  let outOfOrder = 0
  let sent = 0
  calls.onCall(({ params: { chat_id: chat, text } }) => {
    if (typeof text !== 'string') return
    sent += 1
    if (text.includes(persons.away)) told.set(chat, (told.get(chat) ?? 0) + 1)
    const turns = [...text.matchAll(/sentence (\d+) of mine/g)].map(([, turn]) => Number(turn))
    if (turns.length === 0) return
    const isWhole = turns.every((turn, place) => turn === place + 1)
    const last = turns.at(-1) ?? 0
    if (!isWhole || last < (latest.get(chat) ?? 0)) outOfOrder += 1
    latest.set(chat, last)
  })
  return {
    sent: () => sent,
    outOfOrder: () => outOfOrder,
    told: () => told.size,
    toldTwice: () => [...told.values()].filter((times) => times > 1).length,
  }
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(LOOK_MS)
}

/** Linux only; elsewhere it is not known. */
async function peakMegabytes(pid: number | undefined): Promise<string> {
  const status = await readFile(`/proc/${pid ?? 'self'}/status`, 'utf8').catch(() => '')
  const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1])
  return (kilobytes / MEGABYTE).toFixed(0)
}

/** Hundredths of a second stand in the file, after the name in brackets. */
async function cpuSeconds(pid: number | undefined): Promise<string> {
  const stat = await readFile(`/proc/${pid ?? 'self'}/stat`, 'utf8').catch(() => '')
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  return (((fields[11] ?? NaN) + (fields[12] ?? NaN)) / 100).toFixed(1)
}

function after(args: readonly string[], name: string, usual: number): number {
  const place = args.indexOf(name)
  return place < 0 ? usual : Number(args[place + 1])
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
