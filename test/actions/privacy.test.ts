import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forget } from '../../src/actions/forget.ts'
import { foundUnreachable } from '../../src/actions/reachable.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type Parcel, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

const PHOTO = { kind: 'photo', fileId: 'photo-of-the-street', size: null } as const

/** Everything that can happen in one appeal, so that whatever is said of it has been said. */
async function wholeStory(resident: number, number: string): Promise<void> {
  const { handler, head, dispatcher } = STAFF
  const say = (words: string) => ({ words, files: [PHOTO] })
  await desk.act(handler, number, { act: 'accept' })
  await desk.act(handler, number, { act: 'note' }, say('we are coming'))
  await desk.act(handler, number, { act: 'ask' }, say('which door?'))
  await desk.act(resident, number, { act: 'answer' }, say('the red door'))
  await desk.act(resident, number, { act: 'add' }, say('still dark'))
  await desk.act(resident, number, { act: 'urge' })
  await desk.act(handler, number, { act: 'ask_extension' }, say('parts are missing'))
  await desk.act(head, number, { act: 'approve_extension', request: await desk.request(number) })
  await desk.act(handler, number, { act: 'resolve' }, say('repaired'))
  desk.later(1)
  await desk.due()
  await desk.act(resident, number, { act: 'contacted', answer: 'yes' })
  await desk.act(resident, number, { act: 'solved', answer: 'yes' })
  await desk.act(resident, number, { act: 'satisfied', answer: '2' })
  await desk.act(resident, number, { act: 'comment' }, say('it went off again'))
  await desk.act(resident, number, { act: 'pressed' })
  await desk.act(handler, number, { act: 'ask_return', unit: 'anshun' }, say('not ours'))
  await desk.act(dispatcher, number, { act: 'reassign', unit: 'anshun' })
}

function toStaff(parcels: readonly Parcel[]): Parcel[] {
  const chats = Object.values(STAFF)
  return parcels.filter(({ chat }) => chats.includes(chat))
}

describe('what staff see', () => {
  it('is the name of a resident and never the account', async () => {
    await desk.person(80_000_801, 'Mrs Wang')
    const number = await desk.submit(80_000_801, 'power')
    await wholeStory(80_000_801, number)
    const bodies = toStaff(await desk.parcels()).map(({ body }) => body)
    expect(bodies.length).toBeGreaterThan(15)
    expect(bodies.some((body) => body.includes('Mrs Wang'))).toBe(true)
    expect(bodies.filter((body) => body.includes('80000801'))).toEqual([])
  })

  it('is not even the name when the resident is anonymous', async () => {
    await desk.person(802, 'Mrs Hidden')
    const number = await desk.submit(802, 'power', { anonymous: true })
    await wholeStory(802, number)
    const unsure = await desk.submit(802, 'strange', { anonymous: true })
    await desk.act(STAFF.dispatcher, unsure, { act: 'assign', unit: 'housing' })
    const bodies = toStaff(await desk.parcels()).map(({ body }) => body)
    expect(bodies.length).toBeGreaterThan(15)
    expect(bodies.filter((body) => body.includes('Mrs Hidden'))).toEqual([])
  })

  it('is never a rating: whatever the resident answers, the unit reads the same', async () => {
    const said: string[][] = []
    for (const [resident, satisfied] of [
      [803, '1'],
      [804, '2'],
    ] as const) {
      await desk.person(resident, 'Mr Li')
      await desk.clearOutbox()
      const number = await desk.submit(resident, 'power')
      await desk.act(STAFF.handler, number, { act: 'accept' })
      await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'done' })
      await desk.act(resident, number, {
        act: 'contacted',
        answer: satisfied === '1' ? 'yes' : 'no',
      })
      await desk.act(resident, number, { act: 'solved', answer: 'partly' })
      await desk.act(resident, number, { act: 'satisfied', answer: satisfied })
      await desk.act(resident, number, { act: 'pressed' })
      expect(await desk.appeal(number)).toMatchObject({ status: 'accepted', rounds: 1 })
      const parcels = toStaff(await desk.parcels())
      said.push(parcels.map(({ body }) => body.replaceAll(number, 'NUMBER')))
    }
    expect(said[0]).toEqual(said[1])
  })
})

