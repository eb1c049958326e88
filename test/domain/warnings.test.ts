import { describe, expect, it, test } from 'vitest'
import {
  subtractWorking,
  subtractWorkingMinutes,
  workingMinutes,
} from '../../src/domain/calendar.ts'
import type { Appeal } from '../../src/domain/appeal.ts'
import { DESK } from '../../src/domain/actor.ts'
import { nextReminders } from '../../src/domain/reminders.ts'
import type { Rules } from '../../src/domain/rules.ts'
import type { Role } from '../../src/domain/organisation.ts'
import {
  lineOf,
  nextAlarm,
  warningMoments,
  warningTimes,
  type Warning,
} from '../../src/domain/warnings.ts'
import { appeal, at, CALENDAR, given, NOW, ORG, request, RULES } from '../support/builders.ts'
import { decisions, dispatcher, handler, inLocalTime } from '../support/decisions.ts'

const THURSDAY = at('2026-11-26T09:00')
const fresh = appeal('registered')

// prettier-ignore
const times: [remark: string, change: Partial<Appeal>, yellow: string | null, serious: string | null][] = [
  ['three days: one working day before, and three times', {}, '2026-11-25T09:00:00', '2026-12-04T09:00:00'],
  ['due on Monday: yellow on Friday', { due: at('2026-11-30T10:15') }, '2026-11-27T10:15:00', '2026-12-08T10:15:00'],
  ['four hours: the day is longer, so the share that escalation.soon names', { due: at('2026-11-23T14:30'), allowedMinutes: 240 }, '2026-11-23T13:30:00', '2026-11-24T15:00:00'],
  ['exactly one day: the share as well', { due: at('2026-11-24T09:00'), allowedMinutes: 450 }, '2026-11-23T16:07:30', '2026-11-26T09:00:00'],
  ['an urgent one on its own clock, over the night', { urgency: 'urgent', due: at('2026-11-24T09:00'), allowedMinutes: 1440 }, '2026-11-24T03:00:00', '2026-11-26T09:00:00'],
  ['paused: none', { paused: { since: NOW, minutesLeft: 3 } }, null, null],
  ['replied: none', { status: 'resolved' }, null, null],
  ['shelved: none', { status: 'shelved' }, null, null],
  ['in the queue after a return: as before', { status: 'registered', unit: null }, '2026-11-25T09:00:00', '2026-12-04T09:00:00'],
  ['no date yet: none', { due: null }, null, null],
]

describe('an appeal gets its cards', () => {
  test.each(times)('%s', (_remark, change, yellowAt, seriousAt) => {
    const found = warningTimes({ ...appeal('accepted'), ...change }, fresh, RULES)
    expect(inLocalTime(found)).toEqual({ yellowAt, seriousAt })
  })

  test('at other times if the policy says so', () => {
    const cards = { yellow: { amount: 2, unit: 'hours' }, serious: 2 } as const
    const rules: Rules = { ...RULES, org: { ...ORG, policy: { ...ORG.policy, cards } } }
    expect(inLocalTime(warningTimes(appeal('accepted'), fresh, rules))).toEqual({
      ...{ yellowAt: '2026-11-25T16:00:00', seriousAt: '2026-12-01T09:00:00' },
    })
  })
})

describe('a deadline that moves takes its cards along', () => {
  decisions([
    {
      remark: 'the first assignment sets all dates',
      given: given(appeal('registered')),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: {
        appeal: {
          ...{ respondDue: '2026-11-24T09:00:00', due: '2026-11-26T09:00:00', contactedAt: null },
          ...{
            allowedMinutes: 1350,
            yellowAt: '2026-11-25T09:00:00',
            seriousAt: '2026-12-04T09:00:00',
          },
        },
      },
    },
    {
      remark: 'an extension moves them, by the days that it gives',
      given: given(appeal('accepted'), { pending: request('extension') }),
      who: dispatcher,
      when: { act: 'approve_extension', request: 7 },
      then: {
        appeal: {
          ...{ due: '2026-12-01T09:00:00', allowedMinutes: 2700, yellowAt: '2026-11-30T09:00:00' },
          seriousAt: '2026-12-17T09:00:00',
        },
      },
    },
    {
      remark: 'a question takes them away, and the resident has heard from the unit',
      given: given(appeal('accepted')),
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { yellowAt: null, seriousAt: null, contactedAt: '2026-11-23T09:00:00' } },
    },
    {
      remark: 'a question that is never answered lapses: the clock runs again by itself',
      given: given(
        appeal('accepted', { paused: { since: NOW, minutesLeft: 450 }, yellowAt: null }),
        { now: THURSDAY },
      ),
      who: DESK,
      when: { act: 'lapse' },
      then: {
        appeal: { paused: null, due: '2026-11-27T09:00:00', yellowAt: '2026-11-26T09:00:00' },
        ...{ notices: ['unit.lapsed'], timers: { clear: ['question_remind', 'question_lapse'] } },
      },
    },
    {
      remark: 'nothing lapses that does not wait',
      given: given(appeal('accepted')),
      who: DESK,
      when: { act: 'lapse' },
      then: 'not_now',
    },
    {
      remark: 're-work has half the time, and cards of its own',
      given: given(
        appeal('resolved', {
          visit: { contacted: true, solved: 'no', satisfied: null, pressed: false, still: null },
        }),
      ),
      who: DESK,
      when: { act: 'rework' },
      then: {
        appeal: {
          allowedMinutes: 675,
          due: '2026-11-24T14:15:00',
          yellowAt: '2026-11-23T14:15:00',
        },
      },
    },
    {
      remark: 'a second unit has its own time to make contact',
      given: given(appeal('assigned'), { now: THURSDAY }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { appeal: { respondDue: '2026-11-27T09:00:00', due: '2026-11-26T09:00:00' } },
    },
    {
      remark: 'unless the first one has made it',
      given: given(appeal('accepted', { contactedAt: NOW }), { now: THURSDAY }),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { appeal: { respondDue: '2026-11-24T09:00:00', contactedAt: '2026-11-23T09:00:00' } },
    },
    {
      remark: 'signing for it is not yet a contact',
      given: given(appeal('assigned')),
      who: handler,
      when: { act: 'accept' },
      then: { appeal: { contactedAt: null } },
    },
    {
      remark: 'a card is not given before its time',
      given: given(appeal('accepted'), { now: at('2026-11-25T08:59') }),
      who: DESK,
      when: { act: 'yellow' },
      then: 'not_now',
    },
    {
      remark: 'nor to what waits for an answer',
      given: given(appeal('accepted', { paused: { since: NOW, minutesLeft: 1 } }), {
        now: THURSDAY,
      }),
      who: DESK,
      when: { act: 'red' },
      then: 'not_now',
    },
  ])
})

