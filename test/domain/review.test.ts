import { describe, expect, it } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import { buildAgenda, type AgendaReason, type Subject } from '../../src/domain/agenda.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import type { Paper, PaperArguments } from '../../src/domain/papers/paper.ts'
import { closingOf, comingDay, nextSession, sessionDays } from '../../src/domain/sessions.ts'
import { appeal, at, CALENDAR, HANDLER, LEADER, NOW, RULES } from '../support/builders.ts'
import { dispatcher, handler, head, leader, person } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const of = (number: string): Subject => ({ appeal: number, demand: null })
const demand = (id: number): Subject => ({ appeal: null, demand: id })

describe('the agenda', () => {
  const rows = (...named: [Subject, AgendaReason][]) =>
    named.map(([subject, reason]) => ({ subject, reason }))

  it('begins with what the last session left over, then what was not done, then by the other reasons', () => {
    const agenda = buildAgenda(
      rows(
        [demand(3), 'demand'],
        [of('e'), 'red'],
        [of('d'), 'disputed'],
        [of('c'), 'returned'],
        [of('b'), 'reworked'],
        [of('a'), 'not_done'],
        [of('p'), 'postponed'],
      ),
      [],
      20,
    )
    expect(agenda.map(({ subject }) => subject.appeal ?? subject.demand)).toEqual([
      ...['p', 'a', 'b', 'c', 'd', 'e'],
      3,
    ])
  })

  it('has each matter once, with all its reasons, and what has more of them first', () => {
    const agenda = buildAgenda(
      rows([of('a'), 'reworked'], [of('b'), 'red'], [of('b'), 'reworked'], [of('b'), 'red']),
      [],
      20,
    )
    expect(agenda).toEqual([
      { subject: of('b'), reasons: ['reworked', 'red'] },
      { subject: of('a'), reasons: ['reworked'] },
    ])
  })

  it('leaves out what is on it already, which takes its place all the same', () => {
    const all = rows([of('a'), 'red'], [of('b'), 'red'], [of('c'), 'red'], [demand(1), 'demand'])
    const there = [of('a'), demand(1)]
    expect(buildAgenda(all, there, 3)).toEqual([{ subject: of('b'), reasons: ['red'] }])
    expect(buildAgenda(all, there, 1)).toEqual([])
  })
})

describe('the day of a session', () => {
  it.each([
    ['is the Friday of the week', '2026-11-23T09:00', '2026-11-27', '2026-11-26T14:00'],
    [
      'is still this Friday just before its agenda',
      '2026-11-26T13:59',
      '2026-11-27',
      '2026-11-26T14:00',
    ],
    [
      'is the next one once the agenda is drawn up',
      '2026-11-26T14:00',
      '2026-12-04',
      '2026-12-03T14:00',
    ],
    [
      'is the Monday after a Friday that is a holiday',
      '2026-12-07T09:00',
      '2026-12-14',
      '2026-12-10T14:00',
    ],
    [
      'is still that Monday on the Thursday before',
      '2026-12-10T13:00',
      '2026-12-14',
      '2026-12-10T14:00',
    ],
  ])('%s', (_, now, date, drawAt) => {
    const holiday = Temporal.PlainDate.from('2026-12-11')
    const calendar = {
      ...CALENDAR,
      isWorkingDay: (day: Temporal.PlainDate) => CALENDAR.isWorkingDay(day) && !day.equals(holiday),
    }
    const next = nextSession({ ...RULES, calendar }, at(now))
    expect([next.date.toString(), next.drawAt]).toEqual([date, at(drawAt)])
  })

  it.each([
    ['is this week’s before and after its agenda is drawn up', '2026-11-26T14:00', '2026-11-27'],
    ['is today’s until work ends', '2026-11-27T17:29', '2026-11-27'],
    ['is the next one after that', '2026-11-27T17:30', '2026-12-04'],
  ])('that comes %s', (_, now, date) => {
    expect(comingDay(RULES, at(now)).date.toString()).toBe(date)
  })

  it('can be any of the next working days', () => {
    const days = sessionDays(CALENDAR, at('2026-11-26T10:00'), 3)
    expect(days.map(String)).toEqual(['2026-11-26', '2026-11-27', '2026-11-30'])
  })

  it('ends with the work of that day; a Sunday, and what is no date, is none', () => {
    expect(closingOf(CALENDAR, '2026-11-27')).toEqual(at('2026-11-27T17:30'))
    for (const text of ['2026-11-29', '2026-13-01', 'friday', '2026-02-31x', ''])
      expect(closingOf(CALENDAR, text), text).toBeNull()
  })
})

