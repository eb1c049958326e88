import { describe, expect, it } from 'vitest'
import { randomFrom } from '../../src/classify/learning/random.ts'
import { linkByAverage } from '../../src/demands/link.ts'
import { createPairs } from '../../src/demands/pairs.ts'

type Pair = [first: number, second: number, likeness: number]

function link(weights: readonly number[], given: readonly Pair[], least: number): number[][] {
  const pairs = createPairs()
  for (const pair of given) pairs.add(...pair)
  return linkByAverage(weights, pairs.all(), least)
}

/** The definition, word by word: looks at every two groups before each step. */
function linkSlowly(size: number, pairs: readonly Pair[], least: number): number[][] {
  const likeness = new Map(pairs.map(([a, b, alike]) => [`${a} ${b}`, alike]))
  const alike = (a: number, b: number) => likeness.get(`${Math.min(a, b)} ${Math.max(a, b)}`) ?? 0
  const groups = Array.from({ length: size }, (_, index) => [index])
  for (;;) {
    let best = { mean: least, into: -1, from: -1 }
    for (const [into, one] of groups.entries())
      for (const [from, other] of groups.entries()) {
        const sum = one.flatMap((a) => other.map((b) => alike(a, b))).reduce((a, b) => a + b, 0)
        const mean = sum / (one.length * other.length)
        if (into < from && mean >= best.mean && (best.into < 0 || mean > best.mean))
          best = { mean, into, from }
      }
    if (best.into < 0) return groups.map((group) => group.toSorted((a, b) => a - b))
    groups[best.into]?.push(...(groups[best.from] ?? []))
    groups.splice(best.from, 1)
  }
}

function somePairs(size: number, share: number, random: () => number): Pair[] {
  const pairs: Pair[] = []
  for (let second = 1; second < size; second++)
    for (let first = 0; first < second; first++)
      if (random() < share) pairs.push([first, second, random()])
  return pairs
}

const SEEDS = Array.from({ length: 24 }, (_, seed) => seed)
const ONES = (size: number) => Array.from({ length: size }, () => 1)

describe('average linkage', () => {
  it.each(SEEDS)('joins as its definition says (%i)', (seed) => {
    const random = randomFrom(seed)
    const size = 4 + (seed % 20)
    const pairs = somePairs(size, 0.2 + (seed % 4) * 0.25, random)
    const expected = linkSlowly(size, pairs, 0.25)
    expect(link(ONES(size), pairs, 0.25)).toEqual(expected)
    expect(link(ONES(size), pairs.toReversed(), 0.25)).toEqual(expected)
  })

  it.each(SEEDS)(
    'takes one that stands for many as if they had been joined before (%i)',
    (seed) => {
      const random = randomFrom(seed)
      const weights = Array.from({ length: 7 }, () => 1 + Math.floor(random() * 4))
      const pairs = somePairs(weights.length, 0.6, random).map(([a, b, alike]): Pair => [
        a,
        b,
        alike * 0.9,
      ])
      const owners = weights.flatMap((weight, owner) => Array.from({ length: weight }, () => owner))
      const alike = new Map(pairs.map(([a, b, likeness]) => [`${a} ${b}`, likeness]))
      const single = owners.flatMap((owner, second) =>
        owners.slice(0, second).flatMap((other, first): Pair[] => {
          const likeness = owner === other ? 1 : alike.get(`${other} ${owner}`)
          return likeness === undefined ? [] : [[first, second, likeness]]
        }),
      )
      const groups = link(ONES(owners.length), single, 0.25)
      const asOwners = groups.map((group) => [...new Set(group.map((one) => owners[one] ?? -1))])
      expect(link(weights, pairs, 0.25)).toEqual(asOwners)
    },
  )

  it('of nothing is nothing, and without pairs everything stands alone', () => {
    expect(link([], [], 0.1)).toEqual([])
    expect(link([1, 5], [], 0.1)).toEqual([[0], [1]])
  })
})
