import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.clearOutbox())

it('what was sent anyway goes to the dispatchers alone, however sure its category is', async () => {
  const number = await desk.submit(801, 'power lawsuit', { categoryBy: 'person' })
  expect(await desk.appeal(number)).toMatchObject({ status: 'registered', unit: null })
  const [queue, ...more] = (await desk.parcels()).filter(({ chat }) => chat !== 801)
  expect(queue).toMatchObject({ chat: STAFF.dispatcher, kind: 'queue' })
  expect(queue?.body).toContain('Ask the court.')
  expect(more).toEqual([])
})

it('the history keeps as what it was sent, for the figures', async () => {
  const submits = async (number: string) =>
    desk.desk.db.prisma.history.findFirst({
      where: { act: 'submit', appeal: { number } },
      select: { data: true },
    })
  const outside = await submits(await desk.submit(802, 'power lawsuit'))
  expect(outside?.data).toMatchObject({ outside: 'court', category: 'power' })
  const inside = await submits(await desk.submit(803, 'no power'))
  expect(inside?.data).not.toHaveProperty('outside')
})

it('the hint leaves the card once a dispatcher has given it to a unit', async () => {
  const number = await desk.submit(804, 'power lawsuit')
  await desk.act(STAFF.dispatcher, number, { act: 'assign', unit: 'housing' })
  const [task] = await desk.parcels(STAFF.handler)
  expect(task?.kind).toBe('task')
  expect(task?.body).not.toContain('Ask the court.')
})

it('an emergency in it goes to the unit at once', async () => {
  const number = await desk.submit(805, 'the power box of the lawsuit is on fire')
  expect(await desk.appeal(number)).toMatchObject({ status: 'assigned', urgency: 'urgent' })
})
