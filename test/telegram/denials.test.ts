import { expect, it } from 'vitest'
import { createDenials } from '../../src/telegram/denials.ts'

const MINUTE_MS = 60_000

function open() {
  const lines: unknown[] = []
  const note = (facts: unknown) => void lines.push(facts)
  let now = 0
  const denials = createDenials({ info: note, warn: note, error: note }, () => now)
  return {
    denies: (person: number, act: string) => denials(person, { act, refusal: 'not_allowed' }),
    later: (ms: number) => void (now += ms),
    told: () => lines.splice(0),
  }
}

const line = (person: number, act: string, count: number) => ({
  ...{ person, act, refusal: 'not_allowed', count },
})

it('what is not theirs is told at once, and once a minute how often it was since', () => {
  const { denies, later, told } = open()
  for (let times = 0; times < 50; times += 1) denies(7, '/board')
  denies(7, 'task.accept')
  denies(8, '/board')
  expect(told()).toEqual([line(7, '/board', 1), line(7, 'task.accept', 1), line(8, '/board', 1)])
  later(MINUTE_MS)
  denies(7, '/board')
  expect(told()).toEqual([line(7, '/board', 49)])
  later(MINUTE_MS)
  denies(9, '/queue')
  expect(told()).toEqual([line(7, '/board', 1), line(9, '/queue', 1)])
  later(2 * MINUTE_MS)
  denies(7, '/board')
  expect(told(), 'what was long ago begins anew').toEqual([line(7, '/board', 1)])
})

it('thousands who try at once fill two hundred lines a minute, and the others are counted in one', () => {
  const { denies, later, told } = open()
  for (let person = 1; person <= 5_000; person += 1) denies(person, '/board')
  const first = told()
  expect(first).toHaveLength(201)
  expect(first.at(-1)).toEqual({ act: 'others', count: 1 })
  later(MINUTE_MS)
  denies(1, '/board')
  expect(told()).toContainEqual({ act: 'others', count: 4_799 })
})
