import { describe } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import { appeal, at, given, HEAD, NOW, request } from '../support/builders.ts'
import { decisions, dispatcher, handler, head, leader, resident } from '../support/decisions.ts'

const TUESDAY = at('2026-11-24T09:00')
const FRIDAY = at('2026-11-27T09:00')
/** Thursday 09:00 is the due date of the appeals below: 1,350 minutes of work after Monday 09:00. */
const paused = (minutesLeft: number) => appeal('accepted', { paused: { since: NOW, minutesLeft } })

describe('a question to the resident', () => {
  decisions([
    {
      remark: 'pauses the clock with the working minutes that are left',
      given: given(appeal('accepted'), { now: TUESDAY }),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: {
        appeal: { paused: { since: '2026-11-24T09:00:00', minutesLeft: 900 } },
        notices: ['resident.question'],
      },
    },
    {
      remark: 'does not ask without a word or a picture',
      given: given(appeal('accepted')),
      who: handler,
      when: { act: 'ask' },
      then: 'content_needed',
    },
    {
      remark: 'remembers how late it was already',
      given: given(appeal('accepted'), { now: at('2026-11-26T10:00') }),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { paused: { minutesLeft: -60 } } },
    },
    {
      remark: 'within a minute, leaves that minute to the unit',
      given: given(appeal('accepted'), { now: at('2026-11-24T09:00:30') }),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { paused: { minutesLeft: 900 } } },
    },
    {
      remark: 'seconds after the due date, remembers that it was late',
      given: given(appeal('accepted'), { now: at('2026-11-26T09:00:20') }),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { paused: { minutesLeft: -1 } } },
    },
    {
      remark: 'asked in the night after the due date, makes no reply punctual',
      given: given(paused(0), { now: FRIDAY }),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { data: { replyDue: '2026-11-26T01:00:00Z' } },
    },
    {
      remark: 'leaves the pause alone when it is the second question',
      given: given(paused(900), { now: FRIDAY }),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { paused: { since: '2026-11-23T09:00:00', minutesLeft: 900 } } },
    },
    {
      remark: 'answered, the clock goes on with the minutes left',
      given: given(paused(900), { now: FRIDAY }),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: {
        appeal: { paused: null, due: '2026-12-01T09:00:00', status: 'accepted' },
        notices: ['unit.answer'],
      },
    },
    {
      remark: 'answered at night, it goes on with the next opening',
      given: given(paused(60), { now: at('2026-11-27T21:00') }),
      who: resident,
      when: { act: 'answer', hasFiles: true },
      then: { appeal: { due: '2026-11-30T09:30:00' } },
    },
    {
      remark: 'answered when it had been late before the pause, it is due at once',
      given: given(paused(-60), { now: FRIDAY }),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: { appeal: { paused: null, due: '2026-11-27T09:00:00' } },
    },
    {
      remark: 'is answered once: later words are an addition',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: 'not_now',
    },
    {
      remark: 'is over once the appeal is shelved: what the resident says then is an addition',
      given: given(appeal('shelved', { paused: { since: NOW, minutesLeft: 60 } })),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: 'not_now',
    },
  ])
})

