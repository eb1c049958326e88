import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { joinAppeal } from '../../src/actions/join-appeal.ts'
import { asPassedOn } from '../../src/actions/passed-on.ts'
import { loadCase, viewFor } from '../../src/queries/facts.ts'
import { storyOf } from '../../src/queries/timeline.ts'
import { eraseWords } from '../../src/store/erase.ts'
import { joinersOf } from '../../src/store/joiners.ts'
import { NOW, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

const caller = { name: 'Mrs Li', phone: '0633 1234567' }
const RESIDENT = 821

const personBehind = async (number: string) => {
  const { resident } = await desk.appeal(number)
  return desk.desk.db.prisma.person.findUniqueOrThrow({ where: { id: resident } })
}
const first = (number: string) =>
  desk.desk.db.prisma.history.findFirstOrThrow({ where: { appeal: { number }, seq: 1 } })
const phones = async () =>
  (await desk.desk.db.prisma.person.findMany({ where: { phone: { not: null } } })).length

describe('an appeal that a clerk registers for a caller', () => {
  it('is the caller’s, who has no chat; who registered it stands in the history', async () => {
    const number = await desk.submit(STAFF.head, 'power', { caller })
    const person = await personBehind(number)
    expect(person).toMatchObject({ ...caller, telegramId: null, agreedAt: null })
    const clerk = await desk.person(STAFF.head)
    expect(await first(number)).toMatchObject({
      ...{ act: 'submit', actorId: clerk.id, role: 'clerk' },
      data: { caller: person.id },
    })
    expect(clerk.agreed).toBe(false)
  })

  it('is told to its unit, and the clerk reads its number; to the caller nothing is sent', async () => {
    const number = await desk.submit(STAFF.dispatcher, 'power', { caller })
    const parcels = await desk.parcels()
    const kinds = (chat: number) =>
      parcels.filter((one) => one.chat === chat).map(({ kind }) => kind)
    expect(kinds(STAFF.handler)).toEqual(['task'])
    expect(kinds(STAFF.dispatcher)).toEqual([null])
    expect(parcels.find(({ chat }) => chat === STAFF.dispatcher)?.body).toContain(number)
    expect(parcels.filter(({ chat }) => chat <= 0)).toEqual([])
  })

  it('may be handled by the clerk, who is not its resident', async () => {
    const number = await desk.submit(STAFF.handler, 'power', { caller })
    expect((await desk.act(STAFF.handler, number, { act: 'accept' })).ok).toBe(true)
    for (const act of ['withdraw', 'urge', 'add'] as const) {
      const acted = await desk.act(STAFF.handler, number, { act }, { words: 'x' })
      expect(acted, act).toEqual({ ok: false, refusal: 'not_allowed' })
    }
    const steps = await desk.act(STAFF.handler, number, { act: 'note' }, { words: 'on our way' })
    expect(steps.ok).toBe(true)
    expect((await desk.parcels()).every(({ chat }) => chat > 0)).toBe(true)
  })

  it('knows the household by the caller, not by who wrote it down', async () => {
    const number = await desk.submit(STAFF.handler, 'power', { caller })
    await desk.person(RESIDENT)
    await desk.act(RESIDENT, number, { act: 'join' }, { words: 'power, too' })
    const { id } = await desk.appeal(number)
    const { entries } = await storyOf(desk.desk.db.prisma, id, 'unit')
    const numbered = entries.filter(({ household }) => household !== null)
    expect(numbered.map(({ act, household }) => [act, household])).toEqual([
      ['submit', 1],
      ['join', 2],
    ])
  })

  it('tells a complaint about a unit to nobody in it, the clerk who wrote it down included', async () => {
    const number = await desk.submit(STAFF.handler, 'power', { caller })
    const { id } = await desk.appeal(number)
    await desk.desk.db.prisma.appeal.update({ where: { id }, data: { about: 'housing' } })
    const given = { rules: RULES, now: NOW }
    const loaded = await loadCase(desk.desk.db.prisma, number, given, false)
    expect(viewFor(await desk.person(STAFF.handler), loaded)).toBeNull()
  })
})

describe('whoever handles it', () => {
  it('reads whom to call, unless they hid their name', async () => {
    await desk.submit(STAFF.head, 'power', { caller })
    await desk.submit(STAFF.head, 'power', { caller: { ...caller, phone: null } })
    await desk.submit(STAFF.head, 'power', { caller, anonymous: true })
    const cards = (await desk.parcels(STAFF.handler)).filter(({ kind }) => kind === 'task')
    const [open, noPhone, hidden] = cards.map(({ body }) => body)
    expect(open).toMatch(/Mrs Li[^]*0633 1234567/)
    expect(noPhone).toMatch(/Mrs Li/)
    expect(noPhone).not.toMatch(/0633/)
    expect(hidden).not.toMatch(/Mrs Li|0633/)
  })

  it('alone reads it: neither a co-unit nor a neighbour does', async () => {
    const number = await desk.submit(STAFF.head, 'power', { caller })
    await desk.person(RESIDENT)
    await desk.act(RESIDENT, number, { act: 'join' }, { words: 'power, too' })
    const asks = { act: 'ask_help', unit: 'anshun' } as const
    await desk.act(STAFF.handler, number, asks, { words: 'bring a ladder' })
    const parcels = await desk.parcels()
    for (const chat of [STAFF.secretary, RESIDENT]) {
      const read = parcels.filter((one) => one.chat === chat).map(({ body }) => body)
      expect(read.length).toBeGreaterThan(0)
      expect(read.join()).not.toMatch(/0633|Mrs Li/)
    }
  })

  it.each([
    ['note', 'no_chat', 'it is for the caller, who has not heard it'],
    ['memo', undefined, 'it is for no resident'],
  ] as const)('hears of a %s whether it reached them: %s, since %s', async (...given) => {
    const [what, unreachable] = given
    const number = await desk.submit(STAFF.head, 'power', { caller })
    const said = { screen: 'passed_on', what, number, days: null } as const
    const told = await desk.work((work) => asPassedOn(work, number, what, said))
    expect(told).toEqual(unreachable ? { ...said, unreachable } : said)
  })
})

describe('a caller who joins', () => {
  it('is one household more; the clerk stands in the history', async () => {
    const number = await desk.submit(RESIDENT, 'power')
    const draft = await desk.write(STAFF.handler, 'no power here either', { caller })
    const clerk = await desk.person(STAFF.handler)
    const refusal = await desk.work((work) => joinAppeal(work, clerk, draft, number))
    expect(refusal).toBeNull()
    const { id, households } = await desk.appeal(number)
    const [joiner] = await joinersOf(desk.desk.db.prisma, id)
    expect(households).toBe(2)
    const entry = { appealId: id, act: 'join' }
    expect(await desk.desk.db.prisma.history.findFirstOrThrow({ where: entry })).toMatchObject({
      ...{ actorId: clerk.id, role: 'clerk' },
      data: { caller: joiner?.person },
    })
  })

  it('leaves nothing behind where it is refused', async () => {
    const number = await desk.submit(RESIDENT, 'power')
    await desk.act(RESIDENT, number, { act: 'withdraw' })
    const draft = await desk.write(STAFF.head, 'no power here either', { caller })
    const clerk = await desk.person(STAFF.head)
    const before = await phones()
    expect(await desk.work((work) => joinAppeal(work, clerk, draft, number))).toBe('not_now')
    expect(await phones()).toBe(before)
  })
})

describe('who a caller is', () => {
  it('goes with the words', async () => {
    const number = await desk.submit(STAFF.handler, 'power', { caller })
    await desk.work(({ tx }) => eraseWords(tx, number))
    expect(await personBehind(number)).toMatchObject({ name: '', phone: null })
  })

  it('stays while the appeal into which theirs was merged is open', async () => {
    const main = await desk.submit(RESIDENT, 'power')
    const number = await desk.submit(STAFF.handler, 'power', { caller })
    const person = await personBehind(number)
    const { id } = await desk.appeal(main)
    const joined = { appealId: id, personId: person.id, joinedAt: new Date() }
    await desk.desk.db.prisma.joiner.create({ data: joined })
    await desk.work(({ tx }) => eraseWords(tx, number))
    expect(await personBehind(number)).toMatchObject(caller)
  })
})
