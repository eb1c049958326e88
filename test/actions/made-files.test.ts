import { afterAll, beforeAll, expect, it } from 'vitest'
import { rewrite } from '../../src/actions/cards.ts'
import { keepFile, sendDocument, sendPicture } from '../../src/actions/made-files.ts'
import { liveCards } from '../../src/store/cards.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

const bytes = new Uint8Array([1, 2, 3])
const SAID = { screen: 'home_set', unit: 'anshun' } as const

it('A picture goes out with its caption, and is rewritten as what it is', async () => {
  const leader = await desk.person(STAFF.leader)
  await desk.work(async (work) => {
    const file = await keepFile(work, { kind: 'photo', name: 'board.png', bytes })
    sendPicture(work, leader, file, SAID, { kind: 'board', subject: 'desk' })
  })
  await desk.work(async (work) => {
    const [card] = await liveCards(work.tx, ['board'], 'desk')
    await rewrite(work, card!, 'en', { screen: 'home_set', unit: 'housing' })
  })
  const sent = await desk.parcels(STAFF.leader)
  expect(sent.map(({ method, delivery, kind }) => [method, delivery, kind])).toEqual([
    ['sendPhoto', 'must', 'board'],
    ['editMessageCaption', 'edit', 'board'],
  ])
  const bodies = sent.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
  expect(bodies.map(({ caption }) => caption)).toEqual([
    expect.stringContaining('anshun'),
    expect.stringContaining('housing'),
  ])
  expect(bodies[0]).toMatchObject({ photo: { made: expect.any(Number) as number } })
  expect(bodies[1]).not.toHaveProperty('text')
})

it('A document goes to everybody from one copy, and is forgotten with the transaction', async () => {
  const people = await Promise.all([STAFF.head, STAFF.handler].map((one) => desk.person(one)))
  const file = { kind: 'document', name: 'notice.txt', bytes } as const
  const sendTo = (given: typeof people) =>
    desk.work(async (work) => {
      const id = await keepFile(work, file)
      for (const person of given) sendDocument(work, person, id, SAID)
      if (given.length === 1) throw new Error('undone')
    })
  await expect(sendTo(people.slice(0, 1))).rejects.toThrow('undone')
  expect(await desk.desk.db.prisma.madeFile.count({ where: { kind: 'document' } })).toBe(0)
  await sendTo(people)
  expect(await desk.desk.db.prisma.madeFile.count({ where: { kind: 'document' } })).toBe(1)
  for (const { telegramId } of people)
    expect((await desk.parcels(telegramId)).map(({ method }) => method)).toEqual(['sendDocument'])
})
