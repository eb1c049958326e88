import { describe } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import type { Help } from '../../src/domain/helping.ts'
import { appeal, at, given } from '../support/builders.ts'
import { decisions, dispatcher, handler, leader, resident } from '../support/decisions.ts'

const secretary: Actor = { desk: false, person: 12, posts: [{ unit: 'anshun', role: 'head' }] }
const help = (unit: string, isDone = false, id = 1): Help => ({
  ...{ id, unit, isDone, due: at('2026-11-25T09:00') },
})
const helpedBy = (...helps: Help[]) => given(appeal('accepted'), { helps })
const ask = { act: 'ask_help', unit: 'anshun', hasWords: true } as const

describe('asking another unit to help', () => {
  decisions([
    ...[handler, dispatcher, leader].map((who) => ({
      remark: `is for the unit, dispatchers and leaders: a ${who === handler ? 'handler' : who === dispatcher ? 'dispatcher' : 'leader'}`,
      given: helpedBy(),
      who,
      when: ask,
      then: {
        appeal: { unit: 'housing', status: 'accepted' },
        help: { do: 'ask', unit: 'anshun', due: '2026-11-25T09:00:00' },
        notices: ['helpers.asked'],
      },
    })),
    {
      remark: 'has hours around the clock where it is urgent, as everything there',
      given: given(appeal('accepted', { urgency: 'urgent' }), { now: at('2026-11-27T20:00') }),
      who: handler,
      when: ask,
      then: { help: { due: '2026-11-29T20:00:00' } },
    },
    {
      remark: 'says what it is to do',
      given: helpedBy(),
      who: handler,
      when: { ...ask, hasWords: false },
      then: 'words_needed',
    },
    { remark: 'is not for the unit itself', given: helpedBy(), who: handler, when: { ...ask, unit: 'housing' }, then: 'same_unit' },
    { remark: 'needs a unit that there is', given: helpedBy(), who: handler, when: { ...ask, unit: 'moon' }, then: 'unit_unknown' },
    { remark: 'needs somebody there', given: helpedBy(), who: handler, when: { ...ask, unit: 'empty' }, then: 'unit_without_staff' },
    { remark: 'happens once at a time', given: helpedBy(help('anshun', true)), who: handler, when: ask, then: 'helps_already' },
    {
      remark: 'ends at five units',
      given: helpedBy(...['a', 'b', 'c', 'd', 'e'].map((unit, id) => help(unit, false, id))),
      who: handler,
      when: ask,
      then: 'co_units_at_most',
    },
    { remark: 'is not the resident’s', given: helpedBy(), who: resident, when: ask, then: 'own_appeal' },
    { remark: 'is not for a stranger', given: helpedBy(), who: secretary, when: ask, then: 'not_allowed' },
  ]) // prettier-ignore
})

describe('a co-unit', () => {
  decisions([
    {
      remark: 'reports back, once, and the appeal stays where it is',
      given: helpedBy(help('anshun')),
      who: secretary,
      when: { act: 'help', hasWords: true },
      then: {
        appeal: { unit: 'housing', status: 'accepted' },
        help: { do: 'done', id: 1, unit: 'anshun' },
        notices: ['unit.helped'],
      },
    },
    {
      remark: 'has reported already',
      given: helpedBy(help('anshun', true)),
      who: secretary,
      when: { act: 'help', hasWords: true },
      then: 'already_done',
    },
    {
      remark: 'may do nothing else with it',
      given: helpedBy(help('anshun')),
      who: secretary,
      when: { act: 'note', hasWords: true },
      then: 'not_allowed',
    },
    {
      remark: 'is let go by the unit that asked',
      given: helpedBy(help('anshun')),
      who: handler,
      when: { act: 'end_help', unit: 'anshun' },
      then: { help: { do: 'end', id: 1, unit: 'anshun' }, notices: ['helpers.ended'] },
    },
    {
      remark: 'is let go once',
      given: helpedBy(help('anshun')),
      who: handler,
      when: { act: 'end_help', unit: 'town' },
      then: 'already_done',
    },
    {
      remark: 'does not let itself go',
      given: helpedBy(help('anshun')),
      who: secretary,
      when: { act: 'end_help', unit: 'anshun' },
      then: 'not_allowed',
    },
  ])
})
