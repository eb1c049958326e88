import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dispatchQueue } from '../../src/queries/lists.ts'
import { at, NOW, ORG } from '../support/builders.ts'
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

const historyOf = (number: string) =>
  desk.desk.db.prisma.history.findMany({
    where: { appeal: { number } },
    orderBy: { seq: 'asc' },
    select: { act: true, data: true },
  })

describe('an appeal that speaks of an emergency', () => {
  it('is urgent from its number on, and the history says why', async () => {
    desk.at(at('2026-11-27T23:00'))
    const number = await desk.submit(701, 'the power box is on fire')
    const appeal = await desk.appeal(number)
    expect(appeal).toMatchObject({ urgency: 'urgent', emergencies: ['fire'], status: 'assigned' })
    expect(appeal.due).toEqual(at('2026-11-28T23:00'))
    const [submitted] = await historyOf(number)
    expect(submitted?.data).toMatchObject({ urgency: 'urgent', emergencies: 'fire' })
    const [task] = await desk.parcels(STAFF.handler)
    expect(task?.body).toContain('急件')
    const [promise] = await desk.parcels(701)
    expect(promise?.body).toContain('Urgent')
  })

  it('stands first in the queue', async () => {
    await desk.submit(702, 'something is strange')
    const number = await desk.submit(703, 'something is on fire')
    const person = await desk.person(STAFF.dispatcher)
    const { items } = await desk.work(({ tx, now }) =>
      dispatchQueue(tx, { person, org: ORG, now, page: 0 }),
    )
    expect(items[0]).toMatchObject({ number, urgency: 'urgent' })
  })
})

describe('an emergency in an addition', () => {
  it('raises the appeal in the same transaction, and the whole unit hears', async () => {
    const number = await desk.submit(704, 'the power is off')
    await desk.clearOutbox()
    await desk.act(704, number, { act: 'add', emergencies: ['fire'] }, { words: 'it is on fire' })
    const appeal = await desk.appeal(number)
    expect(appeal).toMatchObject({ urgency: 'urgent', emergencies: ['fire'] })
    expect(appeal.due).toEqual(NOW.add({ hours: 24 }))
    expect((await historyOf(number)).map(({ act, data }) => [act, data])).toEqual([
      ['submit', expect.objectContaining({ urgency: 'normal' })],
      ['assign', expect.anything()],
      ['add', { emergencies: 'fire' }],
      ['raise', { urgency: 'urgent' }],
    ])
    for (const chat of [STAFF.handler, STAFF.head]) {
      const bodies = (await desk.parcels(chat)).map(({ body }) => body)
      expect(
        bodies.some((body) => body.includes('有危险')),
        String(chat),
      ).toBe(true)
    }
  })

  it('is heard by the dispatchers while no unit has the appeal', async () => {
    const number = await desk.submit(705, 'something is strange')
    await desk.clearOutbox()
    await desk.act(705, number, { act: 'add', emergencies: ['fire'] }, { words: 'it is on fire' })
    const bodies = (await desk.parcels(STAFF.dispatcher)).map(({ body }) => body)
    expect(bodies.some((body) => body.includes('有危险'))).toBe(true)
    expect(await desk.appeal(number)).toMatchObject({ urgency: 'urgent', due: null })
  })

  it('is there once, however often it is said', async () => {
    const number = await desk.submit(706, 'the power is off')
    const add = { act: 'add', emergencies: ['fire'] } as const
    await desk.act(706, number, add, { words: 'it is on fire' })
    await desk.act(706, number, add, { words: 'still on fire' })
    expect((await historyOf(number)).map(({ act }) => act)).toEqual([
      'submit',
      'assign',
      'add',
      'raise',
      'add',
    ])
  })
})
