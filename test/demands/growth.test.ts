import { describe, expect, it } from 'vitest'
import { figuresOf, percentOf, volumeIn, type Counted } from '../../src/demands/growth.ts'
import { DAY_MS } from '../../src/demands/period.ts'

const NOW = 1_000 * DAY_MS
const LONG_AGO = 0

/** A letter of so many days ago. */
const letter = (daysAgo: number, ...households: string[]): Counted => ({
  at: NOW - daysAgo * DAY_MS,
  households,
})
const count = (letters: number, households = letters) => ({ letters, households })

describe('The figures of a demand', () => {
  it('count households, and one that wrote 82 times once', () => {
    const letters = Array.from({ length: 82 }, (_, at) => letter(at / 10, 'zhang'))
    const { month, whole } = figuresOf([...letters, letter(2, 'li')], [], {
      now: NOW,
      openedAt: LONG_AGO,
    })
    expect(month).toEqual(count(83, 2))
    expect(whole).toEqual(count(83, 2))
  })

  it('count everybody behind a letter: who brought it and who joined', () => {
    const letters = [letter(1, 'zhang', 'li', 'wang'), letter(2, 'li')]
    expect(volumeIn(letters, NOW - 30 * DAY_MS, NOW)).toEqual(count(2, 3))
  })

  it.each([
    ['this very moment', 0, { month: 1, before: 0, whole: 1 }],
    ['almost 30 days ago', 29.99, { month: 1, before: 0, whole: 1 }],
    ['30 days ago to the moment', 30, { month: 0, before: 1, whole: 1 }],
    ['59 days ago', 59, { month: 0, before: 1, whole: 1 }],
    ['60 days ago', 60, { month: 0, before: 0, whole: 1 }],
    ['90 days ago', 90, { month: 0, before: 0, whole: 0 }],
    ['in the future', -1, { month: 0, before: 0, whole: 0 }],
  ])('put a letter of %s into one month', (_, daysAgo, expected) => {
    const found = figuresOf([letter(daysAgo, 'a')], [], { now: NOW, openedAt: LONG_AGO })
    const { month, before, whole } = found
    expect({ month: month.letters, before: before?.letters, whole: whole.letters }).toEqual(
      expected,
    )
  })

  it('take last year from what was about it then, and from nothing else', () => {
    const then = [letter(364, 'a'), letter(366, 'b'), letter(394, 'c'), letter(396, 'd')]
    const { lastYear, whole } = figuresOf([], then, { now: NOW, openedAt: LONG_AGO })
    expect(lastYear).toEqual(count(2))
    expect(whole).toEqual(count(0))
  })

  it.each([
    ['was there all the time', 400, { before: count(0), lastYear: count(0), isEarly: false }],
    ['opened 394 days ago', 394, { before: count(0), lastYear: null, isEarly: false }],
    ['opened 60 days ago', 60, { before: count(0), lastYear: null, isEarly: false }],
    ['opened 59 days ago', 59, { before: null, lastYear: null, isEarly: true }],
    ['opened today', 0, { before: null, lastYear: null, isEarly: true }],
  ])('say nothing of a month that a desk which %s saw in part', (_, openedDaysAgo, expected) => {
    const openedAt = NOW - openedDaysAgo * DAY_MS
    const letters = Array.from({ length: 40 }, (__, at) => letter(0, `house ${at}`))
    const {
      before,
      lastYear,
      expected: usual,
      unusual,
    } = figuresOf(letters, [], { now: NOW, openedAt })
    expect({ before, lastYear, isEarly: usual === null }).toEqual(expected)
    expect(unusual).toBe(!expected.isEarly)
  })

  it('expect a month like the two before', () => {
    const letters = [...Array.from({ length: 12 }, (_, at) => letter(31 + at * 4, `house ${at}`))]
    const { expected } = figuresOf(letters, [], { now: NOW, openedAt: LONG_AGO })
    expect(expected).toBeCloseTo(6.25, 10)
  })
})

describe('Growth in per cent', () => {
  it.each([
    [10, 5, 100],
    [5, 10, -50],
    [8, 8, 0],
    [0, 9, -100],
    [7, 6, 17],
    [9, 4, null],
    [9, 0, null],
    [9, null, null],
  ])('of %i households after %s is %s', (now, before, expected) => {
    expect(percentOf(now, before)).toBe(expected)
  })
})
