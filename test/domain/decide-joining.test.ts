import { describe, expect, it } from 'vitest'
import { UNASKED, type Joiner, type ReturnVisit } from '../../src/domain/appeal.ts'
import type { OtherAppeal } from '../../src/domain/guards.ts'
import { isWorthTelling } from '../../src/domain/joining.ts'
import { afterAnswer, outcomeOf } from '../../src/domain/visits.ts'
import { appeal, DISPATCHER, given, JOINER, RESIDENT, STRANGER } from '../support/builders.ts'
import { decisions, dispatcher, handler, resident } from '../support/decisions.ts'

const joiner = { desk: false, person: JOINER, posts: [] } as const
const stranger = { desk: false, person: STRANGER, posts: [] } as const
const joined = (visit: Partial<ReturnVisit> = {}, from: string | null = null): Joiner => ({
  ...{ person: JOINER, from, visit: { ...UNASKED, ...visit } },
})
const together = { households: 2 }
const content = { contacted: true, solved: 'yes', satisfied: 5 } as const
const other = (change: Partial<OtherAppeal> = {}): OtherAppeal => ({
  ...{
    number: '26-0000002-9',
    status: 'accepted',
    unit: 'housing',
    resident: 21,
    emergencies: [],
    joiners: [],
  },
  ...change,
})

describe('Joining', () => {
  decisions([
    {
      remark: 'a neighbour joins an open appeal, and the unit hears of the second household',
      given: given(appeal('accepted')),
      who: stranger,
      when: { act: 'join' },
      then: {
        appeal: { households: 2, status: 'accepted', resident: RESIDENT },
        joiners: { do: 'add', people: [STRANGER], from: null },
        notices: ['joiner.joined', 'unit.joined'],
      },
    },
    {
      remark: 'the third is on the card and rings nobody',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: stranger,
      when: { act: 'join' },
      then: { appeal: { households: 3 }, notices: ['joiner.joined'] },
    },
    {
      remark: 'a picture of the third goes to the unit at once',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: stranger,
      when: { act: 'join', hasFiles: true },
      then: { notices: ['joiner.joined', 'unit.joined'] },
    },
    {
      remark: 'a joiner who smells gas makes it urgent for everybody',
      given: given(appeal('accepted')),
      who: stranger,
      when: { act: 'join', emergencies: ['gas'] },
      then: { appeal: { households: 2, emergencies: ['gas'] }, next: { act: 'raise' } },
    },
    {
      remark: 'nobody joins twice',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: joiner,
      when: { act: 'join' },
      then: 'joined_already',
    },
    {
      remark: 'nobody joins their own',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'join' },
      then: 'joined_already',
    },
    {
      remark: 'what has a reply is not joined any more',
      given: given(appeal('resolved')),
      who: stranger,
      when: { act: 'join' },
      then: 'not_now',
    },
    {
      remark: 'a joiner leaves, the others stay',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: joiner,
      when: { act: 'leave' },
      then: {
        appeal: { households: 1, resident: RESIDENT },
        joiners: { do: 'remove', people: [JOINER] },
      },
    },
    {
      remark: 'the resident leaves, and who joined first goes on without a name',
      given: given(appeal('accepted', together), { joiners: [joined({ contacted: true })] }),
      who: resident,
      when: { act: 'leave' },
      then: {
        appeal: {
          ...{ households: 1, resident: JOINER, anonymous: true, status: 'accepted' },
          visit: { contacted: true },
        },
        joiners: { do: 'remove', people: [JOINER] },
      },
    },
    {
      remark: 'the resident cannot withdraw what others wait for too',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: resident,
      when: { act: 'withdraw' },
      then: 'not_now',
    },
    {
      remark: 'who stands alone has nobody to leave it to',
      given: given(appeal('accepted')),
      who: resident,
      when: { act: 'leave' },
      then: 'not_now',
    },
    {
      remark: 'a joiner withdraws nothing that is not theirs',
      given: given(appeal('accepted', together), { joiners: [joined()] }),
      who: joiner,
      when: { act: 'withdraw' },
      then: 'own_appeal',
    },
    {
      remark: 'a joiner does not answer what the unit asked the resident',
      given: given(
        appeal('accepted', { paused: { since: appeal().registeredAt, minutesLeft: 9 } }),
        {
          joiners: [joined()],
        },
      ),
      who: joiner,
      when: { act: 'answer', hasWords: true },
      then: 'own_appeal',
    },
  ])
})

