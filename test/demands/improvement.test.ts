import { describe, expect, it } from 'vitest'
import { beforeAndAfter } from '../../src/demands/improvement.ts'
import { DAY_MS } from '../../src/demands/period.ts'

const IMPROVED = 1_000 * DAY_MS
const day = (days: number) => IMPROVED + days * DAY_MS
const letter = (days: number, household: string) => ({ at: day(days), households: [household] })

describe('Before and after an improvement', () => {
  it.each([
    ['13 days are too early', 13, null],
    ['almost 14 days, too', 13.99, null],
    ['from 14 days on it can be said', 14, 14],
    ['only whole days count', 20.8, 20],
    ['90 days are enough', 200, 90],
  ])('%s', (_, passed, days) => {
    expect(beforeAndAfter([], IMPROVED, day(passed))?.days ?? null).toBe(days)
  })

  it('stand beside each other over the same number of days, by households', () => {
    const letters = [
      ...[letter(-21, 'too long ago'), letter(-19, 'a'), letter(-3, 'a'), letter(-2, 'b')],
      ...[letter(0, 'that moment'), letter(1, 'c'), letter(19, 'c'), letter(21, 'not counted yet')],
    ]
    expect(beforeAndAfter(letters, IMPROVED, day(20))).toEqual({
      days: 20,
      before: { letters: 4, households: 3 },
      after: { letters: 2, households: 1 },
    })
  })
})
