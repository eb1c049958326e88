import { actorOf } from '../../src/domain/actor.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { actOnPaper } from '../../src/actions/papers/act.ts'
import type { PaperCommand } from '../../src/actions/papers/command.ts'
import type { Moment } from '../../src/domain/appeal.ts'
import type { PaperKind } from '../../src/domain/papers/paper.ts'
import { listOfPapers, papersOfUnits } from '../../src/queries/paper-lists.ts'
import { at, NOW, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const RESIDENT = 901
let test: TestDesk

beforeAll(async () => {
  test = await openTestDesk()
})
afterAll(() => test.close())
beforeEach(() => test.clearOutbox())

async function does(
  who: number,
  kind: PaperKind,
  command: Partial<PaperCommand> & { act: string },
) {
  const person = await test.person(who)
  const rest = { kind, paper: null, about: null, unit: null, choice: null, words: '', days: null }
  return test.work((work) => actOnPaper(work, actorOf(person), { ...rest, ...command }))
}

async function accepted(): Promise<string> {
  test.at(NOW)
  const number = await test.submit(RESIDENT, 'power is off in our street')
  await test.act(STAFF.handler, number, { act: 'accept' })
  await test.clearOutbox()
  return number
}

/** The reply comes back: the resident says that it is not solved. */
async function rework(number: string, when: Moment) {
  await test.act(STAFF.handler, number, { act: 'resolve' }, { words: 'Done' })
  test.at(when)
  await test.act(RESIDENT, number, { act: 'contacted', answer: 'yes' })
  await test.act(RESIDENT, number, { act: 'solved', answer: 'no' })
  await test.act(RESIDENT, number, { act: 'satisfied', answer: '1' })
}

const changeAppeal = (number: string, data: { rounds?: number; due?: Date }) =>
  test.desk.db.prisma.appeal.update({ where: { number }, data, select: { id: true } })
const papersAbout = (number: string, kind: PaperKind) =>
  test.desk.db.prisma.paper.findMany({
    where: { kind, appeal: { number } },
    orderBy: { id: 'asc' },
  })
const said = async (chat: number) =>
  (await test.parcels(chat))
    .filter(({ method }) => method === 'sendMessage')
    .map(({ body }) => body)

describe('a supervision order', () => {
  it('is opened by the second re-work, once, numbered, and told to the unit and the leader in charge', async () => {
    const number = await accepted()
    await changeAppeal(number, { rounds: 1 })
    await rework(number, at('2026-11-23T10:00'))
    const [order, ...more] = await papersAbout(number, 'order')
    expect(more).toEqual([])
    const { id: leader } = await test.person(STAFF.leader)
    const expected = { unit: 'housing', leaderId: leader, byId: null, year: 2026, serial: 1 }
    expect(order).toMatchObject(expected)
    for (const chat of [STAFF.handler, STAFF.head])
      expect((await said(chat)).join()).toContain(`paper.do:${order?.id}:answer`)
    expect((await said(STAFF.leader)).join()).toContain('2026-1')
    expect((await said(STAFF.secretary)).join()).toBe('')
    await test.act(STAFF.handler, number, { act: 'memo' }, { words: 'On it' })
    expect(await papersAbout(number, 'order')).toHaveLength(1)
  })

  it('that a rule calls for at night is opened in the morning', async () => {
    const number = await accepted()
    await changeAppeal(number, { rounds: 1 })
    await rework(number, at('2026-11-23T22:00'))
    expect(await papersAbout(number, 'order')).toEqual([])
    test.at(at('2026-11-24T08:31'))
    await test.due()
    expect(await papersAbout(number, 'order')).toHaveLength(1)
  })

  it('is opened by a date that passed five working days ago, and once', async () => {
    const number = await accepted()
    const morning = async (day: number) => {
      test.at(at(`2026-11-2${day}T08:31`))
      await test.due()
      return papersAbout(number, 'order')
    }
    await changeAppeal(number, { due: new Date(at('2026-11-17T09:00').epochMilliseconds) })
    expect(await morning(4)).toEqual([])
    const [order] = await morning(5)
    expect(order?.data).toMatchObject({ reason: 'red' })
    const cancel = { act: 'cancel', words: 'A mistake', paper: order?.id ?? 0 }
    expect(await does(STAFF.leader, 'order', cancel)).toMatchObject({ ok: true })
    expect(await morning(6)).toHaveLength(1)
  })

  it('is struck off only when the resident has heard something', async () => {
    const number = await accepted()
    const opened = await does(STAFF.leader, 'order', {
      act: 'open',
      about: number,
      choice: '3',
      words: 'See to it',
    })
    if (!opened.ok) throw new Error(opened.refusal)
    const paper = opened.paper.id
    await does(STAFF.head, 'order', { act: 'answer', paper, words: 'The line is new' })
    const accept = { act: 'accept', paper }
    expect(await does(STAFF.leader, 'order', accept)).toEqual({
      ok: false,
      refusal: 'resident_first',
    })
    expect((await said(STAFF.leader)).join()).not.toContain(`paper.do:${paper}:accept`)
    test.later(1)
    await test.clearOutbox()
    await test.act(STAFF.handler, number, { act: 'note' }, { words: 'We are on it' })
    const edits = (await test.parcels(STAFF.leader)).filter(
      ({ method }) => method === 'editMessageText',
    )
    expect(edits.map(({ body }) => body).join()).toContain(`paper.do:${paper}:accept`)
    expect(await does(STAFF.leader, 'order', accept)).toMatchObject({
      ok: true,
      paper: { state: 'done' },
    })
  })

  it('goes along with its appeal to another unit, and falls away when it is withdrawn', async () => {
    const number = await accepted()
    await does(STAFF.leader, 'order', {
      act: 'open',
      about: number,
      choice: '3',
      words: 'See to it',
    })
    await test.clearOutbox()
    await test.act(STAFF.dispatcher, number, { act: 'reassign', unit: 'anshun' })
    await test.due()
    expect((await papersAbout(number, 'order'))[0]).toMatchObject({ unit: 'anshun', state: 'open' })
    expect((await said(STAFF.secretary)).join()).toContain(':answer')
    await test.act(RESIDENT, number, { act: 'withdraw' })
    await test.due()
    expect((await papersAbout(number, 'order'))[0]).toMatchObject({ state: 'dropped' })
  })

  it('stands in lists: of its unit, and of those who look after all units', async () => {
    const number = await accepted()
    await does(STAFF.leader, 'order', {
      act: 'open',
      about: number,
      choice: '3',
      words: 'See to it',
    })
    const person = (who: number) => test.person(who)
    const list = async (who: number, name: string) =>
      test.work(async ({ tx }) => listOfPapers(tx, await person(who), name, 0, RULES.org))
    expect((await list(STAFF.handler, 'mine'))?.papers.map(({ appeal }) => appeal)).toContain(
      number,
    )
    expect((await list(STAFF.secretary, 'mine'))?.papers.map(({ appeal }) => appeal)).not.toContain(
      number,
    )
    expect(await list(STAFF.handler, 'orders')).toBeNull()
    const [first] = (await list(STAFF.dispatcher, 'orders'))?.papers ?? []
    expect(first?.closedAt).toBeNull()
    const handler = await person(STAFF.handler)
    expect(await test.work(({ tx }) => papersOfUnits(tx, handler, RULES.org))).toBeGreaterThan(0)
  })
})

describe('an urge', () => {
  it('is told to the head, then to the leader, once each and only when people work; a word ends it', async () => {
    const number = await accepted()
    await test.act(RESIDENT, number, { act: 'urge' })
    test.at(at('2026-11-24T08:45'))
    await test.act(RESIDENT, number, { act: 'urge' })
    await test.clearOutbox()
    test.at(at('2026-11-24T09:02'))
    await test.due()
    await test.due()
    expect((await said(STAFF.head)).filter((body) => body.includes('一句话也没回'))).toHaveLength(1)
    expect((await said(STAFF.leader)).join()).toBe('')
    test.at(at('2026-11-25T09:02'))
    await test.due()
    await test.due()
    const [urge] = await papersAbout(number, 'urge')
    const cards = (await said(STAFF.leader)).filter((body) =>
      body.includes(`paper.do:${urge?.id}:call`),
    )
    expect(cards).toHaveLength(1)
    expect(await does(STAFF.leader, 'urge', { act: 'call', paper: urge?.id ?? 0 })).toMatchObject({
      ok: true,
    })
    const [reminder] = await papersAbout(number, 'directive')
    expect(reminder?.data).toMatchObject({ form: 'remind' })
    expect((await said(STAFF.handler)).join()).toContain(`paper.do:${reminder?.id}:answer`)
    await test.act(STAFF.handler, number, { act: 'note' }, { words: 'Tomorrow' })
    await test.due()
    expect((await papersAbout(number, 'urge'))[0]).toMatchObject({ state: 'heard' })
  })

  it('that is answered in time is told to nobody', async () => {
    const number = await accepted()
    await test.act(RESIDENT, number, { act: 'urge' })
    test.later(1)
    await test.act(STAFF.handler, number, { act: 'ask' }, { words: 'Which house?' })
    await test.clearOutbox()
    test.at(at('2026-11-26T10:00'))
    await test.due()
    for (const chat of [STAFF.head, STAFF.leader])
      expect((await said(chat)).filter((body) => body.includes(number))).toEqual([])
  })
})

describe('a meeting', () => {
  it('is told to its households and its people, asked into, reminded of, and recorded', async () => {
    const number = await accepted()
    const choice = 'night.20261125.1930'
    const opened = await does(STAFF.head, 'meeting', {
      act: 'open',
      about: number,
      choice,
      words: 'At the gate',
    })
    if (!opened.ok) throw new Error(opened.refusal)
    const paper = opened.paper.id
    const [invitation = ''] = await said(RESIDENT)
    expect(invitation).toContain('At the gate')
    expect(invitation).toContain(`appeal.add:${number}`)
    expect(invitation).not.toContain('paper.')
    expect((await said(STAFF.handler)).join()).toContain(`paper.do:${paper}:move`)
    expect((await said(STAFF.secretary)).join()).toBe('')

    await does(STAFF.handler, 'meeting', { act: 'invite', paper, choice: 'anshun' })
    expect((await said(STAFF.secretary)).join()).toContain('At the gate')

    await test.clearOutbox()
    test.at(at('2026-11-24T09:00'))
    await test.due()
    await test.due()
    for (const chat of [RESIDENT, STAFF.handler, STAFF.head, STAFF.secretary])
      expect(
        (await said(chat)).filter((body) => body.includes('At the gate')),
        String(chat),
      ).toHaveLength(1)

    test.at(at('2026-11-25T21:00'))
    await test.clearOutbox()
    const record = { act: 'record', paper, choice: 'agreed', words: 'A new line by Friday' }
    expect(await does(STAFF.handler, 'meeting', record)).toMatchObject({
      ok: true,
      paper: { state: 'held' },
    })
    expect((await said(RESIDENT)).join()).toContain('A new line by Friday')
    const acts = await test.desk.db.prisma.history.findMany({
      where: { appeal: { number }, act: 'paper' },
      orderBy: { id: 'asc' },
    })
    expect(acts.map(({ data }) => (data as { act: string }).act)).toEqual([
      'open',
      'invite',
      'remind',
      'record',
    ])
  })
})

describe('the card of a paper', () => {
  it('loses the words of a resident who wants to be forgotten', async () => {
    const number = await accepted()
    await does(STAFF.leader, 'directive', { act: 'open', about: number, choice: 'just_remind' })
    expect((await said(STAFF.handler)).join()).toContain('power is off')
    await test.clearOutbox()
    const resident = await test.person(RESIDENT)
    await test.work((work) => forget(work, resident))
    const [paper] = await papersAbout(number, 'directive')
    const edits = (await test.parcels(STAFF.handler)).filter(
      ({ kind, subject }) => kind === 'paper' && subject === String(paper?.id),
    )
    expect(edits.length).toBeGreaterThan(0)
    expect(edits.at(-1)?.body).not.toContain('power is off')
  })
})