describe('more time', () => {
  const wish = { act: 'ask_extension', hasWords: true } as const
  const approve = { act: 'approve_extension', request: 7 } as const
  const asked = (subject = appeal('accepted')) =>
    given(subject, { pending: request('extension'), now: TUESDAY })
  decisions([
    {
      remark: 'is asked for with a reason, for three working days unless more are named',
      given: given(appeal('accepted')),
      who: handler,
      when: wish,
      then: { newRequest: { kind: 'extension', days: 3 }, notices: ['deciders.request'] },
    },
    {
      remark: 'is never nothing',
      given: given(appeal('accepted')),
      who: handler,
      when: { ...wish, days: 0 },
      then: { newRequest: { days: 1 } },
    },
    {
      remark: 'has an end',
      given: given(appeal('accepted')),
      who: handler,
      when: { ...wish, days: 4000 },
      then: { newRequest: { days: 30 } },
    },
    {
      remark: 'is asked for before it is due',
      given: given(appeal('accepted'), { now: at('2026-11-26T08:59') }),
      who: handler,
      when: wish,
      then: { newRequest: { kind: 'extension' } },
    },
    {
      remark: 'is too late when it is due',
      given: given(appeal('accepted'), { now: at('2026-11-26T09:00') }),
      who: handler,
      when: wish,
      then: 'already_due',
    },
    {
      remark: 'is possible in a pause that outlives the due date, while minutes are left',
      given: given(paused(900), { now: FRIDAY }),
      who: handler,
      when: wish,
      then: { newRequest: { kind: 'extension' } },
    },
    {
      remark: 'is too late in a pause that began late',
      given: given(paused(-1), { now: FRIDAY }),
      who: handler,
      when: wish,
      then: 'already_due',
    },
    {
      remark: 'is given once',
      given: given(appeal('accepted', { extended: true })),
      who: handler,
      when: wish,
      then: 'extended_already',
    },
    {
      remark: 'approved, it moves the due date, and the resident hears of it',
      given: asked(),
      who: head,
      when: approve,
      then: {
        ...{ settles: 'approved', notices: ['resident.extended', 'requester.approved'] },
        appeal: { extended: true, due: '2026-12-01T09:00:00', status: 'accepted' },
        data: { days: 3 },
      },
    },
    {
      remark: 'approved in a pause, it adds to the minutes left',
      given: asked(paused(900)),
      who: dispatcher,
      when: approve,
      then: { appeal: { due: '2026-12-01T09:00:00', paused: { minutesLeft: 900 + 3 * 450 } } },
    },
    {
      remark: 'denied, everything stays',
      given: asked(),
      who: head,
      when: { act: 'deny_extension', request: 7 },
      then: {
        settles: 'denied',
        appeal: { extended: false, due: '2026-11-26T09:00:00' },
        notices: ['requester.denied'],
      },
    },
    {
      remark: 'is not decided by the head who asked for it',
      given: given(appeal('accepted'), { pending: request('extension', { by: HEAD }) }),
      who: head,
      when: approve,
      then: 'own_request',
    },
    {
      remark: 'nor denied by whoever asked for it',
      given: given(appeal('accepted'), { pending: request('extension', { by: HEAD }) }),
      who: head,
      when: { act: 'deny_extension', request: 7 },
      then: 'own_request',
    },
    {
      remark: "is not a handler's to decide",
      given: given(appeal('accepted'), { pending: request('extension', { by: HEAD }) }),
      who: handler,
      when: approve,
      then: 'not_allowed',
    },
    {
      remark: 'is decided once',
      given: given(appeal('accepted')),
      who: head,
      when: approve,
      then: 'request_decided',
    },
  ])
})

describe('shelving', () => {
  const wish = { act: 'ask_suspension', hasWords: true } as const
  const asked = (days: number | null) =>
    given(appeal('accepted'), { pending: request('suspension', { days }), now: TUESDAY })
  decisions([
    {
      remark: 'is asked for with a plan, for ninety days at most',
      given: given(appeal('accepted')),
      who: handler,
      when: { ...wish, days: 365 },
      then: { newRequest: { kind: 'suspension', days: 90 } },
    },
    {
      remark: 'is never for nothing',
      given: given(appeal('accepted')),
      who: handler,
      when: { ...wish, days: -5 },
      then: { newRequest: { days: 1 } },
    },
    {
      remark: 'approved by a leader, the clock pauses and the day of the review is set',
      given: asked(60),
      who: leader,
      when: { act: 'approve_suspension', request: 7 },
      then: {
        settles: 'approved',
        appeal: { status: 'shelved', paused: { minutesLeft: 900 } },
        timers: { set: [{ kind: 'shelf_review', at: '2027-01-23T09:00:00' }] },
        notices: ['resident.shelved', 'requester.approved'],
      },
    },
    {
      remark: 'keeps the minutes of a question that was open before',
      given: { ...asked(60), appeal: paused(700) },
      who: leader,
      when: { act: 'approve_suspension', request: 7 },
      then: { appeal: { paused: { minutesLeft: 700 } } },
    },
    {
      remark: 'ends on the day of the review by itself, with the minutes left',
      given: given(appeal('shelved', { paused: { since: NOW, minutesLeft: 450 } }), {
        now: at('2027-01-25T09:00'),
      }),
      who: DESK,
      when: { act: 'resume' },
      then: {
        appeal: { status: 'accepted', paused: null, due: '2027-01-26T09:00:00' },
        timers: { clear: ['shelf_review'] },
        notices: ['resident.resumed', 'unit.resumed'],
      },
    },
    {
      remark: 'ends earlier when the unit takes it up again',
      given: given(appeal('shelved', { paused: { since: NOW, minutesLeft: 450 } })),
      who: handler,
      when: { act: 'resume' },
      then: { appeal: { status: 'accepted', due: '2026-11-24T09:00:00' } },
    },
  ])
})
