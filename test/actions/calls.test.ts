import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { act } from '../../src/actions/act.ts'
import { actorOf } from '../../src/domain/actor.ts'
import type { Solved } from '../../src/domain/appeal.ts'
import { callSubject } from '../../src/flows/on-card.ts'
import { figuresOf } from '../../src/queries/figures.ts'
import { storyOf } from '../../src/queries/timeline.ts'
import { joinersOf } from '../../src/store/joiners.ts'
import { NOW, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type Parcel, type TestDesk } from '../support/desk.ts'

/** A second dispatcher, and one who has a post in the unit as well. */
const [SECOND, OF_UNIT, RESIDENT] = [841, 842, 843]
const caller = { name: 'Mrs Li', phone: '0633 1234567' }

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  const posts = [
    [SECOND, 'county', 'dispatcher'],
    [OF_UNIT, 'county', 'dispatcher'],
    [OF_UNIT, 'housing', 'handler'],
  ] as const
  for (const [who, unit, role] of posts) {
    const { id } = await desk.person(who)
    await desk.desk.db.prisma.staff.create({ data: { personId: id, name: 'x', unit, role } })
  }
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

/** An appeal of a caller with a reply, an hour later. */
async function replied(change = {}): Promise<{ number: string; id: number }> {
  const number = await desk.submit(STAFF.head, 'power', { caller: { ...caller, ...change } })
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await reply(number)
  return { number, id: (await desk.appeal(number)).resident }
}

async function reply(number: string) {
  await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'mended' })
  await desk.clearOutbox()
  desk.later(1.1)
  await desk.due()
}

async function says(who: number, number: string, id: number, given: [string, Solved, string]) {
  const actor = actorOf(await desk.person(who), id)
  const acts = ['contacted', 'solved', 'satisfied'] as const
  const done = []
  for (const [at, name] of acts.entries()) {
    const command = { act: name, answer: given[at] ?? '' }
    done.push(await desk.work((work) => act(work, number, command, actor)))
  }
  return done
}

async function figures() {
  const period = { from: NOW, to: NOW.add({ hours: 24 * 365 }) }
  const { units } = await figuresOf(desk.desk.db.prisma, RULES.org, period)
  return units.find(({ unit }) => unit === 'housing')
}

const callsIn = (parcels: Parcel[]) =>
  parcels.filter(({ kind, delivery }) => kind === 'call' && delivery !== 'edit')
const chatsOf = (parcels: Parcel[]) => callsIn(parcels).map(({ chat }) => chat)
const cards = (number: string, id: number) =>
  desk.desk.db.prisma.card.findMany({
    where: { kind: 'call', subject: callSubject(number, id) },
    orderBy: { id: 'asc' },
  })

