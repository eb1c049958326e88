import { describe, expect, it } from 'vitest'
import { peerGroups } from '../../src/figures/peers.ts'
import { rank, scoreOf } from '../../src/figures/rank.ts'
import { wilson } from '../../src/figures/rate.ts'
import { whatWouldChange } from '../../src/figures/what-would-change.ts'
import { ORG } from '../support/builders.ts'
import { POLICY } from '../support/policy.ts'
import { answers } from './units.ts'

const { notice } = POLICY
const places = (...units: Parameters<typeof rank>[0]) =>
  rank(units, notice).ranked.map(({ place, unit }) => `${place} ${unit}`)

describe('Peers', () => {
  it('are units of one kind; the county has none', () => {
    expect(peerGroups(ORG)).toEqual([
      { kind: 'community', units: ['anshun'] },
      { kind: 'township', units: ['town'] },
      { kind: 'department', units: ['housing', 'empty'] },
    ])
  })

  it('of a kind that is not there are no group', () => {
    const communities = ORG.units.filter(({ kind }) => kind === 'community')
    expect(peerGroups({ units: communities }).map(({ kind }) => kind)).toEqual(['community'])
  })
})

describe('A ranking', () => {
  it('prefers many good answers to few perfect ones', () => {
    expect(places(answers('few', [20, 20]), answers('many', [190, 200]))).toEqual([
      '1 many',
      '2 few',
    ])
  })

  it('leaves out who has fewer than 20 answers, however good', () => {
    const { ranked, notRanked } = rank(
      [answers('small', [19, 19]), answers('just', [0, 20])],
      notice,
    )
    expect(ranked.map(({ unit }) => unit)).toEqual(['just'])
    expect(notRanked.map(({ unit }) => unit)).toEqual(['small'])
  })

  it('scores the weighted lower ends of three intervals', () => {
    const unit = answers('one', [28, 30], [20, 30], [10, 29])
    const low = (k: number, n: number) => wilson(k, n, 0.95).low
    const score = 30 * low(28, 30) + 35 * low(20, 30) + 35 * low(10, 29)
    expect(scoreOf(unit, notice)).toBeCloseTo(score, 10)
  })

  it('weighs as the policy says', () => {
    const quick = answers('quick', [30, 30], [10, 30])
    const thorough = answers('thorough', [10, 30], [25, 30])
    expect(places(quick, thorough)[0]).toBe('1 thorough')
    const weights = { response: 100, solution: 0, satisfaction: 0 }
    expect(rank([quick, thorough], { ...notice, weights }).ranked[0]?.unit).toBe('quick')
  })

  it('is the same whatever order the units come in: equal ones stand by their code', () => {
    const units = ['c', 'a', 'b'].map((unit) => answers(unit, [25, 30]))
    expect(places(...units)).toEqual(['1 a', '2 b', '3 c'])
    expect(places(...units.reverse())).toEqual(['1 a', '2 b', '3 c'])
  })

  it('lets the plain share decide where scores are equal', () => {
    // Nobody content: the lower end is nought for both in two questions, and only the third tells them apart.
    const weights = { response: 0, solution: 50, satisfaction: 50 }
    const policy = { ...notice, weights, confidence: 0.999, minimum: 1 }
    const none = answers('a', [0, 1], [0, 1], [0, 1])
    const also = answers('b', [0, 9], [0, 9], [0, 9])
    expect(rank([also, none], policy).ranked.map(({ unit, score }) => [unit, score])).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })
})

describe('What would have changed the place', () => {
  const first = answers('first', [40, 40], [36, 40], [36, 40])

  it.each([
    ['the first: nothing', answers('best', [40, 40]), null],
    [
      'behind by little: a few more of one question, the one that needs fewest',
      answers('zone', [40, 40], [30, 40], [36, 40]),
      { by: 'solution', more: 7 },
    ],
    [
      'equal, and behind by code alone: one more of the question that is asked first',
      answers('second', [38, 40], [36, 40], [36, 40]),
      { by: 'response', more: 1 },
    ],
    ['behind in everything: more in all three', answers('far', [10, 40]), { by: 'all', more: 28 }],
    [
      'too few answers: so many more of them',
      answers('small', [3, 17]),
      { by: 'answers', more: 3 },
    ],
    [
      'too few people to pass, even if all were content',
      answers('tiny', [20, 20], [20, 20], [20, 20]),
      null,
    ],
  ] as const)('%s', (_remark, unit, expected) => {
    const bars: Record<string, typeof unit> = {
      tiny: answers('first', [200, 200]),
      second: answers('first', [38, 40], [36, 40], [36, 40]),
    }
    const bar = bars[unit.unit] ?? first
    expect(whatWouldChange(rank([bar, unit], notice), unit.unit, notice)).toEqual(expected)
  })

  it('is exact: with one answer fewer it stays where it is', () => {
    for (let solved = 0; solved < 36; solved++) {
      const unit = answers('unit', [40, 40], [solved, 40], [36, 40])
      const ranking = rank([first, unit], notice)
      const change = whatWouldChange(ranking, 'unit', notice)
      if (change?.by !== 'solution') continue
      const placeWith = (more: number) =>
        rank([first, answers('unit', [40, 40], [solved + more, 40], [36, 40])], notice).ranked.find(
          (one) => one.unit === 'unit',
        )?.place
      expect([placeWith(change.more), placeWith(change.more - 1)]).toEqual([1, 2])
    }
  })

  it('of a unit that is not there is a fault', () => {
    expect(() => whatWouldChange(rank([first], notice), 'nobody', notice)).toThrow('nobody')
  })
})
