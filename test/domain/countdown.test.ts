import { describe, expect, it, test } from 'vitest'
import { STATUSES } from '../../src/domain/appeal.ts'
import { countsDown, nextRefresh } from '../../src/domain/countdown.ts'
import { appeal, at, given, NOW, RULES } from '../support/builders.ts'
import { decisions, dispatcher, handler, resident } from '../support/decisions.ts'

test.each([
  ['in the middle of a day', 'normal', '2026-11-23T15:00', '2026-11-24T08:30:00'],
  ['before anybody works', 'normal', '2026-11-23T00:00', '2026-11-24T08:30:00'],
  ['at the opening itself', 'normal', '2026-11-24T08:30', '2026-11-25T08:30:00'],
  ['before a weekend', 'normal', '2026-11-27T17:30', '2026-11-30T08:30:00'],
  ['in a weekend', 'normal', '2026-11-28T10:00', '2026-11-30T08:30:00'],
  ['what is urgent, in the middle of a day', 'urgent', '2026-11-23T15:00', '2026-11-24T00:00:00'],
  ['what is urgent, in a weekend', 'urgent', '2026-11-28T10:00', '2026-11-29T00:00:00'],
] as const)(
  'cards are brought up to date on the next day: %s',
  (_remark, urgency, now, expected) => {
    const next = nextRefresh({ urgency }, { now: at(now), rules: RULES })
    expect(next.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()).toBe(expected)
  },
)

describe('the days that are left', () => {
  it.each(STATUSES)('become fewer by themselves while a reply is still to come: %s', (status) => {
    const waits = ['registered', 'assigned', 'accepted'].includes(status)
    expect(countsDown(appeal(status, { due: NOW }))).toBe(waits)
    expect(countsDown(appeal(status, { due: null }))).toBe(false)
    expect(countsDown(appeal(status, { due: NOW, paused: { since: NOW, minutesLeft: 9 } }))).toBe(
      false,
    )
  })
})

describe('the daily refresh', () => {
  const tomorrow = { set: [{ kind: 'refresh', at: '2026-11-24T08:30:00' }], clear: [] }
  const waiting = appeal('accepted', { paused: { since: NOW, minutesLeft: 900 } })
  decisions([
    {
      remark: 'begins when a unit gets the appeal, with its due date',
      given: given(appeal('registered')),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: { timers: tomorrow },
    },
    {
      remark: 'is not set anew by what happens in between',
      given: given(appeal('assigned')),
      who: handler,
      when: { act: 'accept' },
      then: { timers: { set: [], clear: [] } },
    },
    {
      remark: 'ends while the clock pauses',
      given: given(appeal('accepted')),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: {
        timers: {
          set: [{ kind: 'question_remind' }, { kind: 'question_lapse' }],
          clear: ['refresh'],
        },
      },
    },
    {
      remark: 'begins again with the answer',
      given: given(waiting),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: { timers: { ...tomorrow, clear: ['question_remind', 'question_lapse'] } },
    },
    {
      remark: 'ends with the appeal',
      given: given(appeal('assigned')),
      who: resident,
      when: { act: 'withdraw' },
      then: {
        timers: {
          set: [{ kind: 'retain' }],
          clear: ['survey', 'survey_remind', 'survey_close', 'shelf_review', 'refresh'],
        },
      },
    },
  ])
})
