import { describe, expect, it } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import { UNASKED, type ReturnVisit } from '../../src/domain/appeal.ts'
import { endOfVisit } from '../../src/domain/visits.ts'
import { decide } from '../../src/domain/decide.ts'
import type { Case } from '../../src/domain/guards.ts'
import { appeal, at, given, NOW, request, RULES } from '../support/builders.ts'
import { decisions, handler, inLocalTime, resident } from '../support/decisions.ts'

const ALL_THREE = ['survey', 'survey_remind', 'survey_close']
const visited = (visit: Partial<ReturnVisit> = {}, rounds = 0): Case =>
  given(appeal('resolved', { visit: { ...UNASKED, ...visit }, rounds }))

describe('a reply', () => {
  const rules = {
    ...RULES,
    org: { ...RULES.org, survey: { afterHours: 2, remindHours: 30, closeHours: 80 } },
  }
  decisions([
    {
      remark: 'sets the return visit, its reminder and its end, in plain hours of the org file',
      given: given(appeal('accepted'), { now: at('2026-11-27T17:00'), rules }),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: {
        appeal: { status: 'resolved', resolvedAt: '2026-11-27T17:00:00' },
        notices: ['resident.resolved'],
        timers: {
          set: [
            { kind: 'survey', at: '2026-11-27T19:00:00' },
            { kind: 'survey_remind', at: '2026-11-28T23:00:00' },
            { kind: 'survey_close', at: '2026-12-01T01:00:00' },
          ],
        },
      },
    },
    {
      remark: 'begins a return visit without answers, whatever the round before had',
      given: given(
        appeal('accepted', {
          ...{
            rounds: 1,
            visit: { contacted: true, solved: 'no', satisfied: 1, pressed: true, still: null },
          },
        }),
      ),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { appeal: { visit: UNASKED, rounds: 1 } },
    },
    {
      remark: 'makes a request that waits moot',
      given: given(appeal('accepted'), { pending: request('suspension') }),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { settles: 'moot' },
    },
    {
      remark: 'ends the pause of a question',
      given: given(appeal('accepted', { paused: { since: NOW, minutesLeft: 5 } })),
      who: handler,
      when: { act: 'resolve', hasWords: true },
      then: { appeal: { paused: null } },
    },
    {
      remark: 'is words',
      given: given(appeal('accepted')),
      who: handler,
      when: { act: 'resolve', hasFiles: true },
      then: 'words_needed',
    },
  ])
})

describe('the return visit', () => {
  decisions([
    {
      remark: 'asks first whether somebody got in touch',
      given: visited(),
      who: resident,
      when: { act: 'contacted', answer: 'no' },
      then: { appeal: { visit: { contacted: false } }, notices: [], next: null },
    },
    {
      remark: 'does not take the second answer before the first',
      given: visited(),
      who: resident,
      when: { act: 'solved', answer: 'yes' },
      then: 'answer_in_order',
    },
    {
      remark: 'takes the second after the first',
      given: visited({ contacted: false }),
      who: resident,
      when: { act: 'solved', answer: 'partly' },
      then: { appeal: { visit: { contacted: false, solved: 'partly' } }, next: null },
    },
    {
      remark: 'does not take the third answer before the second',
      given: visited({ contacted: true }),
      who: resident,
      when: { act: 'satisfied', answer: '5' },
      then: 'answer_in_order',
    },
    {
      remark: 'takes each answer once',
      given: visited({ contacted: true }),
      who: resident,
      when: { act: 'contacted', answer: 'no' },
      then: 'already_answered',
    },
    {
      remark: 'takes each answer once, the second too',
      given: visited({ contacted: true, solved: 'no' }),
      who: resident,
      when: { act: 'solved', answer: 'yes' },
      then: 'already_answered',
    },
    {
      remark: 'knows no other answers',
      given: visited({ contacted: true, solved: 'yes' }),
      who: resident,
      when: { act: 'satisfied', answer: '6' },
      then: 'answer_unknown',
    },
    {
      remark: 'knows no other answers, whatever a client sends',
      given: visited({ contacted: true }),
      who: resident,
      when: { act: 'solved', answer: 'constructor' },
      then: 'answer_unknown',
    },
    {
      remark: "is the resident's alone",
      given: visited(),
      who: handler,
      when: { act: 'contacted', answer: 'yes' },
      then: 'not_allowed',
    },
    {
      remark: 'hears that somebody asked for a good rating, and tells the dispatchers alone',
      given: visited({ contacted: true }),
      who: resident,
      when: { act: 'pressed' },
      then: { appeal: { visit: { pressed: true } }, notices: ['dispatchers.pressed'] },
    },
  ])
})

