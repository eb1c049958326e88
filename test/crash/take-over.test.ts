import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import {
  freePort,
  spawnDesk,
  startDesk,
  startTelegram,
  TOKEN,
  type RunningDesk,
  type TestTelegram,
} from '../support/running-desk.ts'
import { orgFile } from './town.ts'

const SECRET = 'secret_of_the_webhook'
const SEND_RATE = 25
const CHATS = 40
const EACH = 6
const UPDATES = 200
const SECONDS = 5
const FIRST = 60_001

let directory: string
let fresh: FreshDatabase
let telegram: TestTelegram
let pool: pg.Pool

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'take-over-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
})

beforeEach(async () => {
  fresh = await freshDatabase()
  telegram = await startTelegram({ webhookSecondMs: 50 })
  pool = new pg.Pool({ connectionString: fresh.url, max: 2 })
  const ends = [() => pool.end(), () => telegram.stop(), () => fresh.drop()]
  onTestFinished(async () => {
    for (const end of ends) await end()
  })
})

afterAll(() => rm(directory, { recursive: true }))

/** A replica, and when it called Telegram to send something. */
interface Replica extends RunningDesk {
  sends: readonly number[]
}

async function startReplica(env: Record<string, string> = {}): Promise<Replica> {
  const wire = await openWire()
  const port = String(await freePort())
  const desk = await startDesk({
    ...base(),
    ...{ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: SECRET, ...env },
    TELEGRAM_API_ROOT: wire.origin,
  })
  onTestFinished(() => desk.kill())
  return { ...desk, sends: wire.sends }
}

/** A wire to Telegram of one replica's own, so that its calls are told from those of others. */
async function openWire(): Promise<{ origin: string; sends: number[] }> {
  const sends: number[] = []
  const { port, hostname } = new URL(telegram.origin)
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    near.on('data', (chunk) => {
      const calls = chunk.toString('latin1').match(/^POST \S+\/sendMessage /gm) ?? []
      sends.push(...calls.map(() => performance.now()))
    })
    near.pipe(far).pipe(near)
    // The end of a replica is no fault here.
    near.on('error', () => far.destroy())
    far.on('error', () => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sends }
}

function base(): Record<string, string> {
  return {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ...{ ORG_FILE: join(directory, 'town.yaml'), LOG_LEVEL: 'error' },
  }
}

async function count(of: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(`select count(*) from ${of}`)
  return Number(rows[0]?.count)
}

const waiting = () => count(`outbox where state in ('waiting', 'sending')`)

/** Messages for many chats, each with words that no other has; every second one may never be repeated. */
async function fillOutbox(): Promise<void> {
  for (let n = 0; n < CHATS; n += 1) {
    telegram.world.addPerson({ id: FIRST + n, firstName: `P${n}`, languageCode: 'en' })
    telegram.world.send(FIRST + n, { text: '/start' })
  }
  await expect.poll(() => count('person'), { timeout: 20_000 }).toBeGreaterThanOrEqual(CHATS)
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0)
  telegram.calls.clear()
  await pool.query(
    `insert into outbox (chat, delivery, method, body)
     select $1::int + n % $2::int, (array['must', 'once'])[1 + n % 2]::"Delivery", 'sendMessage',
       jsonb_build_object('text', 'message ' || n) from generate_series(0, $2::int * $3::int - 1) as n`,
    [FIRST, CHATS, EACH],
  )
}

const sent = () => telegram.calls.of('sendMessage')

/** The most of these in any stretch of so many seconds. */
function mostIn(seconds: number, times: readonly number[]): number {
  const end = (from: number) => from + seconds * 1_000
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < end(from)).length))
}

/** Words that were sent more than once. */
function copies(): string[] {
  const texts = sent().map(({ params }) => String(params['text']))
  return [...new Set(texts.filter((text, place) => texts.indexOf(text) !== place))]
}

