import { describe, expect, it, test } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import type { Appeal, Status } from '../../src/domain/appeal.ts'
import { workingDaysLeft } from '../../src/domain/clock-moves.ts'
import { clockOf, dueAfter, whenToTell } from '../../src/domain/deadlines.ts'
import { appeal, at, given, HANDLER, HEAD, request, RULES } from '../support/builders.ts'
import { decisions, dispatcher, handler, resident } from '../support/decisions.ts'

const MONDAY = at('2026-11-23T09:00')
const FRIDAY_NIGHT = at('2026-11-27T23:00')
const local = (moment: Temporal.Instant) =>
  moment.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString()

const urgent = (status: Status, change: Partial<Appeal> = {}) =>
  appeal(status, { urgency: 'urgent', ...change })

describe('an urgent appeal has short time, around the clock', () => {
  // The category gives 2 working hours to sign for it, 3 working days to reply.
  test.each([
    ['normal, on a Friday night', 'normal', 'resolve', '2026-11-27T23:00', '2026-12-02T17:30:00'],
    [
      'urgent on Friday 23:00 is due on Saturday 23:00',
      'urgent',
      'resolve',
      '2026-11-27T23:00',
      '2026-11-28T23:00:00',
    ],
    ['to be signed for at midnight', 'urgent', 'accept', '2026-11-27T23:00', '2026-11-28T00:00:00'],
    ['in the middle of work', 'urgent', 'accept', '2026-11-23T10:00', '2026-11-23T11:00:00'],
    ['on a holiday evening', 'urgent', 'resolve', '2026-11-29T20:15', '2026-11-30T20:15:00'],
  ] as const)('%s', (_remark, urgency, until, now, due) => {
    expect(local(dueAfter(RULES, { category: 'power', urgency }, at(now), until))).toBe(due)
  })

  it('never has more time than its category gives', () => {
    const slow = { amount: 90, unit: 'hours' } as const
    const rules = {
      ...RULES,
      org: { ...RULES.org, urgent: { accept: slow, respond: slow, resolve: slow } },
    }
    for (const until of ['accept', 'resolve'] as const)
      expect(dueAfter(rules, { category: 'power', urgency: 'urgent' }, MONDAY, until)).toEqual(
        dueAfter(rules, { category: 'power', urgency: 'normal' }, MONDAY, until),
      )
  })

  test.each([
    ['1 day and 1 hour', '2026-11-29T00:00', 1],
    ['23 hours, over a Saturday', '2026-11-28T22:00', 0],
    ['an hour late', '2026-11-27T22:00', -1],
  ])('its days left are plain days: %s', (_remark, due, days) => {
    expect(workingDaysLeft(clockOf(RULES, { urgency: 'urgent' }), FRIDAY_NIGHT, at(due))).toBe(days)
  })
})

describe('quiet hours', () => {
  test.each([
    ['normal', '2026-11-27T23:00', '2026-11-30T08:30:00'],
    ['normal', '2026-11-27T12:30', '2026-11-27T13:30:00'],
    ['normal', '2026-11-27T10:00', '2026-11-27T10:00:00'],
    ['urgent', '2026-11-27T23:00', '2026-11-27T23:00:00'],
  ] as const)('hold up what is %s at %s until %s', (urgency, wished, told) => {
    expect(local(whenToTell(RULES, { urgency }, at(wished)))).toBe(told)
  })
})

describe('the clock of an urgent appeal', () => {
  const paused = { since: FRIDAY_NIGHT, minutesLeft: 600 }
  decisions([
    {
      remark: 'starts with the assignment, at night as well',
      given: given(urgent('registered'), { now: FRIDAY_NIGHT }),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: { appeal: { acceptDue: '2026-11-28T00:00:00', due: '2026-11-28T23:00:00' } },
    },
    {
      remark: 'pauses with the minutes of night and weekend',
      given: given(urgent('accepted', { due: at('2026-11-28T23:00') }), { now: at('2026-11-28T05:00') }), // prettier-ignore
      who: handler,
      when: { act: 'ask', hasWords: true },
      then: { appeal: { paused: { minutesLeft: 18 * 60 } } },
    },
    {
      remark: 'goes on in a weekend',
      given: given(urgent('accepted', { paused }), { now: at('2026-11-28T20:00') }),
      who: resident,
      when: { act: 'answer', hasWords: true },
      then: { appeal: { paused: null, due: '2026-11-29T06:00:00' } },
    },
    {
      remark: 'is extended by plain days',
      given: given(urgent('accepted', { due: at('2026-11-28T23:00') }), {
        now: FRIDAY_NIGHT,
        pending: request('extension', { days: 2, by: HANDLER }),
      }),
      who: { desk: false, person: HEAD, posts: [{ unit: 'housing', role: 'head' }] },
      when: { act: 'approve_extension', request: 7 },
      then: { appeal: { due: '2026-11-30T23:00:00' } },
    },
    {
      remark: 'has half of the short time for re-work',
      given: given(
        urgent('resolved', { visit: { contacted: true, solved: 'no', satisfied: 2, pressed: false, still: null } }), // prettier-ignore
        { now: FRIDAY_NIGHT },
      ),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { due: '2026-11-28T11:00:00' } },
    },
  ])
})

