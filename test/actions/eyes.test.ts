import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { show } from '../../src/actions/show.ts'
import type { Shown } from '../../src/flows/effect.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

/** A dispatcher who works in the housing department, too. */
const TWO_POSTS = 190

let test: TestDesk
beforeAll(async () => {
  test = await openTestDesk()
  const { id } = await test.person(TWO_POSTS)
  for (const [unit, role] of [
    ['county', 'dispatcher'],
    ['county', 'leader'],
    ['housing', 'handler'],
  ] as const)
    await test.desk.db.prisma.staff.create({ data: { personId: id, unit, role, name: 'Both' } })
})
beforeEach(() => test.clearOutbox())
afterAll(() => test.close())

/** What a list shows to somebody. */
async function shown(who: number, what: Shown): Promise<string> {
  const person = await test.person(who)
  await test.clearOutbox()
  await test.work((work) => show(work, person, what, null))
  return (await test.parcels(who)).map(({ body }) => body).join()
}

describe('a complaint about staff', () => {
  it.each<[string, Shown]>([
    ['the queue', { what: 'queue', page: 0, edit: false }],
    ['a search', { what: 'find', text: 'rude', page: 0, edit: false }],
    ['the late ones of a unit', { what: 'overdue_unit', unit: 'anshun', page: 0, edit: false }],
    ['a unit on the board', { what: 'board_unit', unit: 'anshun', page: 0, edit: false }],
    ['the lists behind figures', { what: 'stats_list', kept: 'late', page: 0, edit: false }],
  ])('is not in %s for whoever works in that unit, whatever else they are', async (_name, list) => {
    const words = `noise and rude ${list.what}`
    const number = await test.submit(800, words)
    await test.act(STAFF.secretary, number, { act: 'accept' })
    const isQueue = list.what === 'queue'
    if (isQueue)
      await test.act(STAFF.secretary, number, { act: 'ask_return' }, { words: 'not ours' })
    await test.desk.db.prisma.appeal.update({
      where: { number },
      data: { about: 'housing', due: new Date('2026-11-01T00:00:00Z') },
    })
    const seen = await shown(TWO_POSTS, list)
    expect(seen).not.toContain(number)
    expect(seen).not.toContain(words)
    const other = list.what === 'queue' || list.what === 'find' ? STAFF.dispatcher : STAFF.leader
    expect(await shown(other, list), 'the others see it').toContain(number)
  })
})

describe('a member of staff who joins an appeal', () => {
  let number: string
  beforeAll(async () => {
    number = await test.submit(801, 'power is off, says Auntie Wang')
    await test.act(STAFF.handler, number, { act: 'accept' })
    await test.act(STAFF.head, number, { act: 'join' }, { words: 'off at mine as well' })
  })

  it('reads in no list what the other household said', async () => {
    const seen = await shown(STAFF.head, { what: 'unit', page: 0, edit: false })
    expect(seen).toContain(number)
    expect(seen).not.toContain('Auntie Wang')
  })

  it('has a work card no more', async () => {
    const { prisma } = test.desk.db
    const cards = await prisma.card.findMany({
      where: { chat: STAFF.head, kind: 'task', subject: number },
    })
    expect(cards.map(({ live }) => live)).toEqual([false])
  })
})

describe('a request for a decision', () => {
  it('is rewritten for nobody who may no longer see it', async () => {
    const { prisma } = test.desk.db
    const former = await test.person(191)
    const post = await prisma.staff.create({
      data: { personId: former.id, unit: 'county', role: 'dispatcher', name: 'Former' },
    })
    const number = await test.submit(802, 'power gone since the canary sang')
    await test.act(STAFF.handler, number, { act: 'accept' })
    await test.act(STAFF.handler, number, { act: 'ask_return' }, { words: 'not ours' })
    expect((await test.parcels(191)).map(({ body }) => body).join()).toContain('canary')
    await prisma.staff.update({ where: { id: post.id }, data: { retiredAt: new Date() } })
    await prisma.card.updateMany({ where: { chat: 191 }, data: { messageId: 5 } })
    await test.clearOutbox()
    await test.act(STAFF.dispatcher, number, {
      act: 'deny_return',
      request: await test.request(number),
    })
    const told = (await test.parcels(191)).map(({ body }) => body).join()
    expect(told).not.toBe('')
    expect(told).not.toContain('canary')
  })
})
