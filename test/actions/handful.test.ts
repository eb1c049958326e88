import pino from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../src/store/inbox.ts'
import { createHandler } from '../../src/telegram/handle.ts'
import type { TelegramClient } from '../../src/telegram/client.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const client = { call: () => Promise.resolve({ kind: 'sent', result: true }) }
const POISON = 'this cannot be read'

let test: TestDesk
let handle: ReturnType<typeof createHandler>
let updates = 0
const warned: string[] = []

beforeAll(async () => {
  test = await openTestDesk()
  const { classify } = test.desk
  const desk = {
    ...test.desk,
    classify: (text: string) => {
      if (text === POISON) throw new Error('poison')
      return classify(text)
    },
  }
  const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) })
  handle = createHandler(
    desk,
    { client: client as unknown as TelegramClient, log },
    () => undefined,
  )
})

afterAll(() => test.close())

const now = () => Math.floor(Date.now() / 1000)
const from = (id: number) => ({ id, is_bot: false, first_name: `P${id}` })
const chatOf = (id: number) => ({ id, type: 'private' })
const says = (id: number, text: string) => ({
  update_id: (updates += 1),
  message: { message_id: updates, date: now(), from: from(id), chat: chatOf(id), text },
})
const presses = (id: number, message_id: number, data: string) => ({
  update_id: (updates += 1),
  callback_query: {
    ...{ id: String(updates), from: from(id), data },
    message: { message_id, date: now(), chat: chatOf(id) },
  },
})

/** Hands them over at once, as the lanes do; gives what became of each. */
async function handOver(...given: { update_id: number }[]): Promise<string[]> {
  const rows = await receive(test.desk.db.pool, given)
  const ended = await Promise.allSettled(handle(rows))
  return ended.map((one) =>
    one.status === 'rejected' ? 'failed' : one.value === 'done' ? 'done' : 'waits',
  )
}

/** As if the last card of that kind in a chat had been sent as this message. */
async function stands(chat: number, kind: string, messageId: number): Promise<void> {
  const where = { chat: BigInt(chat), kind }
  const card = await test.desk.db.prisma.card.findFirstOrThrow({ where, orderBy: { id: 'desc' } })
  await test.desk.db.prisma.card.update({ where: { id: card.id }, data: { messageId } })
}

const transactions = async (): Promise<string[]> => {
  const { rows } = await test.desk.db.pool.query<{ xmin: string }>(
    `select draft.xmin::text from draft join person on person.id = person_id
     where telegram_id between 6000 and 6009`,
  )
  return rows.map(({ xmin }) => xmin)
}

describe('a handful of updates', () => {
  it('of different people is answered in one transaction', async () => {
    const people = [6000, 6001, 6002]
    const done = await handOver(...people.map((id) => says(id, 'The lamp is broken')))
    expect(done).toEqual(['done', 'done', 'done'])
    const made = await transactions()
    expect(made).toHaveLength(3)
    expect(new Set(made).size).toBe(1)
    for (const id of people) expect(await test.parcels(id)).toHaveLength(1)
  })

  it('of which one fails is answered one by one, and nothing is said twice', async () => {
    const done = await handOver(says(6100, 'It leaks'), says(6101, POISON), says(6102, 'It smells'))
    expect(done).toEqual(['done', 'failed', 'done'])
    for (const id of [6100, 6102]) expect(await test.parcels(id)).toHaveLength(1)
    expect(await test.parcels(6101)).toEqual([])
    const waiting = await test.desk.db.prisma.inbox.count({ where: { state: 'waiting' } })
    expect(waiting).toBe(1)
    await test.desk.db.pool.query(`delete from inbox where state = 'waiting'`)
  })

  it('in which two sign for the same appeal names one handler', async () => {
    const number = await test.submit(6200, 'power')
    const people = [STAFF.handler, STAFF.head]
    await test.person(STAFF.handler)
    for (const [at, id] of people.entries()) await stands(id, 'task', 700 + at)
    const pressed = people.map((id, at) => presses(id, 700 + at, `task.accept:${number}`))
    warned.length = 0
    expect(await handOver(...pressed)).toEqual(['done', 'done'])
    expect(warned, 'one of them steps back before anything goes wrong').toEqual([])
    const appeal = await test.appeal(number)
    expect(appeal.status).toBe('accepted')
    const accepted = await test.desk.db.prisma.history.count({
      where: { appealId: appeal.id, act: 'accept' },
    })
    expect(accepted).toBe(1)
  })

  it('in which one wants what takes long leaves that to a transaction of its own', async () => {
    const done = await handOver(says(6001, '/my'), says(6300, 'It is dark here'))
    expect(done).toEqual(['done', 'done'])
    expect(await test.parcels(6300)).toHaveLength(1)
  })

  it.each([
    { company: 'alone', others: [] },
    { company: 'among others', others: [6401] },
  ])('does nothing for one that another replica has, $company', async ({ others }) => {
    const rows = await receive(test.desk.db.pool, [
      says(6400, 'It is loud'),
      ...others.map((id) => says(id, 'It is hot')),
    ])
    await test.desk.db.pool.query(`update inbox set state = 'done' where id = $1`, [rows[0]?.id])
    const answers = await Promise.all(handle(rows))
    expect(answers).toEqual([
      { retryInMs: expect.any(Number) as number },
      ...others.map(() => 'done'),
    ])
    expect(await test.parcels(6400)).toEqual([])
    expect(await test.desk.db.prisma.person.count({ where: { telegramId: 6400n } })).toBe(0)
    for (const id of others) expect(await test.parcels(id)).toHaveLength(1)
  })
})
