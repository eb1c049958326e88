import { describe } from 'vitest'
import type { Appeal } from '../../src/domain/appeal.ts'
import { appeal, at, given } from '../support/builders.ts'
import { decisions, dispatcher, head } from '../support/decisions.ts'

const urgent = (change: Partial<Appeal> = {}) =>
  appeal('accepted', {
    ...{ urgency: 'urgent', emergencies: ['fire'], due: at('2026-11-24T09:00') },
    ...change,
  })

describe('a false emergency', () => {
  decisions([
    {
      remark: 'has its usual time again, counted from the assignment, and everybody hears why',
      given: given(urgent(), { now: at('2026-11-23T16:00') }),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      then: {
        appeal: { urgency: 'normal', emergencies: [], due: '2026-11-26T09:00:00' },
        notices: ['resident.lowered', 'unit.lowered'],
      },
    },
    {
      remark: 'never gets less time than it has',
      given: given(urgent({ due: at('2026-12-01T09:00') })),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      then: { appeal: { due: '2026-12-01T09:00:00' } },
    },
    {
      remark: 'that nobody has signed for has its usual time to sign, too',
      given: given({ ...urgent(), status: 'assigned', acceptDue: at('2026-11-23T10:00') }),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      then: { appeal: { acceptDue: '2026-11-23T11:00:00' } },
    },
    {
      remark: 'keeps what is left while the clock pauses, in working minutes',
      given: given(urgent({ paused: { since: at('2026-11-23T11:00'), minutesLeft: 60 } }), {
        now: at('2026-11-25T09:00'),
      }),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      // Three days of 450 minutes, less the two hours before the pause.
      then: { appeal: { paused: { minutesLeft: 1350 - 120 } } },
    },
    {
      remark: 'that waits in the queue has no date to change',
      given: given({
        ...urgent({ due: null, assignedAt: null, unit: null }),
        status: 'registered',
      }),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      then: { appeal: { urgency: 'normal', due: null } },
    },
    {
      remark: 'is lowered with a reason only',
      given: given(urgent()),
      who: dispatcher,
      when: { act: 'lower' },
      then: 'words_needed',
    },
    {
      remark: 'is not lowered by the unit, whose clock it is',
      given: given(urgent()),
      who: head,
      when: { act: 'lower', hasWords: true },
      then: 'not_allowed',
    },
    {
      remark: 'is lowered once',
      given: given(urgent({ urgency: 'normal' })),
      who: dispatcher,
      when: { act: 'lower', hasWords: true },
      then: 'already_done',
    },
  ])
})
