import { describe, expect, it } from 'vitest'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import { monthLookedAt, nextMonthly } from '../../src/domain/months.ts'
import { numbersIn } from '../../src/domain/number.ts'
import { unitsHeard } from '../../src/domain/papers/notice.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import type { Paper, PaperArguments, PaperCase } from '../../src/domain/papers/paper.ts'
import { at, HEAD, LEADER, NOW, ORG, RULES } from '../support/builders.ts'
import { dispatcher, handler, head, leader, person } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const args: PaperArguments = { actor: LEADER, choice: null, words: 'words', days: null }

function done(
  act: string,
  who: Actor,
  of: Paper,
  { now = NOW, ...change }: Partial<PaperArguments> & { now?: Temporal.Instant } = {},
) {
  const decision = decidePaper(act, who, paperCase(of, { now }), { ...args, ...change })
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.paper
}

const months = (day: number) => ({
  ...RULES,
  org: { ...ORG, policy: { ...ORG.policy, notice: { ...ORG.policy.notice, day } } },
})

describe('the month before', () => {
  it.each([
    ['on the day itself', 1, '2026-11-23T09:00', '2026-12-01T08:30'],
    ['not a second time on that day', 1, '2026-12-01T08:30', '2027-01-01T08:30'],
    ['on the Monday after a weekend', 1, '2026-07-15T09:00', '2026-08-03T08:30'],
    ['still this month', 25, '2026-11-23T09:00', '2026-11-25T08:30'],
    [
      'when the day of this month was pushed past today',
      28,
      '2026-11-29T09:00',
      '2026-11-30T08:30',
    ],
    ['when it was pushed into the next month', 28, '2026-03-01T09:00', '2026-03-02T08:30'],
  ])('is looked at %s', (_, day, now, then) => {
    expect(nextMonthly(months(day), at(now)).toString()).toBe(at(then).toString())
  })

  it.each([
    ['the one before', 1, '2026-12-01T08:30', '2026-11'],
    ['only the last one after a standstill', 1, '2027-04-10T10:00', '2027-03'],
    ['over a turn of the year', 1, '2027-01-01T08:30', '2026-12'],
    ['the one before the month whose day was pushed on', 28, '2027-03-01T08:30', '2027-01'],
  ])('is %s', (_, day, now, month) => {
    expect(monthLookedAt(months(day), at(now))).toBe(month)
  })
})

describe('a notice', () => {
  const hearing = (change: Partial<Paper> = {}) =>
    paper('notice', 'hearing', { unit: null, due: at('2026-11-25T09:00'), ...change })
  const whyNot = (act: string, who: Actor, of: Paper, change: Partial<PaperCase> = {}) =>
    whyNotPaper(act, who, paperCase(of, change))
  const agreed = { agreed: ['housing', 'anshun'] }
  const open = paper('objection', 'open')

  it('hears every unit but the county that has a head', () => {
    expect(unitsHeard(ORG)).toEqual(['housing', 'anshun'])
  })

  it('is heard for two working days, over a weekend too', () => {
    const draft = paper('notice', 'draft', { unit: null })
    expect(done('release', leader, draft).due).toEqual(at('2026-11-25T09:00'))
    const friday = done('release', leader, draft, { now: at('2026-11-27T10:00') })
    expect(friday.due).toEqual(at('2026-12-01T10:00'))
  })

  it.each([
    ['not while units may still object', {}, {}, 'reply_open'],
    ['not when only some have none', { data: { agreed: ['housing'] } }, {}, 'reply_open'],
    ['when all have none', { data: agreed }, {}, null],
    ['when the time is over', {}, { now: at('2026-11-25T09:01') }, null],
    ['not at its very end', {}, { now: at('2026-11-25T09:00') }, 'reply_open'],
    ['not with an objection open', { data: agreed }, { parts: [open] }, 'objections_open'],
    [
      'with all objections answered',
      { data: agreed },
      { parts: [paper('objection', 'denied')] },
      null,
    ],
  ])('is published: %s', (_, change, given, refusal) => {
    expect(whyNot('publish', leader, hearing(change), given)).toBe(refusal)
  })

  it.each([
    ['the head of any unit', head, null],
    ['nobody else of a unit', handler, 'not_allowed'],
    ['no leader', leader, 'not_allowed'],
    ['no dispatcher', dispatcher, 'not_allowed'],
  ])('is objected to by %s', (_, who, refusal) => {
    expect(whyNot('object', who, hearing())).toBe(refusal)
  })

  it('is not objected to when the time is over', () => {
    const late = { now: at('2026-11-25T09:01') }
    expect(whyNot('object', head, hearing(), late)).toBe('reply_over')
    expect(whyNot('agree', head, hearing(), late)).toBe('reply_over')
  })

  it('counts a unit that has none once', () => {
    const once = done('agree', head, hearing(), { choice: 'housing' })
    expect(once.data).toEqual({ agreed: ['housing'] })
    const twice = decidePaper('agree', head, paperCase(once), { ...args, choice: 'housing' })
    expect(twice).toEqual({ ok: false, refusal: 'already_done' })
  })

  it('tells leaders once that the time is over, when people work', () => {
    const evening = hearing({ due: at('2026-11-27T17:30') })
    expect(nextOf(paperCase(evening))).toEqual({ act: 'over', at: at('2026-11-30T08:30') })
    expect(nextOf(paperCase({ ...evening, data: { over: true } }))).toBeNull()
  })

  it.each(['introduce', 'remark', 'release', 'agree', 'object', 'publish'])(
    'that is published knows no %s any more',
    (act) => {
      const published = paper('notice', 'published', { unit: null })
      const who = act === 'agree' || act === 'object' ? head : leader
      expect(['not_now', 'already_done']).toContain(whyNot(act, who, published))
    },
  )
})

