import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLog } from '../../src/log.ts'
import { receive } from '../../src/store/inbox.ts'
import type { TelegramClient } from '../../src/telegram/client.ts'
import { createHandler } from '../../src/telegram/handle.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const RESIDENT = 7000
const STRANGER = 7001
const CANARY = 'Canary-7002'

let test: TestDesk
let number: string
let updates = 0
let lines: string[] = []

beforeAll(async () => {
  test = await openTestDesk()
  number = await test.submit(RESIDENT, 'power')
})
afterAll(() => test.close())

/** Somebody does this; gives what stands in the log about it. */
async function logged(who: number, what: object): Promise<object[]> {
  lines = []
  const log = createLog({ level: 'info', secrets: [], write: (line) => void lines.push(line) })
  const client = { call: () => Promise.resolve({ kind: 'sent', result: true }) }
  const given = { client: client as unknown as TelegramClient, log }
  const rows = await receive(test.desk.db.pool, [{ update_id: (updates += 1), ...what }])
  const handle = createHandler(test.desk, given, () => undefined)
  expect(await Promise.all(handle(rows))).toEqual(['done'])
  const { id } = await test.person(who)
  return lines.map((line) => {
    const { time, level, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
    expect([typeof time, level, msg]).toEqual(['string', 30, 'somebody tried what is not theirs'])
    expect(facts).toMatchObject({ person: id, count: 1 })
    return { act: facts['act'], refusal: facts['refusal'] }
  })
}

const from = (id: number) => ({ id, is_bot: false, first_name: CANARY, username: CANARY })
const about = (id: number) => ({ from: from(id), chat: { id, type: 'private' }, date: 1_000 })
const says = (who: number, text: string) => ({
  message: { message_id: (updates += 1), ...about(who), text },
})

/** On the last card of that kind that this person was sent. */
async function presses(who: number, kind: string, data: string) {
  const messageId = (updates += 1)
  const { prisma } = test.desk.db
  const where = { chat: BigInt(who), kind }
  const card = await prisma.card.findFirst({ where, orderBy: { id: 'desc' } })
  if (card) await prisma.card.update({ where: { id: card.id }, data: { messageId } })
  const message = { message_id: messageId, ...about(who) }
  return { callback_query: { id: String(messageId), from: from(who), data, message } }
}

it('who presses what is another one’s to do stands in the log, by codes alone', async () => {
  const forged = await presses(STRANGER, 'promise', `appeal.withdraw:${number}`)
  expect(await logged(STRANGER, forged)).toEqual([
    { act: 'appeal.withdraw', refusal: 'not_allowed' },
  ])
  const nonsense = await presses(STRANGER, 'promise', `${CANARY}:${number}`)
  expect(await logged(STRANGER, nonsense), 'no card has such a button').toEqual([
    { act: 'unknown', refusal: 'not_allowed' },
  ])
})

it('who presses a paper or a common demand that is not for them is noticed, where there is none not', async () => {
  const { prisma } = test.desk.db
  const at = new Date()
  const paper = await prisma.paper.create({
    data: { kind: 'notice', state: 'draft', openedAt: at, data: { month: '2026-10' } },
  })
  const figures = { letters: 9, households: 9, monthLetters: 9, monthHouseholds: 9 }
  const demand = await prisma.demand.create({
    data: { label: 'power', firstSeen: at, lastSeen: at, countedAt: at, ...figures },
  })
  for (const data of [`paper.show:${paper.id}`, `demand.show:${demand.id}`]) {
    const [act] = data.split(':')
    expect(await logged(STRANGER, await presses(STRANGER, 'promise', data))).toEqual([
      { act, refusal: 'not_allowed' },
    ])
    const none = await presses(STRANGER, 'promise', `${act ?? ''}:999999`)
    expect(await logged(STRANGER, none)).toEqual([])
  }
  const page = await presses(STRANGER, 'list', 'queue:1')
  expect(await logged(STRANGER, page)).toEqual([{ act: 'queue', refusal: 'not_allowed' }])
})

it.each<[string, number, (number: string) => string, object[]]>([
  ['a list of others', STRANGER, () => '/board', [{ act: '/board', refusal: 'not_allowed' }]],
  [
    'an appeal of others',
    STRANGER,
    (no) => `/appeal ${no}`,
    [{ act: '/appeal', refusal: 'not_allowed' }],
  ],
  ['a number of others', STRANGER, (no) => no, [{ act: 'words', refusal: 'not_allowed' }]],
  ['a number that is nobody’s', STRANGER, () => '/appeal 26-0009999-7', []],
  ['a command that is none', STRANGER, () => `/${CANARY}`, []],
  ['their own appeal', RESIDENT, (no) => `/appeal ${no}`, []],
  ['words', STRANGER, () => `${CANARY} the lamp is broken`, []],
])('who asks for %s', async (_what, who, words, denied) => {
  expect(await logged(who, says(who, words(number)))).toEqual(denied)
  expect(lines.join()).not.toContain(CANARY)
  expect(lines.join()).not.toContain(number)
})

it('a member of staff who would handle their own appeal is noticed, one who is too late is not', async () => {
  const other = await test.submit(RESIDENT, 'power, again')
  const accept = () => presses(STAFF.handler, 'task', `task.accept:${other}`)
  expect(await logged(STAFF.handler, await accept())).toEqual([])
  expect(await logged(STAFF.handler, await accept()), 'it is done already').toEqual([])

  const own = await test.submit(STAFF.handler, 'power')
  // As if a card of others had become theirs: it is not sent to them.
  await test.desk.db.prisma.card.updateMany({
    where: { chat: BigInt(STAFF.handler), kind: 'task' },
    data: { subject: own, live: true },
  })
  const rule = await presses(STAFF.handler, 'task', `task.accept:${own}`)
  expect(await logged(STAFF.handler, rule)).toEqual([{ act: 'task.accept', refusal: 'own_appeal' }])
})
