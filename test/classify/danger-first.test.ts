import { expect, it } from 'vitest'
import { dangerFirst } from '../../src/classify/danger-first.ts'
import type { Guess } from '../../src/flows/facts.ts'
import { ORG } from '../support/facts.ts'

const [fire, child] = ORG.emergencies
const emergencies = [
  { ...fire!, category: 'noise' },
  { ...child!, category: null },
]
const spoken = (text: string) =>
  emergencies.flatMap(({ code }) => (text.includes(code) ? code : []))
const guess = (text: string): Guess =>
  text.includes('surely power')
    ? { category: 'power', sure: true, likely: ['power'], because: ['power'] }
    : { category: 'roads', sure: false, likely: ['roads', 'power'], because: [] }

it.each([
  ['what is sure stays', `surely power, ${fire!.code}`, 'power', true],
  ['what is open is of the category of the emergency', fire!.code, 'noise', true],
  ['an emergency without a category leaves it to a dispatcher', child!.code, 'roads', false],
  ['no emergency changes nothing', 'something', 'roads', false],
] as const)('%s', (_rule, text, category, sure) => {
  const read = dangerFirst(guess, { emergencies }, spoken)(text)
  expect(read).toMatchObject({ category, sure })
  expect(read.likely[0]).toBe(category)
})