const args: PaperArguments = { actor: LEADER, choice: null, words: 'Mend it', days: null }
const item = (state: string, change: Partial<Paper> = {}) =>
  paper('item', state, { leader: LEADER, appeal: '26-0000001-0', ...change })
const about = { appeal: appeal('accepted') }

function done(act: string, given: Paper, change: Partial<PaperArguments> = {}, who = leader) {
  return decidePaper(act, who, paperCase(given, about), { ...args, ...change })
}

describe('an item of a joint review', () => {
  it('is decided with what was prepared', () => {
    const data = { lead: 'anshun', help: ['housing', 'anshun'], days: 3, reporter: HANDLER }
    expect(done('decide', item('open', { data }))).toMatchObject({
      ok: true,
      paper: {
        ...{ state: 'decided', unit: 'anshun', due: at('2026-11-26T09:00') },
        data: { units: ['housing'], people: [HANDLER] },
      },
    })
  })

  it.each([
    ['days of the words', {}, 2, '2026-11-25T09:00'],
    ['days that were chosen, whatever the words say', { days: 4 }, 2, '2026-11-27T09:00'],
    ['time of the policy', {}, null, '2026-11-30T09:00'],
  ])('without more stays with its unit, and has the %s', (_, data, days, due) => {
    expect(done('decide', item('open', { data }), { days })).toMatchObject({
      paper: { unit: 'housing', due: at(due), data: { units: [], people: [] } },
    })
  })

  it.each<[string, string, string | null, Partial<Paper>, string]>([
    ['lead of a unit that is none', 'lead', 'nowhere', {}, 'unit_unknown'],
    ['lead of a unit without people', 'lead', 'empty', {}, 'unit_without_staff'],
    ['help of the lead unit', 'help', 'housing', {}, 'same_unit'],
    ['help of nobody', 'help', 'nowhere', {}, 'unit_unknown'],
    ['date of no day', 'date', '0', {}, 'answer_unknown'],
    ['date of a year', 'date', '365', {}, 'answer_unknown'],
    ['reporter who is nobody', 'reporter', 'x', {}, 'staff_unknown'],
    ['decision without a lead unit', 'decide', null, { unit: null }, 'unit_unknown'],
    ['decision without words', 'decide', null, {}, 'words_needed'],
  ])('refuses a %s', (_, act, choice, change, refusal) => {
    const words = refusal === 'words_needed' ? ' ' : 'x'
    expect(done(act, item('open', change), { choice, words })).toEqual({ ok: false, refusal })
  })

  it('has a co-unit that is chosen twice no more, and another reporter with another lead unit', () => {
    const data = { help: ['anshun'], reporter: HANDLER }
    expect(done('help', item('open', { data }), { choice: 'anshun' })).toMatchObject({
      paper: { data: { help: [] } },
    })
    expect(done('lead', item('open', { data }), { choice: 'anshun' })).toMatchObject({
      paper: { data: { lead: 'anshun', reporter: null } },
    })
  })

  it('is decided by the chair alone', () => {
    const other = person(51, { unit: 'county', role: 'leader' })
    for (const who of [other, dispatcher, head, DESK])
      expect(whyNotPaper('decide', who, paperCase(item('open'), about))).toBe('not_allowed')
    // Before a session begins nobody is its chair.
    const before = item('open', { leader: null })
    expect(whyNotPaper('decide', leader, paperCase(before, about))).toBe('not_allowed')
  })

  it('is reported on by whom it names or the head, and looked at by the chair', () => {
    const named = item('decided', { data: { people: [HANDLER] }, due: at('2026-11-30T09:00') })
    for (const who of [handler, head])
      expect(whyNotPaper('report', who, paperCase(named, about))).toBeNull()
    expect(whyNotPaper('report', handler, paperCase(item('decided'), about))).toBe('not_allowed')
    expect(done('more', item('reported'), { days: 1 })).toMatchObject({
      paper: { state: 'decided', due: at('2026-11-24T09:00'), data: { overdue: false } },
    })
    expect(done('accept', item('reported'))).toMatchObject({ paper: { closedAt: NOW } })
    expect(nextOf(paperCase(named, about))?.act).toBe('remind')
    expect(nextOf(paperCase(item('open'), about))).toBeNull()
  })

  it('is on one agenda at a time, and about something', () => {
    const none = paper('item', 'none')
    expect(whyNotPaper('open', dispatcher, paperCase(none))).toBe('appeal_needed')
    expect(whyNotPaper('open', dispatcher, paperCase({ ...none, demand: 3 }))).toBeNull()
    const beside = (state: string) => paperCase(none, { ...about, beside: [item(state)] })
    expect(whyNotPaper('open', dispatcher, beside('open'))).toBe('already_done')
    expect(whyNotPaper('open', dispatcher, beside('decided'))).toBeNull()
    expect(whyNotPaper('open', head, paperCase(none, about))).toBe('not_allowed')
  })
})