describe('The return visit of several households', () => {
  decisions([
    {
      remark: 'an answer of a joiner is kept as theirs and leaves the resident unasked',
      given: given(appeal('resolved', together), { joiners: [joined()] }),
      who: joiner,
      when: { act: 'contacted', answer: 'no' },
      then: {
        appeal: { visit: UNASKED },
        joiners: { do: 'answer', person: JOINER, visit: { contacted: false, solved: null } },
      },
    },
    {
      remark: 'a joiner answers in order, whatever the resident has answered',
      given: given(appeal('resolved', { ...together, visit: { ...UNASKED, ...content } }), {
        joiners: [joined()],
      }),
      who: joiner,
      when: { act: 'solved', answer: 'yes' },
      then: 'answer_in_order',
    },
    {
      remark: 'the resident is content, and a joiner is still to be heard',
      given: given(
        appeal('resolved', { ...together, visit: { ...UNASKED, ...content, satisfied: null } }),
        {
          joiners: [joined()],
        },
      ),
      who: resident,
      when: { act: 'satisfied', answer: '5' },
      then: { next: null, appeal: { status: 'resolved' } },
    },
    {
      remark: 'the last household is content: it is closed',
      given: given(appeal('resolved', { ...together, visit: { ...UNASKED, ...content } }), {
        joiners: [joined({ ...content, satisfied: null })],
      }),
      who: joiner,
      when: { act: 'satisfied', answer: '4' },
      then: { next: { act: 'close' } },
    },
    {
      remark: 'one household that is not content sends it back at once',
      given: given(appeal('resolved', { ...together, visit: { ...UNASKED, ...content } }), {
        joiners: [joined({ ...content, solved: 'no', satisfied: null })],
      }),
      who: joiner,
      when: { act: 'satisfied', answer: '3' },
      then: { next: { act: 'rework' }, appeal: { visit: content } },
    },
    {
      remark: 'the next visit does not ask the resident who said that it is solved',
      given: given(appeal('accepted', { ...together, visit: { ...UNASKED, ...content } }), {
        joiners: [joined({ solved: 'no' })],
      }),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { appeal: { visit: content }, joiners: { do: 'ask_again' } },
    },
    {
      remark: 'the next visit asks the resident who was not content',
      given: given(appeal('accepted', { visit: { ...UNASKED, ...content, satisfied: 1 } })),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { appeal: { visit: UNASKED } },
    },
  ])

  it('ends when all have answered or one is not content', () => {
    const silent = UNASKED
    const happy = { ...UNASKED, ...content }
    const unhappy = { ...happy, satisfied: 2 }
    expect(afterAnswer([happy, silent])).toBeNull()
    expect(afterAnswer([happy, happy])).toEqual({ act: 'close' })
    expect(afterAnswer([unhappy, silent])).toEqual({ act: 'rework' })
    expect(afterAnswer([happy])).toEqual({ act: 'close' })
  })

  it.each([
    ['all silent', [UNASKED, UNASKED], 'solved_unconfirmed'],
    ['one yes, one silent', [UNASKED, { ...UNASKED, ...content }], 'solved_confirmed'],
    [
      'one partly',
      [
        { ...UNASKED, ...content },
        { ...UNASKED, solved: 'partly' },
      ],
      'partly',
    ],
  ] as const)('counts as solved only what was said: %s', (_remark, visits, outcome) => {
    expect(outcomeOf(visits)).toBe(outcome)
  })
})