const URGENT_NOISE = {
  ...RULES,
  org: {
    ...RULES.org,
    categories: RULES.org.categories.map((one) => ({ ...one, urgency: 'urgent' as const })),
  },
}

describe('raising an appeal', () => {
  const late = at('2026-11-20T09:00')
  decisions([
    {
      remark: 'makes it urgent, with less time to sign and to reply, and tells the unit',
      given: given(appeal('assigned'), { now: MONDAY }),
      who: DESK,
      when: { act: 'raise' },
      then: {
        appeal: { urgency: 'urgent', acceptDue: '2026-11-23T10:00:00', due: '2026-11-24T09:00:00' },
        data: { urgency: 'urgent' },
        notices: ['unit.raised'],
        timers: {
          set: [
            { kind: 'refresh', at: '2026-11-24T00:00:00' },
            { kind: 'alarm', at: '2026-11-23T10:00:00' },
          ],
        },
      },
    },
    {
      remark: 'leaves the time alone that is shorter already',
      given: given(appeal('assigned', { due: at('2026-11-23T11:30'), acceptDue: at('2026-11-23T09:10') })), // prettier-ignore
      who: DESK,
      when: { act: 'raise' },
      then: { appeal: { acceptDue: '2026-11-23T09:10:00', due: '2026-11-23T11:30:00' } },
    },
    {
      remark: 'leaves late what is late',
      given: given(appeal('accepted', { due: late })),
      who: DESK,
      when: { act: 'raise' },
      then: { appeal: { due: '2026-11-20T09:00:00' } },
    },
    {
      remark: 'shortens what is left of a paused one',
      given: given(appeal('accepted', { paused: { since: MONDAY, minutesLeft: 5000 } })),
      who: DESK,
      when: { act: 'raise' },
      then: { appeal: { paused: { minutesLeft: 24 * 60 } } },
    },
    {
      remark: 'does not lengthen what is left of a paused one, late ones included',
      given: given(appeal('shelved', { paused: { since: MONDAY, minutesLeft: -30 } })),
      who: DESK,
      when: { act: 'raise' },
      then: { appeal: { paused: { minutesLeft: -30 } } },
    },
    {
      remark: 'gives no date to one that no unit has yet',
      given: given(appeal('registered')),
      who: DESK,
      when: { act: 'raise' },
      then: { appeal: { urgency: 'urgent', due: null, acceptDue: null } },
    },
    {
      remark: 'happens once',
      given: given(urgent('assigned')),
      who: DESK,
      when: { act: 'raise' },
      then: 'already_done',
    },
    {
      remark: 'by its category shortens the date of one that a unit gave back',
      given: given(appeal('registered', { due: at('2026-11-26T09:00') }), { rules: URGENT_NOISE }),
      who: dispatcher,
      when: { act: 'recategorise', category: 'noise' },
      then: { appeal: { urgency: 'urgent', due: '2026-11-24T09:00:00' } },
    },
    {
      remark: 'is not for people',
      given: given(appeal('assigned')),
      who: dispatcher,
      when: { act: 'raise' },
      then: 'not_allowed',
    },
  ])
})

describe('an emergency in what a resident adds', () => {
  const fire = { hasWords: true, emergencies: ['fire'] } as const
  decisions([
    {
      remark: 'is kept with an open appeal, which is raised',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'add', ...fire },
      then: {
        appeal: { emergencies: ['fire'], urgency: 'normal' },
        data: { emergencies: 'fire' },
        next: { act: 'raise' },
      },
    },
    {
      remark: 'is heard in an answer as well',
      given: given(appeal('accepted', { paused: { since: MONDAY, minutesLeft: 60 } })),
      who: resident,
      when: { act: 'answer', ...fire },
      then: { next: { act: 'raise' } },
    },
    {
      remark: 'changes nothing more when it is known',
      given: given(urgent('accepted', { emergencies: ['fire'] })),
      who: resident,
      when: { act: 'add', ...fire },
      then: { appeal: { emergencies: ['fire'] }, data: {}, next: null },
    },
    {
      remark: 'is kept, another one, with what is urgent already',
      given: given(urgent('accepted', { emergencies: ['gas'] })),
      who: resident,
      when: { act: 'add', ...fire },
      then: { appeal: { emergencies: ['gas', 'fire'] }, next: null },
    },
    {
      remark: 'does not raise one that has its reply',
      given: given(appeal('resolved')),
      who: resident,
      when: { act: 'add', ...fire },
      then: { appeal: { emergencies: ['fire'], urgency: 'normal' }, next: null },
    },
    {
      remark: 'stays urgent under another category',
      given: given(urgent('registered', { emergencies: ['fire'] })),
      who: dispatcher,
      when: { act: 'recategorise', category: 'noise' },
      then: { appeal: { category: 'noise', urgency: 'urgent' } },
    },
    {
      remark: 'without it, the urgency is that of the category',
      given: given(urgent('registered')),
      who: dispatcher,
      when: { act: 'recategorise', category: 'noise' },
      then: { appeal: { category: 'noise', urgency: 'normal' } },
    },
  ])
})
