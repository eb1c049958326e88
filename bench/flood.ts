import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startTemporary } from '../src/store/temporary.ts'
import { startDesk, startTelegram, TOKEN, type TestTelegram } from '../test/support/running-desk.ts'
import { spread } from './figures.ts'
import { benchCounty } from './life/county.ts'

const HELP = `npm run bench:flood    one person who writes very much, then very many who write at once
  --messages N    of the one person (default 5000)
  --people N      who write at once (default 5000)

Prints the peak of the desk's resident memory, how long bystanders waited for their reply, and how many messages were
lost. Exits 1 when one was, or when the memory passed 512 MB.
`
const MEMORY_MB = 512
const FLOODER = 600_000
const CROWD_FROM = 610_000
const BYSTANDERS_FROM = 700_000
const LONGEST_MS = 600_000

interface Flood {
  telegram: TestTelegram
  database: pg.Client
  /** Peak of the resident memory so far, in MB. */
  memory: () => Promise<number>
}

async function main(args: string[]): Promise<number> {
  const messages = numberAfter(args, '--messages', 5_000)
  const people = numberAfter(args, '--people', 5_000)
  if (args.includes('--help') || messages === null || people === null) {
    process.stdout.write(HELP)
    return args.includes('--help') ? 0 : 2
  }
  const directory = await mkdtemp(join(tmpdir(), 'flood-'))
  const server = await startTemporary({ fsync: 'on', synchronous_commit: 'on' })
  const telegram = await startTelegram()
  const orgFile = join(directory, 'org.yaml')
  await writeFile(orgFile, benchCounty())
  const desk = await startDesk({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: server.url },
    ...{ DATA_DIR: directory, ORG_FILE: orgFile, LOG_LEVEL: 'warn', SEND_RATE: '1000' },
  })
  const database = new pg.Client({ connectionString: server.url })
  await database.connect()
  const flood: Flood = { telegram, database, memory: () => peakOf(desk.process.pid ?? 0) }
  try {
    const lost = (await byOne(flood, messages)) + (await byMany(flood, people, messages))
    const memory = await flood.memory()
    process.stdout.write(
      `lost ${lost}; peak of resident memory ${memory.toFixed(0)} MB of ${MEMORY_MB}\n`,
    )
    return lost === 0 && memory < MEMORY_MB ? 0 : 1
  } finally {
    await database.end()
    await desk.stop()
    await telegram.stop()
    await server.stop()
    await rm(directory, { recursive: true })
  }
}

/** Every message has to be in the draft: each is its number in the shortest letters, so that all fit. */
async function byOne({ telegram, database, memory }: Flood, messages: number): Promise<number> {
  telegram.world.addPerson({ id: FLOODER, firstName: 'Flooder', languageCode: 'en' })
  const lines = Array.from({ length: messages }, (_, index) => index.toString(36))
  const begin = performance.now()
  for (const line of lines) telegram.world.send(FLOODER, { text: line })
  const waits = await bystandersUntilDone(telegram, database, messages)
  const answers = telegram.world.chat(FLOODER).length - messages
  report(`one person, ${messages} messages`, { begin, waits, memory: await memory() })
  process.stdout.write(`  messages that the desk sent to that person: ${answers}\n`)
  const { rows } = await database.query<{ text: string }>(
    `select text from draft join person on person.id = person_id where telegram_id = $1`,
    [FLOODER],
  )
  const kept = new Set(rows.flatMap(({ text }) => text.split('\n')))
  return lines.filter((line) => !kept.has(line)).length
}

/** Each of them has a draft afterwards, and an answer. */
async function byMany(
  { telegram, database, memory }: Flood,
  people: number,
  messages: number,
): Promise<number> {
  const ids = Array.from({ length: people }, (_, index) => CROWD_FROM + index)
  for (const id of ids) telegram.world.addPerson({ id, firstName: `C${id}`, languageCode: 'en' })
  const begin = performance.now()
  for (const id of ids) telegram.world.send(id, { text: `The street light ${id} is broken` })
  const waits = await bystandersUntilDone(telegram, database, messages + people)
  report(`${people} people at once`, { begin, waits, memory: await memory() })
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::int from draft join person on person.id = person_id
     where telegram_id >= $1 and telegram_id < $2 and text like 'The street light%'`,
    [CROWD_FROM, BYSTANDERS_FROM],
  )
  const unanswered = ids.filter((id) => telegram.world.chat(id).length < 2).length
  return people - (rows[0]?.count ?? 0) + unanswered
}

let bystanders = 0

/** Two people a second write one message each, until all is handled and sent; how long each waited for the reply. */
async function bystandersUntilDone(
  telegram: TestTelegram,
  database: pg.Client,
  written: number,
): Promise<number[]> {
  const waiting = new Map<number, number>()
  const waits: number[] = []
  const stop = telegram.calls.onCall(({ params, at }) => {
    const written = waiting.get(Number(params['chat_id']))
    if (written === undefined) return
    waiting.delete(Number(params['chat_id']))
    waits.push(at - written)
  })
  const end = performance.now() + LONGEST_MS
  do {
    const id = BYSTANDERS_FROM + (bystanders += 1)
    telegram.world.addPerson({ id, firstName: `B${id}`, languageCode: 'en' })
    waiting.set(id, performance.now())
    telegram.world.send(id, { text: 'A pothole in front of the school' })
    await pause(500)
  } while (performance.now() < end && !(await isDone(database, written)))
  for (let tries = 0; waiting.size > 0 && tries < 600; tries += 1) await pause(100)
  stop()
  if (waiting.size > 0) throw new Error(`${waiting.size} bystanders got no answer`)
  return waits
}

/** How many updates of others than bystanders came so far. */
async function taken(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int from inbox where lane < $1',
    [BYSTANDERS_FROM],
  )
  return rows[0]?.count ?? 0
}

/** Whether so many came, and nothing of others than bystanders waits. */
async function isDone(database: pg.Client, updates: number): Promise<boolean> {
  if ((await taken(database)) < updates) return false
  const { rows } = await database.query<{ busy: number }>(
    `select (select count(*) from inbox where state = 'waiting' and lane < $1)::int
       + (select count(*) from outbox where state = 'waiting' and chat < $1)::int as busy`,
    [BYSTANDERS_FROM],
  )
  return rows[0]?.busy === 0
}

function report(
  what: string,
  { begin, waits, memory }: { begin: number; waits: number[]; memory: number },
): void {
  const seconds = (performance.now() - begin) / 1000
  process.stdout.write(
    `${what}: done in ${seconds.toFixed(1)} s, memory up to ${memory.toFixed(0)} MB\n`,
  )
  process.stdout.write(`  ${spread('a bystander waits for the reply', waits)}\n`)
}

/** The most that this process ever had in memory, in MB; the kernel counts it. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024
}

function numberAfter(args: string[], name: string, usual: number): number | null {
  const place = args.indexOf(name)
  if (place < 0) return usual
  const value = Number(args[place + 1])
  return Number.isInteger(value) && value > 0 ? value : null
}

process.exitCode = await main(process.argv.slice(2))
