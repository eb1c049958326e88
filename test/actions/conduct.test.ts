import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { show } from '../../src/actions/show.ts'
import { similarToDraft } from '../../src/queries/neighbours.ts'
import { NOW, ORG, RULES } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

const COMPLAINT = 'noise: the housing handler shouted at me'
/** A dispatcher who works in the housing department, too. */
const BOTH = 140

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
  const policy = { ...ORG.policy, conduct: ['noise'] }
  desk.desk.rules = { ...RULES, org: { ...ORG, policy } }
  const { id: personId } = await desk.person(BOTH)
  const posts = [
    { unit: 'county', role: 'dispatcher' as const },
    { unit: 'housing', role: 'handler' as const },
  ]
  await desk.desk.db.prisma.staff.createMany({
    data: posts.map((post) => ({ ...post, personId, name: 'both' })),
  })
})
afterAll(() => desk.close())
beforeEach(async () => {
  desk.at(NOW)
  await desk.clearOutbox()
})

const textsTo = async (chat: number) => (await desk.parcels(chat)).map(({ body }) => body).join()

async function offeredTo(telegramId: number, words: string): Promise<number> {
  const { id } = await desk.person(telegramId)
  const draft = await desk.write(telegramId, words)
  const given = { ...desk.desk, now: NOW }
  return (await similarToDraft(desk.desk.db.prisma, draft, id, given)).length
}

describe('a complaint about staff', () => {
  it('is offered to no neighbour to join: one of them may be whom it is about', async () => {
    const noise = 'noise of the drums every single evening under our windows'
    await desk.submit(835, noise)
    expect(await offeredTo(836, noise)).toBe(1)
    const words = 'noise: housing clerks shouting at everybody in the counter hall'
    const number = await desk.submit(837, words)
    expect((await desk.appeal(number)).about).toBe('housing')
    expect(await offeredTo(838, words)).toBe(0)
    expect(await desk.act(BOTH, number, { act: 'join' })).toMatchObject({ refusal: 'not_allowed' })
  })

  it('goes by itself to the unit of its place when it is about another one', async () => {
    const number = await desk.submit(831, COMPLAINT)
    expect(await desk.appeal(number)).toMatchObject({ unit: 'anshun', about: 'housing' })
  })

  it.each([
    ['the unit of its place', 'noise: anshun staff shouted at me', 'anshun'],
    ['somebody whom the words do not name', 'noise: an official shouted at me', null],
  ])('waits for a dispatcher when it is about %s', async (_remark, words, about) => {
    const number = await desk.submit(832, words)
    expect(await desk.appeal(number)).toMatchObject({ status: 'registered', unit: null, about })
  })

  it('reaches nobody of that unit, dispatcher or not, neither as a card nor in a list', async () => {
    const words = 'noise: housing and more, court lawsuit'
    const number = await desk.submit(833, words)
    expect(await desk.appeal(number)).toMatchObject({ status: 'registered', about: 'housing' })
    expect(await textsTo(STAFF.dispatcher)).toContain('housing and more')
    expect(await textsTo(BOTH)).toBe('')
    const both = await desk.person(BOTH)
    for (const shown of [
      { what: 'queue', page: 0, edit: false },
      { what: 'find', text: 'housing and more', page: 0, edit: false },
      { what: 'task', number },
    ] as const)
      await desk.work((work) => show(work, both, shown, null))
    expect(await textsTo(BOTH)).not.toContain('court lawsuit')
    const dispatcher = await desk.person(STAFF.dispatcher)
    await desk.clearOutbox()
    await desk.work((work) => show(work, dispatcher, { what: 'queue', page: 0, edit: false }, null))
    expect(await textsTo(STAFF.dispatcher)).toContain('housing and more')
  })
})
