import pino from 'pino'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { receive } from '../../src/store/inbox.ts'
import type { TelegramClient } from '../../src/telegram/client.ts'
import { createHandler } from '../../src/telegram/handle.ts'
import persons from '../../locales/en/person.json' with { type: 'json' }
import { openTestDesk, type TestDesk } from '../support/desk.ts'

const client: TelegramClient = {
  call: () => Promise.resolve({ kind: 'sent', result: true }),
  longPoll: () => Promise.resolve({ kind: 'sent', result: [] }),
  fetchFile: () => Promise.resolve({ kind: 'unreached', reason: 'none' }),
}
const HOURS = 3_600_000

let test: TestDesk
let nextUpdate = 1

beforeAll(async () => {
  test = await openTestDesk()
})

afterAll(() => test.close())

/** A message that was written so many hours ago, and is heard by this desk. */
async function hear(
  desk: ReturnType<typeof createHandler>,
  id: number,
  text: string,
  hoursAgo = 0,
) {
  const from = { id, is_bot: false, first_name: 'A', language_code: 'en' }
  const date = Math.floor((Date.now() - hoursAgo * HOURS) / 1000)
  const message = { message_id: nextUpdate, date, from, chat: { id, type: 'private' }, text }
  const update = { update_id: (nextUpdate += 1), message }
  const [row] = await receive(test.desk.db.pool, [update])
  if (!row) throw new Error('the update is known already')
  expect(await Promise.all(desk([row]))).toEqual(['done'])
}

/** Whether each message to this person says that the desk was away. */
async function told(id: number): Promise<boolean[]> {
  const parcels = (await test.parcels(id)).filter(({ method }) => method === 'sendMessage')
  return parcels.map(({ body, delivery }) => body.includes(persons.away) && delivery === 'once')
}

const begin = () =>
  createHandler(test.desk, { client, log: pino({ level: 'silent' }) }, () => undefined)

it('who wrote while the desk was away is told so once, before the first answer', async () => {
  const desk = begin()
  await hear(desk, 31, 'It leaks', 5)
  await hear(desk, 31, 'And it is dark', 4)
  await hear(desk, 31, 'Is anybody there?')
  // The three are answered by one card: none has left meanwhile.
  expect(await told(31)).toEqual([true, false])
})

it('who writes after the desk came back hears nothing of it', async () => {
  const desk = begin()
  await hear(desk, 32, 'It leaks')
  expect(await told(32)).toEqual([false])
})

it('messages in a row are answered by one card while none has left, and the card before is taken back', async () => {
  const desk = begin()
  await hear(desk, 34, 'It leaks')
  await hear(desk, 34, 'It is dark')
  const waiting = await test.parcels(34)
  expect(waiting.map(({ kind }) => kind)).toEqual(['draft'])
  expect(waiting[0]?.body).toMatch(/It leaks.*It is dark/)
  await test.desk.db.pool.query(
    `update outbox set state = 'sending', attempts = 1 where chat = 34 and state = 'waiting'`,
  )
  await hear(desk, 34, 'It is cold')
  const then = await test.parcels(34)
  expect(then.map(({ state, delivery }) => [state, delivery])).toEqual([
    ['sending', 'must'],
    ['waiting', 'edit'],
    ['waiting', 'must'],
  ])
})

it('another outage is told of again, and who asked to be forgotten is met as anybody else', async () => {
  await hear(begin(), 33, 'It leaks', 5)
  const back = Date.now()
  await test.desk.db.prisma.awayTold.updateMany({ data: { at: new Date(back - 3 * HOURS) } })
  await hear(begin(), 33, 'It leaks again', 2)
  expect((await told(33)).filter(Boolean)).toHaveLength(2)
})
