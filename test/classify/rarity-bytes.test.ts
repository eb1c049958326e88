import { expect, it } from 'vitest'
import { bytesOfCounts, countsFromBytes } from '../../src/classify/rarity-bytes.ts'
import { countRarity } from '../../src/classify/vectors.ts'

const LEAST = -(2 ** 31)
const MOST = 2 ** 31 - 1

it.each([
  ['nothing', []],
  [
    'the smallest and the greatest hash',
    [
      [LEAST, 2],
      [MOST, 3],
    ],
  ],
  [
    'hashes next to each other',
    [
      [-1, 2],
      [0, 2],
      [1, 127],
      [2, 128],
    ],
  ],
  ['large counts', [[7, 1_000_000]]],
] as [string, [number, number][]][])('%s comes back from bytes as it was', (_what, entries) => {
  const counts = new Map(entries)
  expect(countsFromBytes(bytesOfCounts({ documents: 1, counts }))).toEqual(counts)
})

it('what stands in one text only is left out: it is as rare as what nobody ever wrote', () => {
  const { counts, documents } = countRarity(['路灯不亮', '路灯'])
  const kept = countsFromBytes(bytesOfCounts({ counts, documents }))
  expect([...kept.values()]).toEqual([2, 2, 2])
})

it('bytes that end in the middle are refused', () => {
  const bytes = bytesOfCounts({ documents: 1, counts: new Map([[5, 300]]) })
  expect(() => countsFromBytes(bytes.subarray(0, -1))).toThrow(RangeError)
})