describe('an objection', () => {
  it.each([
    ['each once', 'not ours: 26-0000001-4, 26-0000001-4 again', ['26-0000001-4']],
    ['as keyboards write them', '\uff12\uff16\uff0d0000002\u20133\u53f7', ['26-0000002-3']],
    ['none with a wrong check digit', '26-0000001-5', []],
    ['none out of a longer figure', 'call 13800138000, or 126-0000001-4', []],
  ])('names appeals by their numbers: %s', (_, words, numbers) => {
    expect(numbersIn(words)).toEqual(numbers)
  })

  it('belongs to a notice', () => {
    const fresh = paper('objection', 'none')
    expect(whyNotPaper('open', head, paperCase(fresh))).toBe('reply_over')
    expect(whyNotPaper('open', head, paperCase({ ...fresh, parent: 1 }))).toBeNull()
  })

  it('is answered by a leader or a dispatcher, never by a unit', () => {
    const open = paper('objection', 'open', { data: { numbers: ['26-0000001-4'] } })
    for (const act of ['leave_out', 'remark', 'deny']) {
      expect(whyNotPaper(act, leader, paperCase(open))).toBeNull()
      expect(whyNotPaper(act, dispatcher, paperCase(open))).toBeNull()
      expect(whyNotPaper(act, head, paperCase(open))).toBe('not_allowed')
    }
  })

  it('without a number leaves nothing out', () => {
    expect(whyNotPaper('leave_out', leader, paperCase(paper('objection', 'open')))).toBe(
      'number_needed',
    )
  })
})

describe('a study', () => {
  it('is closed once somebody has concluded something', () => {
    const open = paper('study', 'open', { unit: null })
    expect(whyNotPaper('close', leader, paperCase(open))).toBe('conclusion_missing')
    const entries = [{ act: 'conclude', actor: LEADER, at: NOW }]
    expect(whyNotPaper('close', leader, paperCase(open, { entries }))).toBeNull()
    expect(whyNotPaper('conclude', head, paperCase(open))).toBe('not_allowed')
  })
})

describe('an interview', () => {
  const called = () => done('open', leader, paper('interview', 'none'))
  const second = person(51, { unit: 'county', role: 'leader' })

  it('is about a unit, within five working days', () => {
    expect(called()).toMatchObject({ state: 'called', leader: LEADER, due: at('2026-11-30T09:00') })
    const about = paper('interview', 'none', { appeal: '26-0000001-0' })
    expect(whyNotPaper('open', DESK, paperCase(about))).toBe('not_now')
    const nobody = paper('interview', 'none', { unit: null })
    expect(whyNotPaper('open', leader, paperCase(nobody))).toBe('unit_unknown')
  })

  it.each([
    ['earlier', '2', '2026-11-23T09:00', '2026-11-25T09:00'],
    ['as late as the rule allows', '5', '2026-11-23T09:00', '2026-11-30T09:00'],
    ['not later, counted from the day it was called', '5', '2026-11-24T09:00', 'date_too_late'],
  ])('has a date: %s', (_, choice, now, then) => {
    const given = paperCase({ ...called() }, { now: at(now) })
    const decision = decidePaper('date', leader, given, { ...args, choice })
    if (decision.ok) expect(decision.paper.due).toEqual(at(then))
    else expect(decision.refusal).toBe(then)
  })

  it('that a rule called is held by whoever takes it, else by whoever writes the record', () => {
    const ruled = done('open', DESK, paper('interview', 'none'), { actor: null })
    expect(ruled.leader).toBeNull()
    expect(done('take', second, ruled, { actor: 51 }).leader).toBe(51)
    expect(done('record', second, ruled, { actor: 51 })).toMatchObject({
      state: 'held',
      leader: 51,
    })
  })

  it('ends with a promise of the heads, their report, and a leader who is content', () => {
    const held = done('record', leader, called())
    expect(held.due).toBeNull()
    expect(whyNotPaper('promise', leader, paperCase(held))).toBe('not_allowed')
    const promised = done('promise', head, held, { actor: HEAD, days: 3 })
    expect(promised).toMatchObject({ state: 'promised', due: at('2026-11-26T09:00') })
    expect(nextOf(paperCase(promised))).toEqual({ act: 'remind', at: at('2026-11-26T08:30') })
    const reported = done('report', head, promised, { actor: HEAD })
    expect(whyNotPaper('accept', second, paperCase(reported))).toBe('not_allowed')
    expect(done('refuse', leader, reported, { days: 1 })).toMatchObject({ state: 'promised' })
    expect(done('accept', leader, reported)).toMatchObject({ state: 'done', closedAt: NOW })
  })

  it('without a date in the promise is reported on after ten working days', () => {
    const held = paper('interview', 'held', { leader: LEADER })
    expect(done('promise', head, held).due).toEqual(at('2026-12-07T09:00'))
  })
})
