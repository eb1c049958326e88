import { expect, it } from 'vitest'
import { cameLate, tellsOfAway } from '../../src/domain/away.ts'

const minutes = (count: number) => count * 60_000
const BACK = minutes(600)

const CASES = [
  { what: 'written at once before it is heard', written: 600, told: null, tells: false },
  { what: 'nine minutes before the desk came back', written: 591, told: null, tells: false },
  { what: 'ten minutes before', written: 590, told: null, tells: true },
  { what: 'a day before', written: 0, told: null, tells: true },
  { what: 'a press, which does not say when', written: null, told: null, tells: false },
  { what: 'by a clock that is ahead of ours', written: 700, told: null, tells: false },
  { what: 'told already in this outage', written: 590, told: 600, tells: false },
  { what: 'written later than another, told of that', written: 580, told: 600, tells: false },
  { what: 'told in an outage before', written: 590, told: 300, tells: true },
  { what: 'told, and wrote in the same moment', written: 300, told: 300, tells: false },
] as const

it.each(CASES)('$what: told that the desk was away: $tells', ({ written, told, tells }) => {
  const hearing = { written: written === null ? null : minutes(written), heard: BACK }
  expect(tellsOfAway(hearing, told === null ? null : minutes(told))).toBe(tells)
})

it('who was told is not asked for a message that came in time', () => {
  expect(cameLate({ written: BACK - minutes(9), heard: BACK })).toBe(false)
})
