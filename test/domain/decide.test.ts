import { describe, expect, it } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import { decide } from '../../src/domain/decide.ts'
import {
  appeal,
  at,
  given,
  HANDLER,
  HEAD,
  NOW,
  request,
  RESIDENT,
  RULES,
  STRANGER,
} from '../support/builders.ts'
import {
  decisions,
  dispatcher,
  handler,
  head,
  inLocalTime,
  resident,
} from '../support/decisions.ts'

const TUESDAY = at('2026-11-24T09:00')
const queued = appeal('registered')
/** Came back from housing: its clock runs since Monday. */
const returned = appeal('registered', {
  ...{ assignedAt: NOW, due: at('2026-11-26T09:00'), returns: 1 },
})

describe('assigning', () => {
  decisions([
    {
      remark: 'starts the clock: 2 working hours to sign, 3 working days to reply',
      given: given(queued),
      who: DESK,
      when: { act: 'assign', unit: 'housing' },
      then: {
        appeal: {
          ...{ status: 'assigned', unit: 'housing', heldSince: '2026-11-23T09:00:00' },
          ...{ assignedAt: '2026-11-23T09:00:00', acceptDue: '2026-11-23T11:00:00' },
          due: '2026-11-26T09:00:00',
        },
        notices: ['resident.assigned', 'unit.task'],
        data: { unit: 'housing' },
      },
    },
    {
      remark: 'counts from the next opening when it is done at night',
      given: given(queued, { now: at('2026-11-23T22:00') }),
      who: DESK,
      when: { act: 'assign', unit: 'housing' },
      then: { appeal: { acceptDue: '2026-11-24T10:30:00', due: '2026-11-26T17:30:00' } },
    },
    {
      remark: 'takes the usual time where the category names none',
      given: given(appeal('registered', { category: 'noise' })),
      who: DESK,
      when: { act: 'assign', unit: 'anshun' },
      then: { appeal: { acceptDue: '2026-11-23T14:30:00', due: '2026-11-30T09:00:00' } },
    },
    {
      remark: 'gives a second unit a new time to sign, but no new time to reply',
      given: given(returned, { now: TUESDAY }),
      who: dispatcher,
      when: { act: 'assign', unit: 'anshun' },
      then: {
        appeal: {
          ...{ unit: 'anshun', heldSince: '2026-11-24T09:00:00' },
          ...{ acceptDue: '2026-11-24T11:00:00', due: '2026-11-26T09:00:00' },
          assignedAt: '2026-11-23T09:00:00',
        },
      },
    },
    {
      remark:
        'takes an appeal that is held already to another unit, and nobody is its handler then',
      given: given(appeal('accepted', { acceptedAt: NOW }), { now: TUESDAY }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: {
        appeal: {
          ...{ status: 'assigned', unit: 'anshun', handler: null, acceptedAt: null },
          ...{ acceptDue: '2026-11-24T11:00:00', due: '2026-11-26T09:00:00' },
        },
        settles: null,
      },
    },
    {
      remark: 'ends the pause of a question: it was the question of the unit before',
      given: given(appeal('accepted', { paused: { since: NOW, minutesLeft: 450 } }), {
        now: TUESDAY,
      }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { appeal: { paused: null, due: '2026-11-25T09:00:00' } },
    },
    {
      remark: 'makes a waiting request for more time moot',
      given: given(appeal('accepted'), { pending: request('extension') }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { settles: 'moot', appeal: { returns: 0 } },
    },
    {
      remark: 'answers a waiting return, and counts it',
      given: given(appeal('assigned'), { pending: request('return') }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { settles: 'approved', appeal: { returns: 1 } },
    },
    {
      remark: 'refuses the unit that has it',
      given: given(appeal('assigned')),
      who: dispatcher,
      when: { act: 'reassign', unit: 'housing' },
      then: 'same_unit',
    },
    {
      remark: 'refuses a unit in which nobody could sign',
      given: given(queued),
      who: dispatcher,
      when: { act: 'assign', unit: 'empty' },
      then: 'unit_without_staff',
    },
    {
      remark: 'refuses a unit that does not exist',
      given: given(queued),
      who: dispatcher,
      when: { act: 'assign', unit: 'moon' },
      then: 'unit_unknown',
    },
  ])
})

describe('the dispatcher', () => {
  const urgent = {
    ...RULES,
    org: {
      ...RULES.org,
      categories: RULES.org.categories.map((one) => ({ ...one, urgency: 'urgent' as const })),
    },
  }
  decisions([
    {
      remark: 'changes the category, and the urgency with it',
      given: given(queued, { rules: urgent }),
      who: dispatcher,
      when: { act: 'recategorise', category: 'noise' },
      then: { appeal: { category: 'noise', urgency: 'urgent' }, data: { category: 'noise' } },
    },
    {
      remark: 'chooses among the categories that exist',
      given: given(queued),
      who: dispatcher,
      when: { act: 'recategorise', category: 'weather' },
      then: 'category_unknown',
    },
    {
      remark: 'declines with a reason, which ends it and lets its words go in time',
      given: given(queued),
      who: dispatcher,
      when: { act: 'decline', hasWords: true },
      then: {
        appeal: { status: 'declined', outcome: 'declined', closedAt: '2026-11-23T09:00:00' },
        notices: ['resident.declined'],
        timers: { set: [{ kind: 'retain', at: '2028-11-22T09:00:00' }] },
      },
    },
    {
      remark: 'does not decline without a reason',
      given: given(queued),
      who: dispatcher,
      when: { act: 'decline' },
      then: 'words_needed',
    },
    {
      remark: 'does not decline what a unit works on',
      given: given(appeal('accepted')),
      who: dispatcher,
      when: { act: 'decline', hasWords: true },
      then: 'not_now',
    },
  ])
})

describe('accepting and handing over', () => {
  decisions([
    {
      remark: 'accepting names the handler',
      given: given(appeal('assigned')),
      who: handler,
      when: { act: 'accept' },
      then: {
        appeal: { status: 'accepted', handler: HANDLER, acceptedAt: '2026-11-23T09:00:00' },
        notices: ['resident.accepted'],
      },
    },
    {
      remark: 'a second press finds that it is done',
      given: given(appeal('accepted')),
      who: head,
      when: { act: 'accept' },
      then: 'already_done',
    },
    {
      remark: 'the head hands it to somebody of the unit, who hears of it',
      given: given(appeal('accepted')),
      who: head,
      when: { act: 'hand', staff: HEAD },
      then: { appeal: { handler: HEAD, status: 'accepted' }, notices: ['handler.task'] },
    },
    {
      remark: 'nobody outside the unit can be handed anything',
      given: given(appeal('accepted')),
      who: head,
      when: { act: 'hand', staff: STRANGER },
      then: 'staff_unknown',
    },
    {
      remark: 'nor can the resident, who works in the unit',
      given: given(appeal('accepted'), { unitPeople: [HANDLER, HEAD, RESIDENT] }),
      who: head,
      when: { act: 'hand', staff: RESIDENT },
      then: 'own_appeal',
    },
    {
      remark: 'a handler hands nothing over',
      given: given(appeal('accepted')),
      who: handler,
      when: { act: 'hand', staff: HEAD },
      then: 'not_allowed',
    },
    {
      remark: 'nobody accepts an appeal of their own',
      given: given(appeal('assigned', { resident: HANDLER })),
      who: handler,
      when: { act: 'accept' },
      then: 'own_appeal',
    },
    {
      remark: 'nobody gives orders in an appeal of their own',
      given: given(appeal('registered', { resident: 4 })),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: 'own_appeal',
    },
  ])
})

describe('giving an appeal back', () => {
  const wish = { act: 'ask_return', hasWords: true } as const
  const approve = { act: 'approve_return', request: 7 } as const
  const to = (unit: string) =>
    given(appeal('assigned'), { pending: request('return', { proposed: unit }) })
  decisions([
    {
      remark: 'takes a reason and may name the unit that should have it',
      given: given(appeal('assigned')),
      who: handler,
      when: { ...wish, unit: 'anshun' },
      then: {
        newRequest: { kind: 'return', proposed: 'anshun', days: null },
        notices: ['deciders.request'],
        appeal: { status: 'assigned', returns: 0 },
      },
    },
    {
      remark: 'is asked with a reason only',
      given: given(appeal('assigned')),
      who: handler,
      when: { act: 'ask_return', unit: 'anshun' },
      then: 'words_needed',
    },
    {
      remark: 'cannot propose the unit that has it',
      given: given(appeal('assigned')),
      who: handler,
      when: { ...wish, unit: 'housing' },
      then: 'same_unit',
    },
    {
      remark: 'is possible until the last minute of the second working day',
      given: given(appeal('accepted'), { now: at('2026-11-25T09:00') }),
      who: handler,
      when: wish,
      then: { newRequest: { kind: 'return' } },
    },
    {
      remark: 'is too late afterwards',
      given: given(appeal('accepted'), { now: at('2026-11-25T09:01') }),
      who: handler,
      when: wish,
      then: 'return_too_late',
    },
    {
      remark: 'is possible a second time, by the second unit',
      given: given(appeal('assigned', { returns: 1 })),
      who: handler,
      when: wish,
      then: { newRequest: { kind: 'return' } },
    },
    {
      remark: "is used up after two: the dispatcher's word sticks",
      given: given(appeal('assigned', { returns: 2 })),
      who: handler,
      when: wish,
      then: 'returns_used_up',
    },
    {
      remark: 'waits while another request waits',
      given: given(appeal('accepted'), { pending: request('extension') }),
      who: head,
      when: wish,
      then: 'request_pending',
    },
    {
      remark: 'approved with a proposed unit, it goes there at once',
      given: to('anshun'),
      who: dispatcher,
      when: approve,
      then: {
        ...{ settles: 'approved', next: { act: 'assign', unit: 'anshun' } },
        appeal: { status: 'registered', unit: null, handler: null, heldSince: null, returns: 1 },
        data: { from: 'housing' },
        notices: ['requester.approved'],
      },
    },
    {
      remark: 'approved without one, it goes to the queue',
      given: given(appeal('accepted'), { pending: request('return') }),
      who: dispatcher,
      when: approve,
      then: { settles: 'approved', next: { act: 'queue' }, appeal: { unit: null } },
    },
    {
      remark: 'proposed to a unit in which nobody could sign, it goes to the queue',
      given: to('empty'),
      who: dispatcher,
      when: approve,
      then: { next: { act: 'queue' } },
    },
    {
      remark: 'the dispatcher may know a better unit',
      given: to('empty'),
      who: dispatcher,
      when: { ...approve, unit: 'anshun' },
      then: { next: { act: 'assign', unit: 'anshun' } },
    },
    {
      remark: 'the pause of a question ends with it, and the clock goes on with the minutes left',
      given: given(appeal('accepted', { paused: { since: NOW, minutesLeft: 450 } }), {
        ...{ now: TUESDAY, pending: request('return') },
      }),
      who: dispatcher,
      when: approve,
      then: { appeal: { paused: null, due: '2026-11-25T09:00:00' } },
    },
    {
      remark: 'denied, it stays where it is and the return is not counted',
      given: to('anshun'),
      who: dispatcher,
      when: { act: 'deny_return', request: 7 },
      then: {
        settles: 'denied',
        appeal: { status: 'assigned', unit: 'housing', returns: 0 },
        notices: ['requester.denied'],
      },
    },
    {
      remark: 'the head does not decide it',
      given: to('anshun'),
      who: head,
      when: approve,
      then: 'not_allowed',
    },
    {
      remark: 'an old card decides nothing about a newer request',
      given: to('anshun'),
      who: dispatcher,
      when: { act: 'approve_return', request: 6 },
      then: 'request_decided',
    },
    {
      remark: 'a dispatcher does not decide what they asked for themselves',
      given: given(appeal('assigned'), { pending: request('return', { by: 4 }) }),
      who: dispatcher,
      when: approve,
      then: 'own_request',
    },
  ])

  it('keeps the time to reply through the whole way: out, back, and to the proposed unit', () => {
    const back = decide(approve, dispatcher, { ...to('anshun'), now: TUESDAY })
    if (!back.ok || !back.next) throw new Error('the return was not approved')
    const there = decide(back.next, DESK, given(back.appeal, { now: TUESDAY }))
    expect(inLocalTime(there)).toMatchObject({
      appeal: {
        ...{ status: 'assigned', unit: 'anshun', assignedAt: '2026-11-23T09:00:00' },
        ...{ acceptDue: '2026-11-24T11:00:00', due: '2026-11-26T09:00:00' },
      },
      notices: ['resident.assigned', 'unit.task'],
    })
  })
})

describe('the resident meanwhile', () => {
  decisions([
    {
      remark: 'urges',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'urge' },
      then: { appeal: { urgedAt: '2026-11-23T09:00:00' }, notices: ['unit.urged'] },
    },
    {
      remark: 'does not urge twice on one day',
      given: given(appeal('accepted', { urgedAt: at('2026-11-23T00:00') })),
      who: resident,
      when: { act: 'urge' },
      then: 'urged_today',
    },
    {
      remark: 'urges again after midnight of the county, whatever the day is in Greenwich',
      given: given(appeal('accepted', { urgedAt: at('2026-11-23T23:59') }), {
        now: at('2026-11-24T00:00'),
      }),
      who: resident,
      when: { act: 'urge' },
      then: { appeal: { urgedAt: '2026-11-24T00:00:00' } },
    },
    {
      remark: 'does not urge twice on one day of the county that is two days in Greenwich',
      given: given(appeal('accepted', { urgedAt: at('2026-11-24T07:00') }), {
        now: at('2026-11-24T09:00'),
      }),
      who: resident,
      when: { act: 'urge' },
      then: 'urged_today',
    },
    {
      remark: 'withdraws: nothing waits any more, and nothing happens by itself',
      given: given(appeal('accepted', { paused: { since: NOW, minutesLeft: 60 } }), {
        pending: request('extension'),
      }),
      who: resident,
      when: { act: 'withdraw' },
      then: {
        appeal: { status: 'withdrawn', outcome: 'withdrawn', paused: null },
        settles: 'moot',
        timers: {
          set: [{ kind: 'retain' }],
          clear: [
            ...['survey', 'survey_remind', 'survey_close', 'shelf_review'],
            ...['question_remind', 'question_lapse'],
          ],
        },
        notices: ['resident.withdrawn', 'unit.withdrawn'],
      },
    },
    {
      remark: 'adds words, or only a picture',
      given: given(appeal('resolved')),
      who: resident,
      when: { act: 'add', hasFiles: true },
      then: { notices: ['unit.added'] },
    },
    {
      remark: 'does not add nothing',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'add' },
      then: 'content_needed',
    },
    {
      remark: 'does not withdraw what has ended',
      given: given(appeal('closed')),
      who: resident,
      when: { act: 'withdraw' },
      then: 'not_now',
    },
  ])
})
