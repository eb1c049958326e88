import { describe } from 'vitest'
import type { Appeal } from '../../src/domain/appeal.ts'
import { UNASKED } from '../../src/domain/appeal.ts'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import type { Rules } from '../../src/domain/rules.ts'
import { appeal, at, given, HANDLER, HEAD, JOINER, NOW, RULES } from '../support/builders.ts'
import { decisions, handler, head, resident } from '../support/decisions.ts'

const dispatcher: Actor = {
  ...{ desk: false, person: 4 },
  posts: [{ unit: 'county', role: 'dispatcher' }],
}
/** The rules of a county in which nobody works but in this unit. */
const withStaffIn = (unit: string): Rules => {
  const staff = RULES.org.staff.filter((post) => post.unit === unit)
  return { ...RULES, org: { ...RULES.org, staff } }
}

describe('a round of re-work', () => {
  const visit = { ...UNASKED, contacted: true, solved: 'no', satisfied: 1 } as const
  const back = (rounds: number, change = {}, of: Partial<Appeal> = {}) =>
    given(appeal('resolved', { visit, rounds, handler: HANDLER, replied: HANDLER, ...of }), change)
  const relieved = (change = {}, of: Partial<Appeal> = {}) =>
    given(appeal('assigned', { relieved: HANDLER, replied: HANDLER, rounds: 2, ...of }), change)
  decisions([
    {
      remark: 'stays in the same hands the first time',
      given: back(0),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { rounds: 1, handler: HANDLER, reopened: 0 }, next: null },
    },
    {
      remark: 'goes to another handler the second time',
      given: back(1),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { rounds: 2 }, next: { act: 'relieve' } },
    },
    {
      remark:
        'goes to a dispatcher where nobody else of the unit is there, and nobody hears that the unit does it again',
      given: back(1, { unitPeople: [HANDLER] }),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { rounds: 2 }, notices: [], next: { act: 'requeue' } },
    },
    {
      remark: 'goes to a dispatcher where the one who is left stands behind it',
      given: back(1, {
        ...{ unitPeople: [HANDLER, JOINER] },
        joiners: [{ person: JOINER, from: null, visit }],
      }),
      who: DESK,
      when: { act: 'rework' },
      then: { next: { act: 'requeue' } },
    },
    {
      remark: 'goes to a dispatcher, opened again after the end too',
      given: given(
        appeal('closed', { closedAt: NOW, handler: HANDLER, replied: HANDLER, rounds: 1 }),
        { unitPeople: [HANDLER] },
      ),
      who: resident,
      when: { act: 'reopen', hasWords: true },
      then: { notices: [], next: { act: 'requeue' } },
    },
    {
      remark: 'stays in the same hands where nobody else is there in the whole county',
      given: back(1, {
        unitPeople: [HANDLER],
        rules: withStaffIn('housing'),
      }),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { rounds: 2, handler: HANDLER }, next: null },
    },
    {
      remark: 'stays in the same hands where no dispatcher could find somebody else',
      given: back(1, {
        unitPeople: [HANDLER],
        rules: {
          ...RULES,
          org: { ...RULES.org, staff: RULES.org.staff.filter(({ role }) => role !== 'dispatcher') },
        },
      }),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { handler: HANDLER }, next: null },
    },
    {
      remark: 'stays in the unit where whoever held it did not give the reply',
      given: back(1, { unitPeople: [HANDLER, HEAD] }, { replied: HEAD }),
      who: DESK,
      when: { act: 'rework' },
      then: { next: { act: 'relieve' } },
    },
    {
      remark:
        'waits in the queue with the date that was promised, and is not suggested to the same unit',
      given: given(
        appeal('accepted', { handler: HANDLER, rounds: 2, due: at('2026-11-24T14:15') }),
      ),
      who: DESK,
      when: { act: 'requeue' },
      then: {
        appeal: {
          ...{ status: 'registered', unit: null, handler: null, heldSince: null },
          ...{ passedOver: 'housing', relieved: HANDLER },
          ...{ due: '2026-11-24T14:15:00', acceptDue: null },
        },
        notices: ['resident.requeued', 'unit.requeued'],
        next: { act: 'queue' },
      },
    },
    {
      remark: 'is not given straight back to the unit that has nobody else',
      given: given(appeal('registered', { passedOver: 'housing' })),
      who: dispatcher,
      when: { act: 'assign', unit: 'housing' },
      then: 'another_unit',
    },
    {
      remark: 'is given to another unit, with the date that was promised',
      given: given(appeal('registered', { passedOver: 'housing', due: at('2026-11-24T14:15') })),
      who: dispatcher,
      when: { act: 'assign', unit: 'anshun' },
      then: {
        appeal: { unit: 'anshun', passedOver: null, due: '2026-11-24T14:15:00' },
        notices: ['resident.assigned', 'unit.task'],
      },
    },
    {
      remark: 'waits to be signed for, with the date that was promised, and a new time to sign',
      given: given(
        appeal('accepted', { handler: HANDLER, rounds: 2, due: at('2026-11-24T14:15') }),
      ),
      who: DESK,
      when: { act: 'relieve' },
      then: {
        appeal: {
          ...{ status: 'assigned', handler: null, relieved: HANDLER },
          ...{ due: '2026-11-24T14:15:00', acceptDue: '2026-11-23T11:00:00' },
        },
        notices: ['unit.task'],
      },
    },
    {
      remark: 'is not signed for by whoever gave the reply that failed, though a colleague held it',
      given: relieved({}, { relieved: HEAD, replied: HANDLER }),
      who: handler,
      when: { act: 'accept' },
      then: 'another_handler',
    },
    {
      remark: 'is signed for by whoever held it and did not reply, where nobody else is left',
      given: relieved({}, { relieved: HEAD, replied: HANDLER }),
      who: head,
      when: { act: 'accept' },
      then: { appeal: { status: 'accepted', handler: HEAD } },
    },
    {
      remark: 'is not signed for by whoever held it and did not reply, while somebody else is left',
      given: relieved(
        { unitPeople: [HANDLER, HEAD, JOINER] },
        { relieved: HEAD, replied: HANDLER },
      ),
      who: head,
      when: { act: 'accept' },
      then: 'another_handler',
    },
    {
      remark: 'is not signed for by whoever had it',
      given: relieved(),
      who: handler,
      when: { act: 'accept' },
      then: 'another_handler',
    },
    {
      remark: 'is signed for by a colleague',
      given: relieved(),
      who: head,
      when: { act: 'accept' },
      then: { appeal: { status: 'accepted', handler: HEAD } },
    },
    {
      remark: 'is signed for by whoever had it once nobody else is left',
      given: relieved({ unitPeople: [HANDLER] }),
      who: handler,
      when: { act: 'accept' },
      then: { appeal: { handler: HANDLER } },
    },
    {
      remark: 'is not handed back by the head',
      given: relieved(),
      who: head,
      when: { act: 'hand', staff: HANDLER },
      then: 'another_handler',
    },
    {
      remark: 'stays barred to whoever had it when it comes back by way of another unit',
      given: relieved(),
      who: dispatcher,
      when: { act: 'reassign', unit: 'anshun' },
      then: { appeal: { relieved: HANDLER } },
    },
  ])
})
