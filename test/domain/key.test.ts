import { describe, expect, it } from 'vitest'
import type { Appeal } from '../../src/domain/appeal.ts'
import { keyReasons, newReasons, type EndedClaim } from '../../src/domain/key.ts'
import type { Policy } from '../../src/domain/policy.ts'
import { appeal, at, NOW, ORG, RULES } from '../support/builders.ts'

const rulesWith = (claims: Partial<Policy['claims']>) => {
  const policy = { ...ORG.policy, claims: { ...ORG.policy.claims, ...claims } }
  const categories = ORG.categories.map((one) =>
    one.code === 'power' ? { ...one, parent: 'livelihood' } : one,
  )
  return { ...RULES, org: { ...ORG, policy, categories } }
}

describe('an appeal', () => {
  it.each<[string, Partial<Appeal>, number, string[]]>([
    ['as it comes is no key one', {}, 0, []],
    ['brought again twice is none', {}, 2, []],
    ['brought again three times is one', {}, 3, ['repeats']],
    ['that came back once and was brought again twice is one', { rounds: 1 }, 2, ['repeats']],
    ['that came back twice is one', { rounds: 2 }, 0, ['dissatisfied']],
    ['that came back three times is one twice over', { rounds: 3 }, 0, ['repeats', 'dissatisfied']],
    ['behind which nine neighbours stand is none', { households: 10 }, 0, []],
    ['behind which ten neighbours stand is one', { households: 11 }, 0, ['joiners']],
    ['that is not seriously late yet is none', { seriousAt: at('2026-11-23T09:01') }, 0, []],
    ['that is seriously late is one', { seriousAt: at('2026-11-23T09:00') }, 0, ['serious']],
  ])('%s', (_, change, again, reasons) => {
    expect(keyReasons(appeal('accepted', change), again, { now: NOW, rules: RULES })).toEqual(
      reasons,
    )
  })

  it.each([
    ['itself is named', ['power'], ['category']],
    ['the group above it is named', ['livelihood'], ['category']],
    ['another is named', ['noise'], []],
  ])('is a key one by its category where %s', (_, categories, reasons) => {
    const rules = rulesWith({ categories })
    expect(keyReasons(appeal('accepted'), 0, { now: NOW, rules })).toEqual(reasons)
  })

  it('is none for lateness where the policy says so', () => {
    const rules = rulesWith({ serious: false })
    const late = appeal('accepted', { seriousAt: NOW })
    expect(keyReasons(late, 0, { now: NOW, rules })).toEqual([])
  })

  it.each(['registered', 'closed', 'declined', 'withdrawn', 'merged'] as const)(
    'that is %s is never a key one',
    (status) => {
      const all = appeal(status, { households: 20, rounds: 5, seriousAt: NOW })
      expect(keyReasons(all, 9, { now: NOW, rules: rulesWith({ categories: ['power'] }) })).toEqual(
        [],
      )
    },
  )
})

describe('a claim that has ended', () => {
  it.each<[string, EndedClaim[], number, string[]]>([
    ['is none: everything is new', [], 1, ['joiners', 'serious']],
    [
      'was made for the same reasons: nothing is new',
      [{ reasons: ['joiners', 'serious'], rounds: 1 }],
      1,
      [],
    ],
    [
      'was made for one of them: the other is new',
      [{ reasons: ['joiners'], rounds: 1 }],
      1,
      ['serious'],
    ],
    [
      'was made in an earlier round: all is new',
      [{ reasons: ['joiners', 'serious'], rounds: 0 }],
      1,
      ['joiners', 'serious'],
    ],
  ])('%s', (_, ended, rounds, left) => {
    expect(newReasons(['joiners', 'serious'], { rounds }, ended)).toEqual(left)
  })
})