describe('a session', () => {
  it('is about no appeal: a work card does not offer one', () => {
    const of = paper('review', 'none', { unit: null, appeal: '26-0000001-0' })
    const given = paperCase(of, { appeal: appeal('accepted') })
    expect(whyNotPaper('open', leader, given)).toBe('not_now')
  })

  const planned = paper('review', 'planned', { due: at('2026-11-27T17:30'), unit: null })

  it.each([
    ['2026-11-27', null],
    ['2026-11-23', null],
    ['2026-11-20', 'answer_unknown'],
    ['2026-11-28', 'answer_unknown'],
    ['nonsense', 'answer_unknown'],
  ])('on %s: %s', (choice, refusal) => {
    const opened = done('open', paper('review', 'none', { unit: null }), { choice })
    expect(opened.ok ? null : opened.refusal).toBe(refusal)
  })

  it('begins with somebody in the chair, once there is something to look at', () => {
    expect(whyNotPaper('begin', leader, paperCase(planned))).toBe('agenda_empty')
    const parts = [item('open')]
    const begun = decidePaper('begin', leader, paperCase(planned, { parts }), args)
    expect(begun).toMatchObject({ ok: true, paper: { state: 'running', leader: LEADER } })
    expect(whyNotPaper('begin', dispatcher, paperCase(planned, { parts }))).toBe('not_allowed')
    const other = person(51, { unit: 'county', role: 'leader' })
    const running = { ...planned, state: 'running', leader: LEADER }
    expect(whyNotPaper('end', other, paperCase(running))).toBe('not_allowed')
    expect(whyNotPaper('end', leader, paperCase(running))).toBeNull()
  })

  it('is announced on its morning, and said once to have been missed', () => {
    expect(nextOf(paperCase(planned))).toEqual({ act: 'remind', at: at('2026-11-27T08:30') })
    const reminded = { ...planned, data: { reminded: true } }
    expect(nextOf(paperCase(reminded))).toEqual({ act: 'overdue', at: at('2026-11-30T08:30') })
    expect(nextOf(paperCase({ ...reminded, state: 'running' }))).toBeNull()
  })
})
