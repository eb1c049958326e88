import { describe } from 'vitest'
import type { Appeal } from '../../src/domain/appeal.ts'
import { UNASKED } from '../../src/domain/appeal.ts'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import { appeal, at, given, HANDLER, JOINER, NOW } from '../support/builders.ts'
import { decisions, handler, resident } from '../support/decisions.ts'

const CONTENT = { ...UNASKED, contacted: true, solved: 'yes', satisfied: 5 } as const
const over = (hoursAgo: number, change: Partial<Appeal> = {}) =>
  appeal('closed', {
    ...{ closedAt: NOW.subtract({ hours: hoursAgo }), visit: CONTENT, handler: HANDLER },
    ...change,
  })
const joiner: Actor = { desk: false, person: JOINER, posts: [] }
const joined = { joiners: [{ person: JOINER, from: null, visit: CONTENT }] }
const DAY = 24

describe('the answer of the return visit, after the end', () => {
  decisions([
    {
      remark: 'may be changed for seven days, and the outcome with it',
      given: given(over(7 * DAY)),
      who: resident,
      when: { act: 'change', answer: 'partly', rating: '4' },
      then: {
        appeal: { status: 'closed', outcome: 'partly', visit: { solved: 'partly', satisfied: 4 } },
        data: { answer: 'partly', rating: '4', solved: 'yes', satisfied: 5, outcome: 'partly' },
        notices: [],
        next: null,
      },
    },
    {
      remark: 'turns silence into an answer',
      given: given(over(DAY, { visit: UNASKED, outcome: 'solved_unconfirmed' })),
      who: resident,
      when: { act: 'change', answer: 'yes', rating: '5' },
      then: { appeal: { outcome: 'solved_confirmed' }, next: null },
    },
    {
      remark: 'sends it back to work when it becomes worse',
      given: given(over(DAY)),
      who: resident,
      when: { act: 'change', answer: 'no', rating: '2' },
      then: { appeal: { visit: { solved: 'no' } }, next: { act: 'rework' } },
    },
    {
      remark: 'is a joiner’s own',
      given: given(over(DAY, { households: 2 }), joined),
      who: joiner,
      when: { act: 'change', answer: 'yes', rating: '1' },
      then: {
        appeal: { visit: CONTENT },
        joiners: { do: 'answer', person: JOINER, visit: { satisfied: 1 } },
        next: { act: 'rework' },
      },
    },
    {
      remark: 'stays as it is after seven days',
      given: given(over(7 * DAY + 1)),
      who: resident,
      when: { act: 'change', answer: 'no', rating: '1' },
      then: 'change_too_late',
    },
    {
      remark: 'is nothing to change where nobody asked: explained',
      given: given(over(DAY, { outcome: 'explained', visit: UNASKED })),
      who: resident,
      when: { act: 'change', answer: 'yes', rating: '5' },
      then: 'not_now',
    },
    {
      remark: 'needs both parts',
      given: given(over(DAY)),
      who: resident,
      when: { act: 'change', answer: 'yes' },
      then: 'answer_unknown',
    },
    {
      remark: 'is not for the unit',
      given: given(over(DAY)),
      who: handler,
      when: { act: 'change', answer: 'yes', rating: '5' },
      then: 'not_allowed',
    },
  ])
})

describe('reopening', () => {
  decisions([
    {
      remark: 'goes to the same handler, in half the time, and remembers how soon it came back',
      given: given(over(2 * DAY)),
      who: resident,
      when: { act: 'reopen', hasWords: true },
      then: {
        appeal: {
          ...{ status: 'accepted', outcome: null, closedAt: null, handler: HANDLER },
          ...{ rounds: 1, reopened: 1, visit: UNASKED },
          // Three working days of 450 minutes, halved.
          due: '2026-11-24T14:15:00',
        },
        data: { solved: 'yes', satisfied: 5, round: 1, minutes: 2 * DAY * 60 },
        notices: ['resident.reopened', 'unit.reopened'],
        timers: { clear: ['survey', 'survey_remind', 'survey_close', 'retain', 'still_ask'] },
        next: null,
      },
    },
    {
      remark: 'needs words',
      given: given(over(DAY)),
      who: resident,
      when: { act: 'reopen' },
      then: 'words_needed',
    },
    {
      remark: 'is possible for thirty days',
      given: given(over(30 * DAY + 1)),
      who: resident,
      when: { act: 'reopen', hasWords: true },
      then: 'reopen_too_late',
    },
    {
      remark: 'is possible once after an explanation',
      given: given(over(DAY, { outcome: 'explained' })),
      who: resident,
      when: { act: 'reopen', hasWords: true },
      then: { appeal: { status: 'accepted', reopened: 1 } },
    },
    {
      remark: 'is not possible after a second explanation',
      given: given(over(DAY, { outcome: 'explained', reopened: 1 })),
      who: resident,
      when: { act: 'reopen', hasWords: true },
      then: 'reopened_already',
    },
    {
      remark: 'is open to whoever joined, and they are asked again',
      given: given(over(DAY, { households: 2 }), joined),
      who: joiner,
      when: { act: 'reopen', hasWords: true },
      then: { joiners: { do: 'answer', person: JOINER, visit: UNASKED }, appeal: { reopened: 1 } },
    },
    ...(['declined', 'withdrawn', 'merged'] as const).map((status) => ({
      remark: `is not for what was ${status}`,
      given: given(appeal(status, { closedAt: NOW })),
      who: resident,
      when: { act: 'reopen', hasWords: true } as const,
      then: 'not_now' as const,
    })),
    {
      remark: 'keeps what its words speak of: a danger makes it urgent at once',
      given: given(over(DAY)),
      who: resident,
      when: { act: 'reopen', hasWords: true, emergencies: ['fire'] },
      then: { appeal: { emergencies: ['fire'] }, next: { act: 'raise' } },
    },
  ])
})

describe('the question whether it is still solved', () => {
  const later = 30 * DAY + 2
  decisions([
    {
      remark: 'confirms what nobody had confirmed',
      given: given(over(later, { visit: UNASKED, outcome: 'solved_unconfirmed' })),
      who: resident,
      when: { act: 'still', answer: 'yes' },
      then: { appeal: { outcome: 'solved_confirmed', visit: { still: true, solved: 'yes' } } },
    },
    {
      remark: 'sends it back to work when it is not',
      given: given(over(later)),
      who: resident,
      when: { act: 'still', answer: 'no' },
      then: { appeal: { visit: { still: false, solved: 'no' } }, next: { act: 'rework' } },
    },
    {
      remark: 'counts once',
      given: given(over(later, { visit: { ...CONTENT, still: true } })),
      who: resident,
      when: { act: 'still', answer: 'no' },
      then: 'already_answered',
    },
    {
      remark: 'is not answered before it is asked',
      given: given(over(DAY)),
      who: resident,
      when: { act: 'still', answer: 'no' },
      then: 'not_now',
    },
    {
      remark: 'waits a week for its answer',
      given: given(over(later + 7 * DAY)),
      who: resident,
      when: { act: 'still', answer: 'no' },
      then: 'change_too_late',
    },
    {
      remark: 'comes thirty days after the end, in working hours',
      given: given(appeal('resolved', { visit: CONTENT }), { now: at('2026-11-25T22:00') }),
      who: DESK,
      when: { act: 'close' },
      then: {
        timers: { set: [{ kind: 'retain' }, { kind: 'still_ask', at: '2026-12-28T08:30:00' }] },
      },
    },
  ])
})
