import { describe, expect, it } from 'vitest'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import { paperStandings } from '../../src/domain/papers/standings.ts'
import { meetingDays, meetingTimes } from '../../src/domain/papers/meeting-times.ts'
import type { Paper, PaperArguments, PaperCase } from '../../src/domain/papers/paper.ts'
import { appeal, at, CALENDAR, HANDLER, NOW } from '../support/builders.ts'
import { dispatcher, handler, head, leader, person, resident } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const fresh = paper('meeting', 'none')
const args: PaperArguments = { actor: HANDLER, choice: null, words: 'At the gate', days: null }
const about = { appeal: appeal('accepted') }

function decided(
  act: string,
  who: Actor,
  of: Paper,
  choice: string | null,
  change: Partial<PaperCase> = {},
) {
  return decidePaper(act, who, paperCase(of, { ...about, ...change }), { ...args, choice })
}

function done(...wanted: Parameters<typeof decided>): Paper {
  const decision = decided(...wanted)
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.paper
}

const planned = (choice = 'night.20261125.1930') => done('open', handler, fresh, choice)

describe('a meeting', () => {
  it.each([
    ['a handler', handler, null],
    ['the head', head, null],
    ['a dispatcher', dispatcher, null],
    ['a leader', leader, null],
    ['somebody of another unit', person(71, { unit: 'anshun', role: 'head' }), 'not_allowed'],
    ['its resident', resident, 'own_appeal'],
  ] as const)('is called by %s: %s', (_, who, refusal) => {
    expect(whyNotPaper('open', who, paperCase(fresh, about))).toBe(refusal)
  })

  it('has a way, a day and a time', () => {
    expect(planned()).toMatchObject({ state: 'planned', data: { form: 'night' } })
    expect(planned().due).toEqual(at('2026-11-25T19:30'))
  })

  it.each([
    ['a way that there is not', 'party.20261125.1930'],
    ['a time that this way does not have', 'hearing.20261125.1930'],
    ['a time that is over', 'hearing.20261123.0900'],
    ['a day that is too far away', 'night.20261130.1930'],
    ['a day that does not exist', 'night.20261131.1930'],
    ['no day at all', 'night'],
  ])('is not planned for %s', (_, choice) => {
    expect(decided('open', handler, fresh, choice)).toEqual({
      ok: false,
      refusal: 'answer_unknown',
    })
  })

  it.each([
    ['about no appeal', { appeal: null }, fresh, 'not_now'],
    ['with no unit', {}, { ...fresh, unit: null }, 'unit_unknown'],
    [
      'while another one is planned',
      { beside: [paper('meeting', 'planned')] },
      fresh,
      'already_done',
    ],
  ] as const)('is not called %s', (_, change, of, refusal) => {
    expect(decided('open', leader, of, 'night.20261125.1930', change)).toEqual({
      ok: false,
      refusal,
    })
  })

  it('is offered for the seven days from today, weekends too, at hours that are still to come', () => {
    const evening = at('2026-11-23T19:00')
    expect(meetingDays('hearing', CALENDAR, evening)).toEqual([
      ...['20261124', '20261125', '20261126', '20261127', '20261128', '20261129'],
    ])
    expect(meetingDays('night', CALENDAR, evening)[0]).toBe('20261123')
    const times = meetingTimes('night', '20261123', CALENDAR, evening)
    expect(times.map(({ time }) => time)).toEqual(['1930', '2030'])
    expect(meetingTimes('night', 'tomorrow', CALENDAR, evening)).toEqual([])
  })

  it('is moved to another time of the same way', () => {
    const moved = done(
      'move',
      head,
      { ...planned(), data: { form: 'night', reminded: 2 } },
      '20261126.1830',
    )
    expect(moved).toMatchObject({ state: 'planned', data: { reminded: 0 } })
    expect(moved.due).toEqual(at('2026-11-26T18:30'))
    expect(decided('move', head, planned(), '20261126.0900')).toEqual({
      ok: false,
      refusal: 'answer_unknown',
    })
  })

  it('may ask other units to come, each once, and their heads are of it then', () => {
    const invited = done('invite', handler, planned(), 'anshun')
    expect(invited.data['units']).toEqual(['anshun'])
    expect(decided('invite', handler, invited, 'anshun')).toEqual({
      ok: false,
      refusal: 'already_done',
    })
    expect(decided('invite', handler, invited, 'housing')).toEqual({
      ok: false,
      refusal: 'already_done',
    })
    expect(decided('invite', handler, invited, 'nowhere')).toEqual({
      ok: false,
      refusal: 'unit_unknown',
    })
    const theirs = person(71, { unit: 'anshun', role: 'head' })
    expect(paperStandings(theirs, paperCase(invited))).toContain('party')
    expect(paperStandings(theirs, paperCase(planned()))).not.toContain('party')
  })

  it('is recorded once it has begun, with what came of it', () => {
    const after = { now: at('2026-11-25T21:00') }
    expect(decided('record', handler, planned(), 'agreed')).toEqual({
      ok: false,
      refusal: 'too_early',
    })
    expect(decided('record', handler, planned(), 'maybe', after)).toEqual({
      ok: false,
      refusal: 'answer_unknown',
    })
    const held = done('record', handler, planned(), 'partly', after)
    expect(held).toMatchObject({ state: 'held', data: { outcome: 'partly' }, closedAt: after.now })
  })
})

describe('of a meeting people are reminded', () => {
  const night = (data = {}) => ({ ...planned(), data: { ...planned().data, ...data } })
  it.each([
    ['a working day before', night(), NOW, 'remind', '2026-11-24T08:30'],
    ['on its morning', night({ reminded: 1 }), NOW, 'remind', '2026-11-25T08:30'],
    [
      'not a third time: then its record is missing',
      night({ reminded: 2 }),
      NOW,
      'unrecorded',
      '2026-11-27T08:30',
    ],
    [
      'only once for what was missed',
      night({ reminded: 0 }),
      at('2026-11-25T09:00'),
      'remind',
      '2026-11-24T08:30',
    ],
    ['not when it has begun', night(), at('2026-11-25T20:00'), 'unrecorded', '2026-11-27T08:30'],
    [
      'not on a day off: a Saturday meeting on Friday',
      planned('onsite.20261128.0900'),
      NOW,
      'remind',
      '2026-11-27T08:30',
    ],
    [
      'not on the day off itself',
      {
        ...planned('onsite.20261128.0900'),
        data: { form: 'onsite', since: NOW.toString(), reminded: 1 },
      },
      NOW,
      'unrecorded',
      '2026-12-01T08:30',
    ],
    ['and never again once its record was asked for', night({ unrecorded: true }), NOW, null, ''],
    [
      'not on the day on which it was called',
      planned('night.20261123.1930'),
      NOW,
      'unrecorded',
      '2026-11-25T08:30',
    ],
  ] as const)('%s', (_, of, now, act, moment) => {
    const next = nextOf(paperCase(of, { ...about, now }))
    expect(next && { act: next.act, at: next.at.toString() }).toEqual(
      act && { act, at: at(moment).toString() },
    )
  })

  it('and those that were missed are not made up for', () => {
    const late = done('remind', DESK, night(), null, { now: at('2026-11-25T09:00') })
    expect(late.data['reminded']).toBe(2)
  })
})
