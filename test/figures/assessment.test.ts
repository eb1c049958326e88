import { describe, expect, it } from 'vitest'
import { assessment } from '../../src/figures/assessment.ts'
import { percentBetween, pointsBetween } from '../../src/figures/compared.ts'
import { monthOf } from '../../src/figures/period.ts'
import { scoreOf } from '../../src/figures/rank.ts'
import { NONE } from '../../src/figures/rate.ts'
import { noFigures, together } from '../../src/figures/unit-figures.ts'
import { at } from '../support/builders.ts'
import { POLICY } from '../support/policy.ts'
import { answers } from './units.ts'

describe('An assessment', () => {
  const rates = answers('one', [30, 30], [24, 30], [27, 30])
  const whole = {
    ...rates,
    onTime: { accept: { k: 9, n: 10 }, contact: NONE, reply: { k: 6, n: 10 } },
    reworks: { k: 3, n: 30 },
  }

  it('adds up its parts by weight, and shows what they come from', () => {
    const sheet = assessment(whole, { k: 4, n: 5 }, POLICY)
    const score = scoreOf(rates, POLICY.notice)
    expect(sheet.points).toBeCloseTo(score * 0.6 + 75 * 0.2 + 90 * 0.1 + 80 * 0.1, 10)
    expect(sheet.leftOut).toEqual([])
    expect(sheet.parts.map(({ part, counts }) => [part, counts])).toEqual([
      ['rates', 60],
      ['onTime', 20],
      ['rework', 10],
      ['orders', 10],
    ])
    expect(sheet.parts[1]?.rates).toEqual([
      { of: 'accept', rate: { k: 9, n: 10 } },
      { of: 'reply', rate: { k: 6, n: 10 } },
    ])
  })

  it('leaves out what has no base, says so, and stretches the other weights to 100', () => {
    const sheet = assessment(whole, NONE, POLICY)
    expect(sheet.leftOut).toEqual(['orders'])
    const counts = sheet.parts.map((part) => part.counts)
    expect(counts.reduce((sum, one) => sum + one)).toBeCloseTo(100, 10)
    expect(counts[0]).toBeCloseTo((60 / 90) * 100, 10)
  })

  it('counts no rates of a unit with too few answers', () => {
    const few = { ...answers('few', [19, 19]), reworks: { k: 0, n: 19 } }
    const sheet = assessment(few, NONE, POLICY)
    expect([sheet.points, sheet.leftOut]).toEqual([100, ['rates', 'onTime', 'orders']])
  })

  it('of a unit that did nothing has no points', () => {
    expect(assessment(noFigures('idle'), NONE, POLICY)).toMatchObject({ points: null, parts: [] })
  })
})

describe('A comparison', () => {
  it.each([
    ['up', { k: 30, n: 40 }, { k: 20, n: 40 }, 25],
    ['down, to a tenth', { k: 20, n: 30 }, { k: 30, n: 40 }, -8.3],
    ['now too few', { k: 19, n: 19 }, { k: 30, n: 40 }, null],
    ['then too few', { k: 30, n: 40 }, { k: 19, n: 19 }, null],
    ['never anybody', NONE, NONE, null],
  ] as const)('of rates is in percentage points: %s', (_remark, now, then, points) => {
    expect(pointsBetween(now, then, 20)).toBe(points)
  })

  it.each([
    ['twice as many', 80, 40, 100],
    ['fewer', 30, 40, -25],
    ['from too few', 30, 19, null],
    ['to nothing', 0, 20, -100],
    ['from nothing', 5, 0, null],
  ] as const)('of counts is in per cent: %s', (_remark, now, then, percent) => {
    expect(percentBetween(now, then, 20)).toBe(percent)
  })
})

describe('A month', () => {
  it.each([
    ['its last second', '2026-11-30T23:59:59', 0, '2026-11-01T00:00', '2026-12-01T00:00'],
    ['its first', '2026-12-01T00:00', 0, '2026-12-01T00:00', '2027-01-01T00:00'],
    [
      'the one before, over the new year',
      '2027-01-15T12:00',
      1,
      '2026-12-01T00:00',
      '2027-01-01T00:00',
    ],
    ['a year ago', '2026-02-28T12:00', 12, '2025-02-01T00:00', '2025-03-01T00:00'],
  ])('is that of the calendar where the desk is: %s', (_remark, now, earlier, from, to) => {
    const month = monthOf(at(now), 'Asia/Shanghai', earlier)
    expect([month.from, month.to].map(String)).toEqual([at(from), at(to)].map(String))
  })
})

it('Several units together have the sums of their figures', () => {
  const minutes = { n: 3, median: 1, p90: 2, mean: 1.5 }
  const sum = together('county', [answers('a', [10, 20]), answers('b', [5, 7])], minutes)
  expect(sum).toEqual({
    ...answers('county', [15, 27]),
    asked: 37,
    minutes,
  })
})