describe('the end of the return visit', () => {
  const answered = (visit: Partial<ReturnVisit>, satisfied: number) =>
    decide(
      { act: 'satisfied', answer: String(satisfied) },
      resident,
      visited({ contacted: true, ...visit }),
    )
  const ends = [
    ['no', 5, 'rework'],
    ['no', 1, 'rework'],
    ['partly', 2, 'rework'],
    ['yes', 1, 'rework'],
    ['yes', 2, 'rework'],
    ['yes', 3, 'close'],
    ['partly', 3, 'close'],
    ['yes', 5, 'close'],
  ] as const
  for (const [solved, satisfied, act] of ends) {
    it(`solved ${solved} and a ${satisfied} lead to ${act}`, () => {
      expect(answered({ solved }, satisfied)).toMatchObject({ ok: true, next: { act } })
    })
  }

  it('is decided by what was heard when the time is over: a no is a no, silence is not', () => {
    expect(endOfVisit([UNASKED])).toEqual({ act: 'close' })
    expect(endOfVisit([{ ...UNASKED, contacted: true, solved: 'yes' }]).act).toBe('close')
    expect(endOfVisit([{ ...UNASKED, contacted: true, solved: 'no' }]).act).toBe('rework')
  })

  const closed = (visit: Partial<ReturnVisit>, outcome: string, remark: string) => ({
    remark,
    given: visited(visit),
    who: DESK,
    when: { act: 'close' } as const,
    then: {
      appeal: { status: 'closed', outcome, closedAt: '2026-11-23T09:00:00' },
      ...{ notices: ['resident.closed'], data: { outcome } },
      timers: { clear: ALL_THREE, set: [{ kind: 'retain' }, { kind: 'still_ask' }] },
    },
  })
  const solved = { contacted: true, solved: 'yes', satisfied: 4 } as const
  const half = { contacted: true, solved: 'partly', satisfied: 3 } as const
  decisions([
    closed(solved, 'solved_confirmed', 'confirmed closes as solved and confirmed'),
    closed(half, 'partly', 'half solved closes as partly'),
    closed({}, 'solved_unconfirmed', 'silence closes as not confirmed, never as satisfied'),
    closed(
      { contacted: true },
      'solved_unconfirmed',
      'an answer that says nothing of the matter closes as not confirmed',
    ),
    {
      remark: 'dissatisfied is not closed',
      given: visited({ contacted: true, solved: 'yes', satisfied: 2 }),
      who: DESK,
      when: { act: 'close' },
      then: 'not_now',
    },
    {
      remark: 'satisfied is not worked on again',
      given: visited({ contacted: true, solved: 'yes', satisfied: 3 }),
      who: DESK,
      when: { act: 'rework' },
      then: 'not_now',
    },
    {
      remark: 'nobody closes by hand',
      given: visited(solved),
      who: handler,
      when: { act: 'close' },
      then: 'not_allowed',
    },
  ])
})

describe('working on it again', () => {
  decisions([
    {
      remark: "keeps number and unit, counts a round, and has half of the category's time",
      given: visited({ contacted: true, solved: 'no' }),
      who: DESK,
      when: { act: 'rework' },
      then: {
        appeal: {
          ...{ status: 'accepted', number: '26-0000001-0', unit: 'housing', handler: 2 },
          ...{ rounds: 1, resolvedAt: null, assignedAt: '2026-11-23T09:00:00' },
          // 3 days are 1,350 minutes; 675 of them from Monday 09:00 are over on Tuesday at 14:15.
          due: '2026-11-24T14:15:00',
        },
        timers: { clear: ALL_THREE },
        notices: ['resident.reworked', 'unit.reworked'],
        data: { solved: 'no', round: 1 },
      },
    },
    {
      remark: 'counts on in the second round',
      given: visited({ contacted: true, solved: 'no', satisfied: 1 }, 1),
      who: DESK,
      when: { act: 'rework' },
      then: { appeal: { rounds: 2 }, data: { round: 2 } },
    },
  ])

  it('halves the usual time where the category names none', () => {
    const usual = given(
      appeal('resolved', { category: 'noise', visit: { ...UNASKED, solved: 'no' } }),
    )
    expect(inLocalTime(decide({ act: 'rework' }, DESK, usual))).toMatchObject({
      appeal: { due: '2026-11-25T14:15:00' },
    })
  })
})