// prettier-ignore
const lines: [remark: string, warning: Warning, urgency: 'normal' | 'urgent', late: Role[], line: string][] = [
  ['a yellow card is the handler’s', 'yellow', 'normal', ['head', 'leader'], 'handler'],
  ['a red card goes up, step by step', 'red', 'normal', ['head', 'leader'], 'handler > head > leader'],
  ['in this order, however it is written', 'red', 'normal', ['leader', 'head'], 'handler > head > leader'],
  ['past the head if the org file leaves them out', 'red', 'normal', ['leader'], 'handler > leader'],
  ['and no further than it says', 'red', 'normal', [], 'handler'],
  ['of an urgent one all hear at once', 'red', 'urgent', ['head', 'leader'], 'handler head leader'],
  ['what is seriously late is for those above', 'serious', 'normal', [], 'head leader'],
  ['a missed time to sign is the unit’s', 'accept', 'normal', ['leader'], 'handler head'],
  ['and so is a missed first word', 'respond', 'urgent', ['leader'], 'handler head'],
]

describe('the line of those who hear', () => {
  it.each(lines)('%s', (_remark, warning, urgency, late, line) => {
    const steps = lineOf(warning, urgency, late).map((step) => step.join(' '))
    expect(steps.join(' > ')).toBe(line)
  })
})

test('people are warned of what runs: the time to sign only until somebody signs, to contact only until they do', () => {
  const named = (one: Appeal) =>
    Object.entries(warningMoments(one)).flatMap(([kind, moment]) => (moment ? [kind] : []))
  expect(named(appeal('assigned'))).toEqual(['yellow', 'red', 'serious', 'accept', 'respond'])
  expect(named(appeal('accepted'))).toEqual(['yellow', 'red', 'serious', 'respond'])
  expect(named(appeal('accepted', { contactedAt: NOW }))).toEqual(['yellow', 'red', 'serious'])
  expect(named(appeal('resolved'))).toEqual([])
  expect(named(appeal('accepted', { paused: { since: NOW, minutesLeft: 1 } }))).toEqual([])
})

test('an urgent appeal rings at each of its moments, one after another; another one never', () => {
  const urgent = appeal('assigned', { urgency: 'urgent' })
  const rung: string[] = []
  for (let now = nextAlarm(urgent, NOW); now; now = nextAlarm(urgent, now))
    rung.push(String(inLocalTime(now)))
  expect(rung).toEqual(
    ['23T11:00', '24T09:00', '25T09:00', '26T09:00']
      .map((time) => `2026-11-${time}:00`)
      .concat('2026-12-04T09:00:00'),
  )
  expect(nextAlarm(appeal('assigned'), NOW)).toBeNull()
})

// prettier-ignore
const bundles: [remark: string, after: string, at: number[], next: string][] = [
  ['in the morning', '2026-11-23T07:00', [510, 840], '2026-11-23T08:30'],
  ['at the very minute: the next', '2026-11-23T08:30', [510, 840], '2026-11-23T14:00'],
  ['in the order of the day, however it is written', '2026-11-23T08:30', [840, 510], '2026-11-23T14:00'],
  ['in the evening: tomorrow', '2026-11-23T18:00', [510, 840], '2026-11-24T08:30'],
  ['Friday afternoon: Monday', '2026-11-27T14:00', [510, 840], '2026-11-30T08:30'],
  ['on Saturday: Monday', '2026-11-28T10:00', [510, 840], '2026-11-30T08:30'],
  ['before opening means the opening', '2026-11-23T05:00', [360], '2026-11-23T08:30'],
  ['in the break means its end', '2026-11-23T10:00', [750], '2026-11-23T13:30'],
  ['after closing means the next opening', '2026-11-23T10:00', [1200], '2026-11-24T08:30'],
]

describe('reminders that can wait are told at their times in working time', () => {
  it.each(bundles)('%s', (_remark, after, times, next) => {
    const policy = { ...ORG.policy, reminders: { at: times } }
    const rules = { ...RULES, org: { ...ORG, policy } }
    expect(inLocalTime(nextReminders(rules, at(after)))).toBe(`${next}:00`)
  })
})

test('what was taken off is what is counted', () => {
  for (let minutes = 0; minutes < 4000; minutes += 317) {
    const begin = subtractWorkingMinutes(CALENDAR, at('2026-11-26T14:07'), minutes)
    expect(workingMinutes(CALENDAR, begin, at('2026-11-26T14:07')), String(minutes)).toBe(minutes)
  }
  const day = { amount: 1, unit: 'days' } as const
  expect(inLocalTime(subtractWorking(CALENDAR, at('2026-11-30T17:30'), day))).toBe(
    '2026-11-27T17:30:00',
  )
})
