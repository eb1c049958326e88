import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TelegramClient } from '../../src/telegram/client.ts'
import type { Deliverer } from '../../src/telegram/deliver.ts'
import { messagesIn } from '../../src/telegram/letters.ts'
import { realTime, type RealTime } from '../../src/telegram/real-time.ts'
import { jpeg } from '../files/made.ts'
import { openLine, quick, settled, text, until, type Line } from './line.ts'

const SEND_RATE = 30
const SECOND_MS = 1_000

let line: Line
let running: Deliverer[] = []

beforeAll(async () => {
  line = await openLine()
})
beforeEach(() => line.database.pool.query('truncate outbox restart identity cascade'))
afterEach(async () => {
  await Promise.all(running.map((deliverer) => deliverer.stop()))
  running = []
})
afterAll(() => line.close())

type Came = { at: number; messages: number; method: string }[]

/** A Telegram that notes what comes and when, by the clock that the pauses are measured with, and has a slow file. */
function noting(time: RealTime, isFileThere: (came: Came) => boolean = () => true) {
  const came: Came = []
  const client: TelegramClient = {
    async call(method, body = {}) {
      if (method === 'getFile') {
        await until(() => isFileThere(came))
        return { kind: 'sent', result: { file_path: 'documents/file_1.jpg' } }
      }
      came.push({ at: time.now(), messages: messagesIn(body), method })
      await pause(2)
      return { kind: 'sent', result: { message_id: came.length, document: { file_id: 'copy' } } }
    },
    fetchFile: () => Promise.resolve(jpeg()),
    longPoll: () => Promise.reject(new Error('nobody asks for updates here')),
  }
  return { client, came }
}

const messages = (came: Came) => came.reduce((sum, one) => sum + one.messages, 0)

/** The most messages in any second, whenever it begins. */
const mostInASecond = (came: Came) =>
  Math.max(
    ...came.map(({ at }) =>
      messages(came.filter((one) => one.at >= at && one.at < at + SECOND_MS)),
    ),
  )

const start = (client: TelegramClient, time: RealTime): Deliverer => {
  const deliverer = line.deliverer({ client, time, sendRate: SEND_RATE })
  running.push(deliverer)
  return deliverer
}

test('In no second do two replicas send more than SEND_RATE, however often the one who sends changes', async () => {
  const { client, came } = noting(realTime)
  await line.enqueue(...line.people(80).map((chat) => text(chat, 'notice')))
  const first = start(client, realTime)
  for (const sent of [10, 35]) {
    await until(() => came.length >= sent)
    await endLease()
  }
  await until(() => came.length >= 40)
  start(client, realTime)
  await until(async () => (await leases('asked and not has_it')).length === 1)
  await first.stop()
  await settled(line)
  expect(messages(came)).toBeGreaterThanOrEqual(80)
  expect(mostInASecond(came)).toBeLessThanOrEqual(SEND_RATE)
})

/** The connections of those who send or want to. */
async function leases(which: string): Promise<number[]> {
  const { rows } = await line.database.pool.query<{ pid: number }>(
    `with lease as (
       select pid, query like '%pg_try_advisory_lock%' and state = 'idle' as asked, exists (
         select from pg_locks where pg_locks.pid = other.pid and locktype = 'advisory') as has_it
       from pg_stat_activity as other
       where application_name = 'lease delivery' and datname = current_database())
     select pid from lease where ${which}`,
  )
  return rows.map(({ pid }) => pid)
}

/** Breaks off the connection that holds the lease. */
async function endLease(): Promise<number[]> {
  const held = await leases('has_it')
  await line.database.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [
    held,
  ])
  return held
}

test('What waited for its file, and albums, leave within SEND_RATE, too, and hold up nobody meanwhile', async () => {
  const time = quick(10)
  const noticesIn = (came: Came) => came.filter(({ method }) => method === 'sendMessage').length
  const { client, came } = noting(time, (all) => noticesIn(all) === 40)
  const media = Array.from({ length: 10 }, (_, n) => ({ type: 'photo', media: `photo ${n}` }))
  // One after the other: at the beginning there is one more at once for each answer.
  const [papers, notices] = [line.people(40), line.people(40)]
  await line.enqueue(
    ...papers.flatMap((chat, n) => [
      text(notices[n] ?? chat, 'notice'),
      text(chat, '', { method: 'sendDocument', body: { document: 'paper' } }),
    ]),
    ...line.people(4).map((chat) => text(chat, '', { method: 'sendMediaGroup', body: { media } })),
  )
  start(client, time)
  await settled(line)
  expect(messages(came)).toBe(40 + 40 + 4 * media.length)
  expect(mostInASecond(came)).toBeLessThanOrEqual(SEND_RATE)
})

test('A SEND_RATE below one is a pause between two messages', async () => {
  const time = quick(40)
  const { client, came } = noting(time)
  await line.enqueue(...line.people(4).map((chat) => text(chat, 'notice')))
  running.push(line.deliverer({ client, time, sendRate: 0.5 }))
  await settled(line)
  came.forEach(({ at }, n) => {
    expect((came[n + 1]?.at ?? Infinity) - at).toBeGreaterThan(2 * SECOND_MS)
  })
})

test('What waits for its file while the lease goes to another leaves from there, once', async () => {
  const time = quick(20)
  let [isAsked, isThere] = [false, false]
  const { client, came } = noting(time, () => {
    isAsked = true
    return isThere
  })
  const [chat = 0] = line.people(1)
  await line.enqueue(text(chat, '', { method: 'sendDocument', body: { document: 'paper' } }))
  start(client, time)
  await until(() => isAsked)
  start(client, time)
  const ended = await endLease()
  await until(async () => (await leases('has_it')).some((pid) => !ended.includes(pid)))
  isThere = true
  await settled(line)
  expect(came).toHaveLength(1)
})
