import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { loadCase, viewFor } from '../../src/queries/facts.ts'
import { tasksOf } from '../../src/queries/lists.ts'
import { at, NOW, ORG } from '../support/builders.ts'
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

const ASK = { act: 'ask_help', unit: 'anshun' } as const

async function asked(resident: number): Promise<string> {
  const number = await desk.submit(resident, 'power and the gate')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  await desk.clearOutbox()
  await desk.act(STAFF.handler, number, ASK, { words: 'open the cellar' })
  return number
}

const cardsTo = async (chat: number) =>
  (await desk.parcels(chat)).filter(({ kind }) => kind === 'task').map(({ body }) => body)
const textsTo = async (chat: number) => (await desk.parcels(chat)).map(({ body }) => body).join()

async function sees(telegramId: number, number: string): Promise<boolean> {
  const person = await desk.person(telegramId)
  const given = { rules: desk.desk.rules, now: desk.desk.now() }
  return desk.work(async ({ tx }) => {
    return viewFor(person, await loadCase(tx, number, given, false)) !== null
  })
}

describe('a co-unit', () => {
  it('gets a card with what is asked and the words, and nobody’s name', async () => {
    await desk.person(820, 'Mr Named')
    const number = await asked(820)
    const [card] = await cardsTo(STAFF.secretary)
    expect(card).toContain('open the cellar')
    expect(card).toContain('power and the gate')
    expect(card).toContain(`task.helped:${number}`)
    expect(card).not.toContain('Mr Named')
    expect(card).not.toContain('task.note')
    expect((await cardsTo(STAFF.handler)).join()).toContain('anshun')
  })

  it('has it among its tasks until it has reported back to whoever asked', async () => {
    const number = await asked(821)
    const secretary = await desk.person(STAFF.secretary)
    const tasks = () =>
      tasksOf(desk.desk.db.prisma, { person: secretary, org: ORG, now: NOW, page: 0 })
    expect((await tasks()).items.map((one) => one.number)).toContain(number)
    await desk.clearOutbox()
    await desk.act(STAFF.secretary, number, { act: 'help' }, { words: 'cellar is open' })
    expect(await textsTo(STAFF.handler)).toContain('cellar is open')
    expect(await textsTo(821)).not.toContain('cellar')
    expect((await tasks()).items.map((one) => one.number)).not.toContain(number)
  })

  it('no longer sees it once its help is ended', async () => {
    const number = await asked(822)
    expect(await sees(STAFF.secretary, number)).toBe(true)
    await desk.clearOutbox()
    await desk.act(STAFF.handler, number, { act: 'end_help', unit: 'anshun' })
    expect(await sees(STAFF.secretary, number)).toBe(false)
    const edits = (await desk.parcels(STAFF.secretary)).filter(
      ({ method }) => method === 'editMessageText',
    )
    expect(edits.map(({ body }) => body).join()).not.toContain('power and the gate')
    expect(edits).toHaveLength(1)
    // It may be asked again.
    expect(await desk.act(STAFF.handler, number, ASK, { words: 'once more' })).toMatchObject({
      ok: true,
    })
  })

  it('that does not answer in time is reminded once, with the unit that waits, in working hours', async () => {
    desk.at(at('2026-11-26T17:29'))
    await asked(823)
    // Two working days later is Monday.
    desk.at(at('2026-11-30T17:28'))
    await desk.due()
    expect(await textsTo(STAFF.secretary)).not.toContain('到时间了')
    desk.at(at('2026-11-30T17:29'))
    await desk.due()
    expect(await textsTo(STAFF.secretary)).toContain('到时间了')
    expect(await textsTo(STAFF.handler)).toContain('到时间了')
    await desk.clearOutbox()
    desk.later(24 * 7)
    await desk.due()
    expect(await textsTo(STAFF.secretary)).not.toContain('到时间了')
    expect(await desk.desk.db.prisma.timer.count({ where: { kind: 'help_due' } })).toBe(0)
  })

  it('that has answered is reminded of nothing', async () => {
    const number = await asked(824)
    await desk.act(STAFF.secretary, number, { act: 'help' }, { words: 'cellar is open' })
    expect(await desk.desk.db.prisma.timer.count({ where: { kind: 'help_due' } })).toBe(0)
  })

  it('is asked once although two ask at the same moment', async () => {
    const number = await asked(825)
    await desk.act(STAFF.handler, number, { act: 'end_help', unit: 'anshun' })
    const answers = await Promise.all(
      [STAFF.handler, STAFF.head].map((who) => desk.act(who, number, ASK, { words: 'again' })),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers).toContainEqual({ ok: false, refusal: 'helps_already' })
  })
})
