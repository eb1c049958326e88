import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { adminView } from '../../src/queries/admin.ts'
import type { AdminView } from '../../src/flows/figures/admin.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
  await desk.desk.db.prisma.inbox.deleteMany()
})

function view(): Promise<AdminView> {
  return desk.work(({ tx, desk: { rules }, now }) => adminView(tx, rules.org, now))
}

const minutesAgo = (minutes: number) => new Date(Date.now() - 60_000 * minutes)
const UNSENT = { chat: 1n, delivery: 'must', method: 'sendMessage', body: {} } as const

it('What has just come in or is just going out does not wait', async () => {
  const { prisma } = desk.desk.db
  await prisma.inbox.create({ data: { updateId: 1n, lane: 1n, body: {} } })
  await prisma.outbox.create({ data: UNSENT })
  const { incoming, outgoing } = await view()
  expect([incoming.count, outgoing.count]).toEqual([0, 0])
})

it('What waits is counted with the age of the oldest; what is for later does not wait yet', async () => {
  const { prisma } = desk.desk.db
  await prisma.inbox.createMany({
    data: [9.5, 1].map((ago, at) => ({
      ...{ updateId: BigInt(10 + at), lane: 1n, body: {}, receivedAt: minutesAgo(ago) },
    })),
  })
  await prisma.outbox.createMany({
    data: [
      { ...UNSENT, createdAt: minutesAgo(4.5) },
      { ...UNSENT, createdAt: minutesAgo(60), notBefore: minutesAgo(-5) },
    ],
  })
  expect(await view()).toMatchObject({
    incoming: { count: 2, minutes: 9, aside: 0 },
    outgoing: { count: 1, minutes: 4, givenUp: 0 },
  })
})

it('What was put aside or given up is counted, and not what nobody was there for or a newer one replaced', async () => {
  const { prisma } = desk.desk.db
  await prisma.inbox.create({ data: { updateId: 20n, lane: 1n, state: 'failed' } })
  const failed = { ...UNSENT, state: 'failed' } as const
  await prisma.outbox.createMany({
    data: [
      { ...failed, error: 'refused 400: no' },
      { ...failed, error: 'unknown: the deliverer ended' },
      { ...failed, error: 'refused 400: no', createdAt: minutesAgo(25 * 60) },
      { ...failed, error: 'unreachable: blocked' },
      { ...failed, error: 'refused 400: no', delivery: 'edit' },
      { ...failed, error: 'replaced', delivery: 'edit' },
    ],
  })
  const { incoming, outgoing } = await view()
  expect([incoming.aside, outgoing.givenUp]).toEqual([1, 2])
})

it('What is to happen by itself is late after ten minutes of desk time', async () => {
  const { prisma } = desk.desk.db
  await prisma.timer.deleteMany()
  const dueAt = new Date(NOW.epochMilliseconds)
  await prisma.timer.create({ data: { kind: 'refresh', subject: 'x', dueAt } })
  desk.later(0.1)
  expect((await view()).late).toBe(0)
  desk.later(0.1)
  expect((await view()).late).toBe(1)
})

it('Whoever has a post and has not written stands there by name until they press Start', async () => {
  const { prisma } = desk.desk.db
  await prisma.person.updateMany({
    where: { telegramId: BigInt(STAFF.handler) },
    data: { name: '' },
  })
  const { staff } = await view()
  const names = staff.silent.map(({ name }) => name)
  const post = await prisma.staff.findFirstOrThrow({
    where: { person: { telegramId: BigInt(STAFF.handler) } },
  })
  expect(names).toContain(post.name)
  await prisma.person.updateMany({
    where: { telegramId: BigInt(STAFF.handler) },
    data: { name: 'Li' },
  })
  const later = (await view()).staff
  expect(later.silent.length).toBe(staff.silent.length - 1)
  expect(later.people).toBe(staff.people)
})

it('Units without a handler or a head are named, the county is not', async () => {
  const { empty } = await view()
  expect(empty).toContain('empty')
  expect(empty).not.toContain('housing')
  expect(empty).not.toContain('county')
})
