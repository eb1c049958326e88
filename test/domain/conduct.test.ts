import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import type { Appeal } from '../../src/domain/appeal.ts'
import { isConduct } from '../../src/domain/conduct.ts'
import { decide } from '../../src/domain/decide.ts'
import { movesOf } from '../../src/domain/moves.ts'
import type { Rules } from '../../src/domain/rules.ts'
import { appeal, given, ORG, request, RULES } from '../support/builders.ts'
import { decisions, dispatcher, handler, leader } from '../support/decisions.ts'

const rules: Rules = {
  ...RULES,
  org: { ...ORG, policy: { ...ORG.policy, conduct: ['noise'] } },
}
const queued = (change: Partial<Appeal> = {}) =>
  given(appeal('registered', { category: 'noise', ...change }), { rules })
const held = (change: Partial<Appeal> = {}, rest = {}) =>
  given(appeal('accepted', { category: 'noise', ...change }), { rules, ...rest })
const OTHER = { number: '26-0000002-9', resident: 21, emergencies: [], joiners: [] } as const
const dispatcherOfTheTown: Actor = {
  ...{ desk: false, person: 30 },
  posts: [
    { unit: 'town', role: 'dispatcher' },
    { unit: 'county', role: 'dispatcher' },
  ],
}

describe('a complaint about staff', () => {
  decisions([
    {
      remark: 'is never assigned to the unit that it is about',
      given: queued({ about: 'housing' }),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: 'about_own_unit',
    },
    {
      remark: 'nor to one below it',
      given: queued({ about: 'town' }),
      who: dispatcher,
      when: { act: 'assign', unit: 'anshun' },
      then: 'about_own_unit',
    },
    {
      remark: 'but to any other',
      given: queued({ about: 'town' }),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: { appeal: { unit: 'housing' } },
    },
    {
      remark: 'is not moved there either',
      given: held({ about: 'anshun' }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: 'about_own_unit',
    },
    {
      remark: 'goes to the queue when it is returned for that unit',
      given: held({ about: 'anshun' }, { pending: request('return', { proposed: 'anshun' }) }),
      who: dispatcher,
      when: { act: 'approve_return', request: 7 },
      then: { next: { act: 'queue' } },
    },
    {
      remark: 'has no help from there',
      given: held({ about: 'anshun' }),
      who: handler,
      when: { act: 'ask_help', unit: 'anshun', hasWords: true },
      then: 'about_own_unit',
    },
    {
      remark: 'is said to be about a unit by a dispatcher',
      given: queued(),
      who: dispatcher,
      when: { act: 'about', unit: 'anshun' },
      then: { appeal: { about: 'anshun' }, data: { about: 'anshun' }, notices: [] },
    },
    {
      remark: 'or about none',
      given: queued({ about: 'anshun' }),
      who: dispatcher,
      when: { act: 'about' },
      then: { appeal: { about: null } },
    },
    {
      remark: 'goes elsewhere first when the unit that it is about holds it',
      given: held(),
      who: dispatcher,
      when: { act: 'about', unit: 'housing' },
      then: 'about_own_unit',
    },
    {
      remark: 'is not about the whole county: nobody would be left',
      given: queued(),
      who: dispatcher,
      when: { act: 'about', unit: 'county' },
      then: 'unit_unknown',
    },
    {
      remark: 'is what it is by its category: a power cut is about nobody',
      given: queued({ category: 'power' }),
      who: dispatcher,
      when: { act: 'about', unit: 'anshun' },
      then: 'not_now',
    },
    {
      remark: 'that turns out to be something else is about nobody any more',
      given: queued({ about: 'anshun' }),
      who: dispatcher,
      when: { act: 'recategorise', category: 'power' },
      then: { appeal: { category: 'power', about: null } },
    },
    {
      remark: 'is not the leader’s to name, who may be a friend',
      given: queued(),
      who: leader,
      when: { act: 'about', unit: 'anshun' },
      then: 'not_allowed',
    },
  ])

  it('is not merged into what that unit holds, though it is open', () => {
    const other = { ...OTHER, status: 'assigned', unit: 'housing' } as const
    const subject = { ...queued({ about: 'housing' }), other }
    const merged = { act: 'merge', other: OTHER.number } as const
    expect(decide(merged, dispatcher, subject)).toMatchObject({ refusal: 'about_own_unit' })
    expect(
      decide(merged, dispatcher, { ...subject, other: { ...other, unit: 'anshun' } }),
    ).toMatchObject({
      ok: true,
    })
  })

  it('can be touched by nobody of that unit, whatever else they are', () => {
    expect(movesOf(dispatcherOfTheTown, queued({ about: 'anshun' }))).toContain('assign')
    expect(movesOf(dispatcherOfTheTown, queued({ about: 'town' }))).toEqual([])
  })

  it('is known by its category or the group that this is in', () => {
    const grouped = { ...rules.org, categories: ORG.categories.map((one) => ({ ...one })) }
    grouped.categories[0]!.parent = 'noise'
    expect(isConduct(grouped, 'power')).toBe(true)
    expect(isConduct(rules.org, 'power')).toBe(false)
    expect(isConduct(rules.org, null)).toBe(false)
  })
})
