import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import { explainedAtMost } from '../../src/domain/explained.ts'
import { appeal, given, HANDLER, LEADER, request } from '../support/builders.ts'
import { decisions, dispatcher, handler, head, leader, resident } from '../support/decisions.ts'

const contacted = (contacts: number, unreached = 0) => appeal('accepted', { contacts, unreached })
const asked = (all = 0, explained = 0, change = {}) =>
  given(contacted(3), {
    pending: request('explained', change),
    endings: { all, explained },
  })
const leaderOfTheUnit: Actor = {
  ...{ desk: false, person: LEADER },
  posts: [
    { unit: 'county', role: 'leader' },
    { unit: 'housing', role: 'head' },
  ],
}

describe('a logged contact', () => {
  decisions([
    {
      remark: 'counts, and the resident hears of it without the words',
      given: given(contacted(1)),
      who: handler,
      when: { act: 'contact', hasWords: true },
      then: { appeal: { contacts: 2 }, data: { contact: 2 }, notices: ['resident.contact'] },
    },
    {
      remark: 'needs words: when, how, what came of it',
      given: given(contacted(1)),
      who: handler,
      when: { act: 'contact' },
      then: 'words_needed',
    },
    {
      remark: 'is not for a unit that does not hold it',
      given: given(contacted(1)),
      who: { desk: false, person: 12, posts: [{ unit: 'anshun', role: 'head' }] },
      when: { act: 'contact', hasWords: true },
      then: 'not_allowed',
    },
    {
      remark:
        'is denied by the resident, which only dispatchers hear; it goes on counting for the unit',
      given: given(contacted(2, 1)),
      who: resident,
      when: { act: 'unreached' },
      then: { appeal: { contacts: 2, unreached: 2 }, notices: ['dispatchers.unreached'] },
    },
    {
      remark: 'is denied once',
      given: given(contacted(2, 2)),
      who: resident,
      when: { act: 'unreached' },
      then: 'already_done',
    },
    {
      remark: 'is denied by nobody but the resident',
      given: given(contacted(2)),
      who: handler,
      when: { act: 'unreached' },
      then: 'not_allowed',
    },
  ])
})

describe('an ending as explained', () => {
  decisions([
    {
      remark: 'is asked for after the third contact',
      given: given(contacted(3)),
      who: handler,
      when: { act: 'ask_explained', hasWords: true },
      then: { newRequest: { kind: 'explained' }, notices: ['deciders.request'] },
    },
    {
      remark: 'is not asked for after two',
      given: given(contacted(2)),
      who: handler,
      when: { act: 'ask_explained', hasWords: true },
      then: 'contacts_missing',
    },
    {
      remark: 'is not asked for while something else waits',
      given: given(contacted(3), { pending: request('extension') }),
      who: handler,
      when: { act: 'ask_explained', hasWords: true },
      then: 'request_pending',
    },
    ...[leader, dispatcher].map((who) => ({
      remark: `is decided by a ${who === leader ? 'leader' : 'dispatcher'}: closed, with no return visit to follow`,
      given: asked(),
      who,
      when: { act: 'approve_explained', request: 7 } as const,
      then: {
        appeal: { status: 'closed', outcome: 'explained', closedAt: '2026-11-23T09:00:00' },
        settles: 'approved',
        notices: ['resident.explained', 'requester.approved'],
        timers: { set: [{ kind: 'retain' }] },
      },
    })),
    {
      remark: 'is not decided by the head of the unit',
      given: asked(),
      who: head,
      when: { act: 'approve_explained', request: 7 },
      then: 'not_allowed',
    },
    {
      remark: 'is not decided by a leader who is of the unit as well',
      given: asked(),
      who: leaderOfTheUnit,
      when: { act: 'approve_explained', request: 7 },
      then: 'not_allowed',
    },
    {
      remark: 'is not decided by who asked, dispatcher or not',
      given: asked(0, 0, { by: HANDLER }),
      who: {
        ...{ desk: false, person: HANDLER },
        posts: [{ unit: 'county', role: 'dispatcher' }],
      },
      when: { act: 'approve_explained', request: 7 },
      then: 'own_request',
    },
    {
      remark: 'is not decided twice',
      given: asked(),
      who: leader,
      when: { act: 'approve_explained', request: 6 },
      then: 'request_decided',
    },
    {
      remark: 'is refused once the quota of the month is used up',
      given: asked(10, 1),
      who: leader,
      when: { act: 'approve_explained', request: 7 },
      then: 'quota_used_up',
    },
    {
      remark: 'may be denied whatever the quota, and the unit carries on',
      given: asked(10, 1),
      who: leader,
      when: { act: 'deny_explained', request: 7 },
      then: { appeal: { status: 'accepted' }, settles: 'denied', notices: ['requester.denied'] },
    },
  ])

  it.each([
    [0, 1],
    [38, 1],
    [39, 2],
    [59, 3],
  ])('is possible, in a month with %i endings so far, %i times', (all, most) => {
    expect(explainedAtMost(all + 1, { explained: { contacts: 3, quota: 0.05 } })).toBe(most)
  })
})
