import { describe, expect, test } from 'vitest'
import { guessWith } from '../../src/classify/guess.ts'

/** A classifier that always gives these shares. */
const guess = (...shares: number[]) => {
  const ranked = shares.map((probability, at) => ({ code: `c${at}`, probability }))
  return guessWith(() => ({ ranked, sure: false, because: [] }))('words')
}

describe('What is offered as likely', () => {
  test.each([
    ['the second matter of two', [0.8, 0.08, 0.005], ['c0', 'c1']],
    ['three at most', [0.4, 0.2, 0.1, 0.1], ['c0', 'c1', 'c2']],
    ['nothing where even the first is far-fetched', [0.1, 0.1, 0.1], []],
    ['nothing where nothing speaks for anything', [], []],
  ])('%s', (_remark, shares, likely) => {
    expect(guess(...shares)).toMatchObject({ category: likely[0] ?? null, likely })
  })
})
