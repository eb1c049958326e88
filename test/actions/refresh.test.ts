import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { inTransaction } from '../../src/actions/desk.ts'
import { findWithRequest } from '../../src/store/requests.ts'
import { at, NOW } from '../support/builders.ts'
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

const TUESDAY = at('2026-11-24T08:30')
const WEDNESDAY = at('2026-11-25T08:30')

async function refreshes(number: string): Promise<string[]> {
  const where = { kind: 'refresh', subject: number }
  const rows = await desk.desk.db.prisma.timer.findMany({ where })
  return rows.map(({ dueAt }) => dueAt.toISOString())
}

const asStored = (moment: Temporal.Instant) => new Date(moment.epochMilliseconds).toISOString()

describe('the cards of an open appeal', () => {
  it('count the days that are left anew every day of work, by edits that nothing rings for', async () => {
    const number = await desk.submit(901, 'power')
    const before = (await desk.parcels(901)).find(({ kind }) => kind === 'promise')
    expect(before?.body).toContain('3 working days left')
    await desk.clearOutbox()

    desk.at(TUESDAY.subtract({ seconds: 1 }))
    expect(await desk.due()).toBe(0)
    desk.at(TUESDAY)
    expect(await desk.due()).toBe(1)
    const parcels = await desk.parcels()
    expect(parcels.map(({ chat, delivery, kind }) => [chat, delivery, kind]).sort()).toEqual([
      [STAFF.handler, 'edit', 'task'],
      [STAFF.head, 'edit', 'task'],
      [901, 'edit', 'promise'],
    ])
    for (const { body } of parcels) expect(body).toMatch(/2 working days left|2 个工作日/)
    expect(await refreshes(number)).toEqual([asStored(WEDNESDAY)])
  })

  it('say that they are late on the first day on which they are', async () => {
    await desk.submit(902, 'power')
    desk.at(at('2026-11-27T08:30'))
    await desk.clearOutbox()
    expect(await desk.due()).toBe(1)
    const [promise] = await desk.parcels(902)
    expect(promise?.body).toContain('1 day late')
  })

  it('are left alone while the clock pauses, and once a reply is out', async () => {
    const number = await desk.submit(903, 'power')
    await desk.act(STAFF.handler, number, { act: 'accept' })
    await desk.act(STAFF.handler, number, { act: 'ask' }, { words: 'which house?' })
    expect(await refreshes(number)).toEqual([])
    await desk.act(903, number, { act: 'answer' }, { words: 'the red one' })
    expect(await refreshes(number)).toEqual([asStored(TUESDAY)])
    await desk.act(STAFF.handler, number, { act: 'resolve' }, { words: 'repaired' })
    expect(await refreshes(number)).toEqual([])
  })

  it('are not waited for when somebody changes the appeal at that very moment', async () => {
    const number = await desk.submit(904, 'power')
    await desk.clearOutbox()
    desk.at(TUESDAY)
    await inTransaction(desk.desk, async ({ tx }) => {
      await findWithRequest(tx, number, true)
      expect(await desk.due()).toBe(1)
    })
    expect(await desk.parcels()).toEqual([])
    expect(await refreshes(number)).toEqual([asStored(WEDNESDAY)])
  })
})