describe('Merging and splitting', () => {
  const merged = appeal('merged', { main: '26-0000002-9', closedAt: appeal().registeredAt })
  decisions([
    {
      remark: 'a dispatcher merges an appeal into an open one: it ends, and points to the main one',
      given: given(appeal('assigned'), { other: other() }),
      who: dispatcher,
      when: { act: 'merge', other: '26-0000002-9' },
      then: {
        appeal: { status: 'merged', outcome: 'merged', main: '26-0000002-9', unit: 'housing' },
        notices: ['unit.merged'],
      },
    },
    {
      remark: 'the main appeal takes in its resident and whoever joined it, each once',
      given: given(appeal('accepted', together), {
        joiners: [joined()],
        other: other({ joiners: [joined(), { person: RESIDENT, from: null, visit: UNASKED }] }),
      }),
      who: dispatcher,
      when: { act: 'absorb', other: '26-0000002-9' },
      then: {
        appeal: { households: 3 },
        joiners: { do: 'add', people: [21], from: '26-0000002-9' },
        data: { number: '26-0000002-9' },
      },
    },
    {
      remark: 'an emergency of the one that comes in makes the main one urgent',
      given: given(appeal('accepted'), { other: other({ emergencies: ['fire'] }) }),
      who: dispatcher,
      when: { act: 'absorb', other: '26-0000002-9' },
      then: { appeal: { emergencies: ['fire'] }, next: { act: 'raise' } },
    },
    {
      remark: 'not into itself',
      given: given(appeal('assigned'), { other: other({ number: appeal().number }) }),
      who: dispatcher,
      when: { act: 'merge', other: appeal().number },
      then: 'merge_itself',
    },
    {
      remark: 'not into one that has its reply',
      given: given(appeal('assigned'), { other: other({ status: 'resolved' }) }),
      who: dispatcher,
      when: { act: 'merge', other: '26-0000002-9' },
      then: 'merge_over',
    },
    {
      remark: 'not into one that is not there',
      given: given(appeal('assigned')),
      who: dispatcher,
      when: { act: 'merge', other: '26-0000009-9' },
      then: 'merge_over',
    },
    {
      remark: 'nobody merges into an appeal behind which they stand',
      given: given(appeal('assigned'), { other: other({ resident: DISPATCHER }) }),
      who: dispatcher,
      when: { act: 'merge', other: '26-0000002-9' },
      then: 'own_appeal',
    },
    {
      remark: 'a unit does not merge',
      given: given(appeal('assigned'), { other: other() }),
      who: handler,
      when: { act: 'merge', other: '26-0000002-9' },
      then: 'not_allowed',
    },
    {
      remark: 'split: open again, and goes to the unit that has the main one',
      given: given(merged, { other: other() }),
      who: dispatcher,
      when: { act: 'split', other: '26-0000002-9' },
      then: {
        appeal: { status: 'registered', outcome: null, main: null, closedAt: null, unit: null },
        next: { act: 'assign', unit: 'housing' },
        timers: { clear: ['retain'] },
      },
    },
    {
      remark: 'split from one that waits in the queue: to the queue',
      given: given(merged, { other: other({ status: 'registered', unit: null }) }),
      who: dispatcher,
      when: { act: 'split', other: '26-0000002-9' },
      then: { next: { act: 'queue' } },
    },
    {
      remark: 'what is over is not split any more',
      given: given(merged, { other: other({ status: 'closed' }) }),
      who: dispatcher,
      when: { act: 'split', other: '26-0000002-9' },
      then: 'merge_over',
    },
    {
      remark: 'the main appeal lets go of those who came along, and of nobody else',
      given: given(appeal('accepted', { households: 3 }), {
        joiners: [joined(), { person: 21, from: '26-0000002-9', visit: UNASKED }],
        other: other({ status: 'merged' }),
      }),
      who: dispatcher,
      when: { act: 'release', other: '26-0000002-9' },
      then: { appeal: { households: 2 }, joiners: { do: 'remove', people: [21] } },
    },
  ])
})

it.each([
  [1, 2, true],
  [2, 3, false],
  [4, 5, true],
  [9, 10, true],
  [10, 11, false],
  [19, 20, true],
  [30, 45, false],
  [45, 60, true],
  [99, 100, true],
  [200, 499, false],
  [0, 1, false],
])('a unit hears of the step from %i to %i households: %s', (before, after, tells) => {
  expect(isWorthTelling(before, after)).toBe(tells)
})
