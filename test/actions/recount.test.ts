import { afterAll, beforeAll, expect, it } from 'vitest'
import { beginCounting, reindex } from '../../src/actions/recount.ts'
import { hashOf, rarityOf } from '../../src/classify/vectors.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

const OPEN = 5
let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  for (let who = 0; who < OPEN; who++) await desk.submit(1000 + who, `第${who}号楼 power 停了`)
})
afterAll(() => desk.close())

const rarity = () => desk.work(({ tx }) => desk.desk.search.rarity(tx))
const timers = () =>
  desk.desk.db.prisma.timer.findMany({ where: { kind: { in: ['recount', 'reindex'] } } })

it('a desk that never counted counts at once, indexes all that is open, and counts again at night', async () => {
  const { prisma } = desk.desk.db
  await prisma.posting.deleteMany()
  const before = rarityOf(hashOf('power'), await rarity())
  await beginCounting(desk.desk)
  await desk.due()
  expect(rarityOf(hashOf('power'), await rarity())).toBeLessThan(before)
  expect(await prisma.posting.groupBy({ by: ['appealId'] })).toHaveLength(OPEN)
  const [next, ...more] = await timers()
  expect(more).toEqual([])
  expect(next?.dueAt.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })).toBe('03:30:00')
  desk.later(24)
  expect(await desk.due()).toBeGreaterThan(0)
  expect(await timers()).toHaveLength(1)
})

it('the index is built anew a few appeals at a time, each time after the last', async () => {
  const { prisma } = desk.desk.db
  await prisma.posting.deleteMany()
  const indexed: number[] = []
  for (let subject: string | undefined = '0'; subject !== undefined;) {
    const after: string = subject
    await desk.work((work) => reindex(work, { subject: after }, 2))
    indexed.push((await prisma.posting.groupBy({ by: ['appealId'] })).length)
    const [next] = await prisma.timer.findMany({ where: { kind: 'reindex' } })
    await prisma.timer.deleteMany({ where: { kind: 'reindex' } })
    subject = next?.subject
  }
  expect(indexed).toEqual([2, 4, 5, 5])
})

it('a second start, or a second replica, does not begin anew', async () => {
  const before = await timers()
  await beginCounting(desk.desk)
  expect(await timers()).toEqual(before)
})