describe('the return visit to a caller', () => {
  it('is every dispatcher’s who is not of the unit: whom to call, and the first question', async () => {
    await replied()
    const parcels = await desk.parcels()
    expect(chatsOf(parcels).sort()).toEqual([STAFF.dispatcher, SECOND].sort())
    for (const { body, delivery } of callsIn(parcels)) {
      expect(body).toMatch(/Mrs Li[^]*0633 1234567/)
      expect(delivery).toBe('once')
    }
  })

  it('is nobody’s where no number is known, and silence closes it as not confirmed', async () => {
    const { number } = await replied({ phone: null })
    expect(chatsOf(await desk.parcels())).toEqual([])
    desk.later(80)
    await desk.due()
    expect(await desk.appeal(number)).toMatchObject({
      ...{ status: 'closed', outcome: 'solved_unconfirmed' },
    })
  })

  it('ends as any other, and the dispatcher stands in the history as who asked', async () => {
    const { number, id } = await replied()
    expect((await says(SECOND, number, id, ['yes', 'yes', '5'])).every(({ ok }) => ok)).toBe(true)
    const appeal = await desk.appeal(number)
    expect(appeal).toMatchObject({ status: 'closed', outcome: 'solved_confirmed' })
    const asker = await desk.person(SECOND)
    const rows = await desk.desk.db.prisma.history.findMany({
      where: { appeal: { number }, role: 'asker' },
      orderBy: { seq: 'asc' },
    })
    expect(rows.map(({ act: name, actorId, data }) => [name, actorId, data])).toEqual([
      ['contacted', asker.id, { answer: 'yes', caller: id }],
      ['solved', asker.id, { answer: 'yes', caller: id }],
      ['satisfied', asker.id, { answer: '5', caller: id }],
    ])
  })

  it('goes on with whoever took the first answer down; on the other cards a colleague asks', async () => {
    const { number, id } = await replied()
    const actor = actorOf(await desk.person(SECOND), id)
    await desk.work((work) => act(work, number, { act: 'contacted', answer: 'yes' }, actor))
    const live = (await cards(number, id)).filter((card) => card.live)
    expect(live.map(({ chat }) => Number(chat))).toEqual([SECOND])
    const late = await says(STAFF.dispatcher, number, id, ['yes', 'no', '1'])
    expect(late[0]).toEqual({ ok: false, refusal: 'already_answered' })
  })

  it('is reminded of once, with what is still to be asked', async () => {
    const { number, id } = await replied()
    const actor = actorOf(await desk.person(SECOND), id)
    await desk.work((work) => act(work, number, { act: 'contacted', answer: 'yes' }, actor))
    await desk.clearOutbox()
    desk.later(24)
    await desk.due()
    const parcels = await desk.parcels()
    expect(chatsOf(parcels).sort()).toEqual([STAFF.dispatcher, SECOND].sort())
    for (const { body } of callsIn(parcels)) {
      expect(body).toContain(`survey.resolved:${number}:yes:${id}`)
      expect(body).not.toContain('survey.contacted')
    }
  })

  it('leaves no number on a card once it is over', async () => {
    const { number, id } = await replied()
    await desk.clearOutbox()
    desk.later(80)
    await desk.due()
    expect((await cards(number, id)).some(({ live }) => live)).toBe(false)
    const last = new Map((await desk.parcels()).map((one) => [one.chat, one.body]))
    for (const chat of [STAFF.dispatcher, SECOND]) expect(last.get(chat)).not.toMatch(/0633/)
  })

  it('sends it back to work when it is not solved, and asks anew afterwards', async () => {
    const { number, id } = await replied()
    await says(SECOND, number, id, ['no', 'no', '1'])
    expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', rounds: 1 })
    await reply(number)
    expect(chatsOf(await desk.parcels())).toHaveLength(2)
  })

  it('counts two callers whom one dispatcher asks as two who answered', async () => {
    const { number, id } = await replied()
    const before = await figures()
    const joiner = await desk.desk.db.prisma.person.create({ data: { ...caller, locale: 'en' } })
    const joined = { appealId: (await desk.appeal(number)).id, personId: joiner.id }
    await desk.desk.db.prisma.joiner.create({ data: { ...joined, joinedAt: new Date() } })
    await desk.desk.db.prisma.appeal.update({ where: { number }, data: { households: 2 } })
    await says(SECOND, number, id, ['yes', 'yes', '5'])
    await says(SECOND, number, joiner.id, ['yes', 'yes', '3'])
    expect((await figures())?.solution.n).toBe((before?.solution.n ?? 0) + 2)
  })

  it('asks a caller who joined beside the resident, and tells nobody else what they said', async () => {
    const number = await desk.submit(RESIDENT, 'power')
    const { id } = await desk.appeal(number)
    const joiner = await desk.desk.db.prisma.person.create({ data: { ...caller, locale: 'en' } })
    const clerk = actorOf(await desk.person(STAFF.head), joiner.id)
    const carried = { words: 'power, too', files: [] }
    await desk.work((work) => act(work, number, { act: 'join' }, clerk, carried))
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await reply(number)
    const parcels = await desk.parcels()
    expect(parcels.filter(({ kind }) => kind === 'survey').map(({ chat }) => chat)).toEqual([
      RESIDENT,
    ])
    await says(SECOND, number, joiner.id, ['yes', 'yes', '4'])
    expect(await desk.appeal(number)).toMatchObject({ status: 'resolved', visit: { solved: null } })
    const [answered] = await joinersOf(desk.desk.db.prisma, id)
    expect(answered?.visit).toMatchObject({ solved: 'yes', satisfied: 4 })
    const resident = await desk.person(RESIDENT)
    for (const viewer of ['unit', { household: resident.id, isResident: true }] as const) {
      const { entries } = await storyOf(desk.desk.db.prisma, id, viewer)
      expect(entries.filter(({ act: name }) => name === 'solved')).toEqual([])
    }
  })
})
