import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { partsOf } from '../../src/demands/backing.ts'
import { carryOut } from '../../src/demands/order.ts'
import { findDemands } from '../../src/actions/demands/run.ts'
import { forget } from '../../src/actions/forget.ts'
import { show } from '../../src/actions/show.ts'
import { eraseWords } from '../../src/store/erase.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { anotherNight, emptyDemands, writeLetters } from '../support/letters.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())
beforeEach(() => emptyDemands(desk))

/** Three households; the third does not say the word that makes the label. */
const LETTERS = [
  ...[5001, 5002].map((household) => ({
    ...{ household, daysAgo: 1 },
    words:
      'zebrastripes zebrastripes gone on the crossing by the mill, dangerous crossing by the mill',
  })),
  {
    household: 5003,
    daysAgo: 1,
    words: 'dangerous crossing by the mill, the crossing by the mill is gone',
  },
]
const LABEL = 'zebrastripes'

const label = async () => (await desk.desk.db.prisma.demand.findFirstOrThrow()).label
const erase = (telegramId: number) =>
  desk.work(async (work) => forget(work, await desk.person(telegramId)))

/** The desk's own label may be any of the words: here it is one whose households are known. */
function nightWithLabel(before: () => Promise<unknown> = () => Promise.resolve()) {
  desk.later(24)
  return findDemands(desk.desk, new AbortController().signal, async (order) => {
    const grouped = carryOut(order)
    await before()
    const groups = grouped.groups.map((group) => ({
      ...group,
      label: partsOf(LABEL, order.letters),
    }))
    return { ...grouped, groups }
  })
}

describe('words that are erased', () => {
  it('leave the label when only one household still stands behind it, and all its cards', async () => {
    await writeLetters(desk, LETTERS)
    await nightWithLabel()
    const { id } = await desk.desk.db.prisma.demand.findFirstOrThrow()
    const leader = await desk.person(STAFF.leader)
    const card = { what: 'demand', demand: id, edit: false } as const
    await desk.work((work) => show(work, leader, card, null))
    expect((await desk.parcels(STAFF.leader)).at(-1)?.body).toContain(LABEL)
    expect(await label()).toBe(LABEL)
    await desk.clearOutbox()
    await erase(5003)
    expect(await label()).toBe(LABEL)
    await erase(5001)
    expect(await label()).toBe('')
    const edits = await desk.parcels(STAFF.leader)
    expect(edits.map(({ method, subject }) => [method, subject])).toEqual([
      ['editMessageText', String(id)],
    ])
    expect(edits[0]?.body).not.toContain(LABEL)
  })

  it('leave it, too, when their time to be kept is over', async () => {
    const written = await writeLetters(desk, LETTERS)
    await nightWithLabel()
    for (const { letter, number } of written) {
      await desk.act(letter.household, number, { act: 'withdraw' })
    }
    desk.later(730 * 24)
    await desk.due()
    expect(await desk.desk.db.prisma.words.count({ where: { history: { act: 'submit' } } })).toBe(0)
    expect(await label()).toBe('')
  })

  it('do not come back by a run that had read them before', async () => {
    await writeLetters(desk, LETTERS)
    await nightWithLabel(() => erase(5001))
    expect(await label()).toBe('')
  })

  it('never make the label of one person', async () => {
    await writeLetters(
      desk,
      LETTERS.map((letter) => ({ ...letter, household: 5001 })),
    )
    await nightWithLabel()
    expect(await desk.desk.db.prisma.demand.count()).toBe(0)
  })

  it('leave the figures as they were', async () => {
    const [first] = await writeLetters(desk, LETTERS)
    await nightWithLabel()
    await desk.work(({ tx }) => eraseWords(tx, first!.number))
    await anotherNight(desk)
    expect(await desk.desk.db.prisma.demand.findFirstOrThrow()).toMatchObject({
      letters: 3,
      households: 3,
    })
  })
})
