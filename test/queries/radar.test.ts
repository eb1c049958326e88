import { afterAll, beforeAll, expect, it } from 'vitest'
import { radar } from '../../src/figures/radar.ts'
import { radarFacts } from '../../src/queries/radar.ts'
import { NOW } from '../support/builders.ts'
import { openTestDesk, STAFF, type TestDesk } from '../support/desk.ts'
import { POLICY } from '../support/policy.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk.close())

const facts = () =>
  desk.work(({ tx }) =>
    radarFacts(tx, { from: NOW, to: NOW.add({ hours: 24 * 60 }) }, POLICY.radar),
  )

async function resolved(resident: number, words: string): Promise<string> {
  const number = await desk.submit(resident, 'power')
  await desk.act(STAFF.handler, number, { act: 'accept' })
  desk.later(1)
  await desk.act(STAFF.handler, number, { act: 'resolve' }, { words })
  return number
}

async function answer(resident: number, number: string, rating: string) {
  await desk.act(resident, number, { act: 'contacted', answer: 'yes' })
  await desk.act(resident, number, { act: 'solved', answer: 'yes' })
  await desk.act(resident, number, { act: 'satisfied', answer: rating })
}

it('The radar sees the same words however they are typed, and shows none of them', async () => {
  const numbers: string[] = []
  for (const [at, words] of [
    '已修好，谢谢',
    ' 已修好 谢谢。',
    '已修好!谢谢',
    '不一样的话',
  ].entries())
    numbers.push(await resolved(800 + at, words))
  const found = await facts()
  const [first, second, third, other] = found.replies
  expect([second?.digest, third?.digest]).toEqual([first?.digest, first?.digest])
  expect(other?.digest).not.toBe(first?.digest)
  expect(JSON.stringify(found)).not.toMatch(/修好|谢谢|一样/)
  const signs = radar(found, { ...POLICY.radar, identical: 3 })
  expect(signs).toMatchObject([
    { sign: 'identical', unit: 'housing', k: 3, n: 4, numbers: numbers.slice(0, 3) },
  ])
})

it('A reply knows how long it had left', async () => {
  const number = await resolved(810, 'in good time')
  const reply = (await facts()).replies.find((one) => one.number === number)
  const { due } = await desk.appeal(number)
  const left = due!.since(NOW).total('minutes')
  expect(reply?.minutesLeft).toBeGreaterThan(0)
  expect(reply?.minutesLeft).toBeLessThan(left)
})

it.each([
  ['who writes of the same within a week is back', '5', 24 * 7 - 1, true],
  ['who writes later is not', '5', 24 * 7 + 1, false],
  ['who was not satisfied is none of them', '2', 1, undefined],
] as const)('Satisfied, and soon back: %s', async (_remark, rating, hours, isBack) => {
  const resident = 820 + hours
  const number = await resolved(resident, `reply to ${resident}`)
  await answer(resident, number, rating)
  desk.later(hours)
  await desk.submit(resident, 'power')
  const seen = (await facts()).satisfied.find((one) => one.number === number)
  expect(seen?.isBack).toBe(isBack)
})

it('A return names who gave it back and who had it next', async () => {
  const number = await desk.submit(830, 'power')
  await desk.act(STAFF.handler, number, { act: 'ask_return' }, { words: 'theirs' })
  const request = await desk.request(number)
  await desk.act(STAFF.dispatcher, number, { act: 'approve_return', request, unit: 'anshun' })
  expect((await facts()).returns).toEqual([{ unit: 'housing', number, next: 'anshun' }])
})

it('A resident who was asked for a good rating is held against the unit that replied', async () => {
  const number = await resolved(840, 'please be kind')
  await answer(840, number, '5')
  await desk.act(840, number, { act: 'pressed' })
  const { pressed, asked } = await facts()
  expect(pressed).toEqual([{ unit: 'housing', number }])
  expect(asked.get('housing')).toBeGreaterThan(0)
})