const isOnce = (text: string) => Number(text.split(' ')[1]) % 2 === 1
/** What a replica can have had on its way: what may leave in a second. A busy machine reads answers no faster. */
const ON_THE_WAY = SEND_RATE

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'a replica that gets %s while it sends is followed by the other within all limits',
  async (signal) => {
    const ends = await startReplica({ SEND_RATE: String(SEND_RATE) })
    const follows = await startReplica({ SEND_RATE: String(SEND_RATE) })
    await fillOutbox()
    await expect.poll(() => sent().length, { timeout: 20_000 }).toBeGreaterThan(60)
    ends.process.kill(signal)
    const last = performance.now()
    await expect.poll(() => follows.sends.length, { timeout: 30_000 }).toBeGreaterThan(60)
    const wakes = performance.now()
    if (signal === 'SIGSTOP') ends.process.kill('SIGCONT')
    await expect.poll(waiting, { timeout: 60_000, interval: 200 }).toBe(0)

    // The second begins a whole window after the first has ended; the one that wakes up sends nothing more.
    expect(Math.min(...follows.sends)).toBeGreaterThan(last + 1_000)
    expect(ends.sends.filter((at) => at > wakes)).toEqual([])
    // Calls leave apart and arrive as a busy machine reads them: so it is counted over more than a second.
    const all = [...ends.sends, ...follows.sends]
    expect(mostIn(SECONDS, all)).toBeLessThanOrEqual(SEND_RATE * (SECONDS + 1))
    expect(copies().filter(isOnce)).toEqual([])
    expect(copies().length).toBeLessThanOrEqual(ON_THE_WAY)
    // A `once` that was on its way may have been lost; nothing else.
    expect(await count(`outbox where state = 'failed' and delivery = 'must'`)).toBe(0)
    expect(await count(`outbox where state = 'failed'`)).toBeLessThanOrEqual(ON_THE_WAY)
  },
  120_000,
)

it('what one person writes is handled in order and one at a time, whichever replica each message comes to', async () => {
  const replicas = await Promise.all([startReplica(), startReplica()])
  await pool.query(NOTE_TURNS)
  const from = { id: FIRST, is_bot: false, first_name: 'P', language_code: 'en' }
  for (let n = 0; n < UPDATES; n += 1) {
    const message = { message_id: n + 1, date: Math.floor(Date.now() / 1000), from, text: `w${n}` }
    const update = {
      update_id: 500_000 + n,
      message: { ...message, chat: { id: FIRST, type: 'private' } },
    }
    const answer = await fetch(`${replicas[n % 2]?.url ?? ''}/telegram`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify(update),
    })
    expect(answer.status).toBe(200)
  }
  await expect
    .poll(() => count(`inbox where state = 'done'`), { timeout: 60_000, interval: 200 })
    .toBe(UPDATES)
  const { rows } = await pool.query<{ text: string }>('select text from draft')
  const words = Array.from({ length: UPDATES }, (_, n) => `w${n}`)
  expect(rows[0]?.text.split('\n')).toEqual(words)
  expect(await count('turn')).toBe(UPDATES)
  expect(await count(OVERLAPPING)).toBe(0)
  const workers = await count(`(select distinct worker from turn) as replicas`)
  expect(workers).toBeGreaterThan(1)
}, 120_000)

/** Notes from when to when a transaction had the turn of a row: from its mark to its commit. */
const NOTE_TURNS = `
  create table turn (id int, worker int, began timestamptz, ended timestamptz);
  create function note_turn() returns trigger language plpgsql as $$ begin
    insert into turn values (new.id, pg_backend_pid(), clock_timestamp(), null); return null; end $$;
  create function note_end() returns trigger language plpgsql as $$ begin
    update turn set ended = clock_timestamp() where id = new.id; return null; end $$;
  create trigger turn_begins after update of state on inbox for each row execute function note_turn();
  create constraint trigger turn_ends after update of state on inbox deferrable initially deferred
    for each row execute function note_end();`

const OVERLAPPING = `turn as one join turn as other
  on one.id < other.id and other.began < one.ended`

it('of two desks that ask for updates one does, and the other when that one is gone', async () => {
  const port = String(await freePort())
  const asks = await startDesk({ ...base(), PORT: port })
  const other = await spawnDesk(base())
  onTestFinished(() => Promise.all([asks.kill(), other.kill()]).then(() => undefined))
  const hears = async (id: number) => {
    telegram.world.addPerson({ id, firstName: 'P', languageCode: 'en' })
    telegram.world.send(id, { text: '/start' })
    const isAnswered = () => telegram.world.chat(id).some(({ by }) => by === 'bot')
    await expect.poll(isAnswered, { timeout: 20_000 }).toBe(true)
  }
  await expect
    .poll(
      () =>
        fetch(`${other.url}/healthz`).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true)
  await hears(FIRST)
  expect((await fetch(`${other.url}/readyz`)).status).toBe(503)
  await asks.kill()
  await other.ready()
  await hears(FIRST + 1)
  const conflicts = telegram.calls.of('getUpdates').filter(({ status }) => status === 409)
  expect(conflicts).toEqual([])
}, 120_000)
