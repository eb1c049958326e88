import { describe, expect, it } from 'vitest'
import { addRates, quantile, shareOf, wilson } from '../../src/figures/rate.ts'

describe('The Wilson interval', () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998),
  // table I, method 3.
  const NEWCOMBE: [number, number, number, number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ]

  it.each(NEWCOMBE)('of %i of %i is the published one: %f to %f', (k, n, low, high) => {
    const interval = wilson(k, n, 0.95)
    expect(interval.low).toBeCloseTo(low, 4)
    expect(interval.high).toBeCloseTo(high, 4)
  })

  it('has ends at which the share is just z standard errors away, whatever the confidence', () => {
    for (const confidence of [0.5, 0.9, 0.95, 0.99, 0.999]) {
      const z = quantile((1 + confidence) / 2)
      for (const [k, n] of [
        [3, 7],
        [19, 20],
        [640, 1000],
      ] as const) {
        for (const end of Object.values(wilson(k, n, confidence))) {
          expect(Math.abs(k / n - end) / Math.sqrt((end * (1 - end)) / n)).toBeCloseTo(z, 8)
        }
      }
    }
  })

  it('knows nothing without a base, and never leaves 0 to 1', () => {
    expect(wilson(0, 0, 0.95)).toEqual({ low: 0, high: 1 })
    expect(wilson(0, 1, 0.999).low).toBe(0)
    expect(wilson(1, 1, 0.999).high).toBe(1)
  })

  it.each([
    [-1, 5],
    [6, 5],
  ])('of %i of %i does not exist', (k, n) => {
    expect(() => wilson(k, n, 0.95)).toThrow(RangeError)
  })
})

describe('The normal quantile', () => {
  const PUBLISHED: [number, number][] = [
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.9, 1.2815515655446004],
    [0.95, 1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [0.995, 2.5758293035489004],
    [0.9995, 3.2905267314919255],
    [0.001, -3.090232306167813],
  ]

  it.each(PUBLISHED)('of %f is %f, to nine digits', (p, z) => {
    expect(Math.abs(quantile(p) - z)).toBeLessThanOrEqual(1.15e-9 * Math.abs(z))
  })

  it.each([0, 1, -0.1, Number.NaN])('of %f does not exist', (p) => {
    expect(() => quantile(p)).toThrow(RangeError)
  })
})

it('A rate without a base has no share, and adds nothing to others', () => {
  expect(shareOf({ k: 0, n: 0 })).toBeNull()
  expect(
    shareOf(
      addRates([
        { k: 1, n: 2 },
        { k: 0, n: 0 },
        { k: 2, n: 2 },
      ]),
    ),
  ).toBe(0.75)
})
