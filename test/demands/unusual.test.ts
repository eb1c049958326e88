import { describe, expect, it } from 'vitest'
import { expectedNow, isUnusual, poissonTail } from '../../src/demands/unusual.ts'

describe('The upper tail of a Poisson distribution', () => {
  // Summed to eighty digits.
  it.each([
    [0, 3, 1.0],
    [1, 0.25, 0.22119921692859512],
    [5, 0.25, 6.611710561034247e-6],
    [5, 2.25, 0.07801410740927754],
    [7, 2.25, 0.008372071558560583],
    [12, 3, 7.13866289742066e-5],
    [10, 10, 0.5420702855281478],
    [120, 100, 0.028230393964865694],
    [60, 3, 2.667473737483062e-55],
    [4000, 3000, 8.71313610104626e-68],
  ])('P(X ≥ %i) for a mean of %f is %f', (k, mean, expected) => {
    expect(poissonTail(k, mean) / expected).toBeCloseTo(1, 10)
  })

  it('falls with k from one towards nought, and never gets there', () => {
    for (const mean of [0.01, 0.5, 3, 30, 700]) {
      let before = 1
      for (let k = 0; k < 2 * mean + 40; k += Math.ceil(mean / 30)) {
        const tail = poissonTail(k, mean)
        expect(tail).toBeLessThanOrEqual(before + 1e-12)
        expect(tail).toBeGreaterThan(0)
        before = tail
      }
    }
  })

  it('neither drowns nor overflows where the naive sums do', () => {
    expect(poissonTail(60, 3)).toBeGreaterThan(0)
    expect(poissonTail(60, 3)).toBeLessThan(1e-50)
    expect(poissonTail(4_000, 3_000)).toBeGreaterThan(0)
    expect(poissonTail(3_000, 4_000)).toBe(1)
    expect(poissonTail(3, 0)).toBe(0)
  })
})

describe('An unusual month', () => {
  it.each([
    ['nobody ever, then four', 0, 4, false],
    ['nobody ever, then five', 0, 5, true],
    ['two a month, then six', 4, 6, false],
    ['two a month, then seven', 4, 7, true],
    ['fifty a month, then sixty', 100, 60, false],
    ['fifty a month, then seventy', 100, 70, true],
    ['fifty a month, then five', 100, 5, false],
  ])('%s', (_, before, households, expected) => {
    const usual = expectedNow(before, 60)
    expect(usual).not.toBeNull()
    expect(isUnusual(households, usual ?? 0)).toBe(expected)
  })

  it('is not told from less than a month before', () => {
    expect(expectedNow(0, 29.9)).toBeNull()
    expect(expectedNow(3, 30)).toBeCloseTo(3.5, 10)
  })
})