describe('forgetting', () => {
  it('erases words, files, name and account, and leaves the history', async () => {
    await desk.person(80_000_811, 'Mr Forgotten')
    const open = await desk.submit(80_000_811, 'power at my red house', { files: [PHOTO] })
    await wholeStory(80_000_811, open)
    const before = await desk.desk.db.prisma.history.count()
    const person = await desk.person(80_000_811)
    await desk.work((work) => forget(work, person))

    const { prisma, pool } = desk.desk.db
    expect(await desk.appeal(open)).toMatchObject({ status: 'withdrawn', outcome: 'withdrawn' })
    expect(await prisma.history.count()).toBe(before + 1)
    expect(await prisma.person.findUnique({ where: { id: person.id } })).toMatchObject({
      ...{ name: '', telegramId: null, home: null, awaiting: null },
    })
    const own = { history: { actorId: person.id } }
    expect(await prisma.words.count({ where: own })).toBe(0)
    expect(await prisma.attachment.count({ where: own })).toBe(0)
    const chat = 80_000_811n
    const about = [{ cardId: { not: null } }, { appeal: { not: null } }]
    expect(await prisma.outbox.count({ where: { chat, OR: about } })).toBe(0)
    for (const table of ['person', 'appeal', 'history', 'words', 'request', 'card', 'draft']) {
      const { rows } = await pool.query(
        `select * from ${table} where ${table}::text ~ 'Mr Forgotten|80000811|red house'`,
      )
      expect(rows, table).toEqual([])
    }
  })

  it('takes the words out of the chats of staff', async () => {
    const number = await desk.submit(812, 'power, my secret words')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(812, number, { act: 'add' }, { words: 'more secret words' })
    await desk.act(STAFF.handler, number, { act: 'ask_extension' }, { words: 'parts' })
    const { prisma } = desk.desk.db
    const showing = (await desk.parcels()).filter(
      ({ chat, body, kind }) => chat !== 812 && kind !== null && body.includes('secret words'),
    )
    const sent = await prisma.outbox.findMany({
      where: { id: { in: showing.map(({ id }) => id) } },
    })
    const cards = [...new Set(sent.map(({ cardId }) => cardId))]
    expect(cards.length).toBeGreaterThan(3)
    await prisma.outbox.updateMany({ data: { state: 'sent' } })

    const person = await desk.person(812)
    await desk.work((work) => forget(work, person))
    for (const cardId of cards) {
      const last = await prisma.outbox.findFirstOrThrow({
        where: { cardId },
        orderBy: { id: 'desc' },
      })
      expect(last.method).toBe('editMessageText')
      expect(JSON.stringify(last.body)).not.toContain('secret words')
    }
  })

  it('keeps the account of a member of staff, whom the org file names', async () => {
    await desk.submit(STAFF.secretary, 'power at my home')
    const person = await desk.person(STAFF.secretary)
    await desk.work((work) => forget(work, person))
    expect(await desk.person(STAFF.secretary)).toMatchObject({
      ...{ id: person.id, name: '', posts: [{ unit: 'anshun', role: 'head' }] },
    })
  })

  it('tells nobody of a resident who has written nothing yet', async () => {
    const person = await desk.person(813)
    await desk.work((work) => forget(work, person))
    expect(await desk.parcels()).toEqual([])
  })
})

describe('a resident who cannot be reached', () => {
  it('shows as such on the task card, by an edit, once', async () => {
    const number = await desk.submit(821, 'power')
    const [refused] = await desk.parcels(821)
    const found = () =>
      desk.work(({ tx }) => foundUnreachable(desk.desk, tx, 821, [refused?.id ?? 0]))
    await desk.clearOutbox()
    await found()
    const parcels = await desk.parcels()
    expect(
      parcels.map(({ chat, delivery, kind, subject }) => [chat, delivery, kind, subject]),
    ).toEqual([
      [STAFF.handler, 'edit', 'task', number],
      [STAFF.head, 'edit', 'task', number],
    ])
    await desk.clearOutbox()
    await found()
    expect(await desk.parcels()).toEqual([])
  })
})
