import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { storyOf } from '../../src/queries/timeline.ts'
import { faultIn, WITH_HISTORY } from '../../src/queries/verify-appeal.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.desk.db.prisma.timer.deleteMany()
  await desk.clearOutbox()
})

async function accepted(resident: number): Promise<string> {
  const number = await desk.submit(resident, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  return number
}

async function closed(resident: number, rating = '5'): Promise<string> {
  const number = await accepted(resident)
  await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
  await desk.act(resident, number, { act: 'contacted', answer: 'yes' })
  await desk.act(resident, number, { act: 'solved', answer: 'yes' })
  await desk.act(resident, number, { act: 'satisfied', answer: rating })
  await desk.clearOutbox()
  return number
}

async function contacts(number: string): Promise<void> {
  for (const words of ['called', 'called again', 'visited'])
    await desk.act(STAFF.handler, number, { act: 'contact' }, { words })
}

async function askedToExplain(resident: number): Promise<string> {
  const number = await accepted(resident)
  await contacts(number)
  await desk.act(STAFF.handler, number, { act: 'ask_explained' }, { words: 'no law allows it' })
  return number
}

/** Whether everything of an appeal holds, as npm run verify sees it. */
async function fault(number: string) {
  const { prisma } = desk.desk.db
  const appeal = await prisma.appeal.findUniqueOrThrow({ where: { number }, include: WITH_HISTORY })
  const timers = await prisma.timer.findMany({ where: { subject: number } })
  return faultIn(appeal, new Set(timers.map(({ kind }) => kind)))
}

const textsTo = async (chat: number) =>
  (await desk.parcels(chat))
    .filter(({ method }) => method === 'sendMessage')
    .map(({ body }) => body)

describe('a logged contact', () => {
  it('reaches the resident without its words, with a way to say that it is not so', async () => {
    const number = await accepted(801)
    await desk.clearOutbox()
    await desk.act(STAFF.handler, number, { act: 'contact' }, { words: 'shouted at me' })
    const [told] = await textsTo(801)
    expect(told).toContain(`appeal.unreached:${number}`)
    expect(JSON.stringify(await desk.parcels(801))).not.toContain('shouted')
    const { id } = await desk.appeal(number)
    const { id: household } = await desk.person(801)
    const own = await storyOf(desk.desk.db.prisma, id, { household, isResident: true })
    expect(own.entries.at(-1)).toMatchObject({ act: 'contact', words: '' })
    const units = await storyOf(desk.desk.db.prisma, id, 'unit')
    expect(units.entries.at(-1)).toMatchObject({ act: 'contact', words: 'shouted at me' })
  })

  it('that the resident denies is told to dispatchers, and nothing of it to the unit', async () => {
    const number = await accepted(802)
    await contacts(number)
    await desk.clearOutbox()
    await desk.act(802, number, { act: 'unreached' })
    expect((await textsTo(STAFF.dispatcher)).join()).toContain('没联系上')
    expect(await textsTo(STAFF.handler)).toEqual([])
    const { id } = await desk.appeal(number)
    const units = await storyOf(desk.desk.db.prisma, id, 'unit')
    expect(units.entries.map(({ act }) => act)).not.toContain('unreached')
  })
})

describe('an ending as explained', () => {
  it('is decided outside the unit, by people who read how often the resident denies a contact', async () => {
    const number = await accepted(803)
    await contacts(number)
    await desk.act(803, number, { act: 'unreached' })
    await desk.clearOutbox()
    await desk.act(STAFF.handler, number, { act: 'ask_explained' }, { words: 'no law allows it' })
    const asked = (await desk.parcels()).filter(({ kind }) => kind === 'request')
    expect(asked.map(({ chat }) => chat).sort()).toEqual([STAFF.dispatcher, STAFF.leader])
    expect(asked[0]?.body).toMatch(/记了 3 次联系.*说 1 次没联系上/s)
    const request = await desk.request(number)
    expect(await desk.act(STAFF.head, number, { act: 'approve_explained', request })).toMatchObject(
      { refusal: 'not_allowed' },
    )
  })

  it('tells the resident why in full, keeps the why in their timeline, and asks nothing', async () => {
    const number = await askedToExplain(804)
    await desk.clearOutbox()
    const request = await desk.request(number)
    await desk.act(STAFF.leader, number, { act: 'approve_explained', request })
    expect(await desk.appeal(number)).toMatchObject({ status: 'closed', outcome: 'explained' })
    const told = (await textsTo(804)).join()
    expect(told).toContain('no law allows it')
    expect(told).toContain('open it again')
    const { id } = await desk.appeal(number)
    const { id: household } = await desk.person(804)
    const own = await storyOf(desk.desk.db.prisma, id, { household, isResident: true })
    expect(own.entries.at(-1)).toMatchObject({
      act: 'approve_explained',
      words: 'no law allows it',
    })
    expect(own.entries.map(({ act }) => act)).not.toContain('ask_explained')
    expect(await fault(number)).toBeNull()
  })

  it('is one a month while the unit has few endings, whoever decides at the same moment', async () => {
    desk.at(NOW.add({ hours: 24 * 62 }))
    const numbers = [await askedToExplain(805), await askedToExplain(806)]
    const decided = await Promise.all(
      numbers.map(async (number) =>
        desk.act(STAFF.leader, number, {
          ...{ act: 'approve_explained', request: await desk.request(number) },
        }),
      ),
    )
    expect(decided.map((one) => (one.ok ? 'approved' : one.refusal)).sort()).toEqual([
      'approved',
      'quota_used_up',
    ])
    // The next month has a quota of its own.
    desk.later(24 * 31)
    const left = numbers[decided.findIndex(({ ok }) => !ok)]!
    expect(
      await desk.act(STAFF.leader, left, {
        ...{ act: 'approve_explained', request: await desk.request(left) },
      }),
    ).toMatchObject({ ok: true })
  })
})

describe('after the end', () => {
  it('a worse answer sends it back to work, and the words are not erased meanwhile', async () => {
    const number = await closed(811)
    desk.later(24)
    await desk.act(811, number, { act: 'change', answer: 'no', rating: '1' })
    expect(await desk.appeal(number)).toMatchObject({
      ...{ status: 'accepted', outcome: null, closedAt: null, rounds: 1, reopened: 1 },
    })
    const timers = await desk.desk.db.prisma.timer.findMany({ where: { subject: number } })
    expect(timers.map(({ kind }) => kind)).toEqual(['refresh', 'key'])
    expect(await fault(number)).toBeNull()
    const unit = (await textsTo(STAFF.handler)).join()
    expect(unit).toContain('回访没通过')
  })

  it('a reopened one is asked about anew, although everybody had been content', async () => {
    const number = await closed(812)
    desk.later(24)
    await desk.act(812, number, { act: 'reopen' }, { words: 'dark again' })
    expect((await textsTo(STAFF.head)).join()).toContain('dark again')
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'new cable' })
    await desk.clearOutbox()
    desk.later(1)
    await desk.due()
    const asked = (await desk.parcels(812)).filter(({ kind }) => kind === 'survey')
    expect(asked.map(({ body }) => body).join()).toContain(`survey.contacted:${number}:yes`)
  })

  it('every household is asked once after thirty days, and a no sends it back', async () => {
    const number = await closed(813)
    desk.later(24 * 30 - 1)
    await desk.due()
    expect(await desk.parcels(813)).toEqual([])
    desk.later(1)
    await desk.due()
    const [asked, ...more] = await desk.parcels(813)
    expect([asked?.kind, asked?.delivery, more]).toEqual(['survey', 'once', []])
    expect(asked?.body).toContain(`survey.still:${number}:no`)
    await desk.act(813, number, { act: 'still', answer: 'no' })
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', reopened: 1 })
    const history = await desk.desk.db.prisma.history.findMany({ where: { appeal: { number } } })
    expect(history.at(-1)).toMatchObject({
      act: 'rework',
      role: 'desk',
      data: { round: 1, minutes: 43200 },
    })
  })

  it('a second round goes to a colleague, who gets the card', async () => {
    const number = await closed(814)
    await desk.act(814, number, { act: 'change', answer: 'no', rating: '1' })
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'again' })
    await desk.act(814, number, { act: 'contacted', answer: 'yes' })
    await desk.act(814, number, { act: 'solved', answer: 'no' })
    await desk.clearOutbox()
    await desk.act(814, number, { act: 'satisfied', answer: '1' })
    expect(await desk.appeal(number)).toMatchObject({ status: 'assigned', handler: null })
    const cards = (await desk.parcels(STAFF.head)).filter(({ kind }) => kind === 'task')
    expect(cards.map(({ body }) => body).join()).toContain(`task.accept:${number}`)
    const formers = (await desk.parcels(STAFF.handler)).filter(({ kind }) => kind === 'task')
    expect(formers.map(({ body }) => body).join()).not.toContain(`task.accept:${number}`)
    expect(await desk.act(STAFF.head, number, { act: 'accept' })).toMatchObject({ ok: true })
    expect(await fault(number)).toBeNull()
  })

  it('a second round that nobody else of the unit is there for goes to a dispatcher, who is told why', async () => {
    const number = await desk.submit(817, 'noise', { category: 'noise' })
    const fails = async () => {
      await desk.act(STAFF.secretary, number, { act: 'accept' })
      await desk.act(STAFF.secretary, number, { act: 'resolve' }, { words: 'told them' })
      await desk.act(817, number, { act: 'contacted', answer: 'yes' })
      await desk.act(817, number, { act: 'solved', answer: 'no' })
      await desk.clearOutbox()
      await desk.act(817, number, { act: 'satisfied', answer: '1' })
    }
    await fails()
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', unit: 'anshun' })
    await fails()
    expect(await desk.appeal(number)).toMatchObject({ status: 'registered', unit: null, rounds: 2 })
    const [card] = (await desk.parcels(STAFF.dispatcher)).filter(({ kind }) => kind === 'queue')
    expect(card?.body).toContain('单位没有别的人')
    expect(card?.body).not.toContain(`task.assign:${number}:anshun`)
    expect((await textsTo(817)).join()).toContain('somebody else takes over')
    expect((await textsTo(817)).join()).not.toContain('has to do it again')
    expect((await textsTo(STAFF.secretary)).join()).toContain('另找单位')
    const back = { act: 'assign', unit: 'anshun' } as const
    expect(await desk.act(STAFF.dispatcher, number, back)).toEqual({
      ...{ ok: false, refusal: 'another_unit' },
    })
    await desk.act(STAFF.dispatcher, number, { act: 'assign', unit: 'housing' })
    expect(await desk.act(STAFF.handler, number, { act: 'accept' })).toMatchObject({ ok: true })
    expect(await fault(number)).toBeNull()
  })

  it('nobody who asked to be forgotten is asked again', async () => {
    const number = await closed(815)
    const person = await desk.person(815)
    await desk.work((work) => forget(work, person))
    const where = { subject: number, kind: 'still_ask' }
    expect(await desk.desk.db.prisma.timer.count({ where })).toBe(0)
  })
})
