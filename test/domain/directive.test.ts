import { describe, expect, it } from 'vitest'
import type { Paper, PaperArguments } from '../../src/domain/papers/paper.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import { at, HEAD, LEADER, NOW } from '../support/builders.ts'
import { head, leader, person } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const second = person(51, { unit: 'county', role: 'leader' })
const args: PaperArguments = { actor: LEADER, choice: 'instruct', words: 'Mend it', days: null }

function done(
  act: string,
  who: typeof leader,
  of: Paper,
  change: Partial<PaperArguments> = {},
  now = NOW,
) {
  const decision = decidePaper(act, who, paperCase(of, { now }), { ...args, ...change })
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.paper
}

const fresh = paper('directive', 'none')
const open = () => ({ ...done('open', leader, fresh), by: LEADER })

describe('a directive', () => {
  it.each([
    ['two working days unless its words say otherwise', null, '2026-11-25T09:00'],
    ['as many as its words say', 3, '2026-11-26T09:00'],
    ['over a weekend', 5, '2026-11-30T09:00'],
  ])('must be answered in %s', (_, days, due) => {
    expect(done('open', leader, fresh, { days }).due?.toString()).toBe(at(due).toString())
  })

  it.each([
    ['an instruction', 'instruct', 'instruct', '2026-11-25T09:00'],
    ['a reminder, which has one working day', 'remind', 'remind', '2026-11-24T09:00'],
    ['a reminder without words', 'just_remind', 'remind', '2026-11-24T09:00'],
  ])('is %s', (_, choice, form, due) => {
    const words = choice === 'just_remind' ? '' : 'Move'
    const made = done('open', leader, fresh, { choice, words })
    expect(made).toMatchObject({ data: { form } })
    expect(made.due).toEqual(at(due))
  })

  it.each([
    ['without a form', { choice: null }, 'answer_unknown'],
    ['in a form that there is not', { choice: 'shout' }, 'answer_unknown'],
    ['as an instruction without words', { words: '' }, 'words_needed'],
    ['as a reminder that was to have words', { choice: 'remind', words: '' }, 'words_needed'],
  ])('is not given %s', (_, change, refusal) => {
    const decision = decidePaper('open', leader, paperCase(fresh), { ...args, ...change })
    expect(decision).toEqual({ ok: false, refusal })
  })

  it('that was answered in time is not reminded of while the leader thinks', () => {
    const answered = { ...open(), state: 'answered' }
    expect(nextOf(paperCase(answered, { now: at('2026-11-26T10:00') }))).toBeNull()
  })

  it('goes to a unit: an appeal that nobody holds cannot have one', () => {
    expect(whyNotPaper('open', leader, paperCase({ ...fresh, unit: null }))).toBe('unit_unknown')
  })

  it('is signed by a second leader on the same card, not by a third, nor twice by one', () => {
    expect(whyNotPaper('second', leader, paperCase(open()))).toBe('already_done')
    const double = done('second', second, open(), { actor: 51 })
    expect(double).toMatchObject({ state: 'open', data: { second: 51 } })
    const third = person(52, { unit: 'county', role: 'leader' })
    expect(whyNotPaper('second', third, paperCase(double))).toBe('already_done')
  })

  it('is answered by the unit, and content or not is the leader’s to say', () => {
    const answered = done('answer', head, open(), { actor: HEAD })
    expect(answered.state).toBe('answered')
    expect(whyNotPaper('accept', head, paperCase(answered))).toBe('not_allowed')
    expect(whyNotPaper('accept', second, paperCase(answered))).toBe('not_allowed')
    expect(done('accept', leader, answered)).toMatchObject({ state: 'done', closedAt: NOW })
  })

  it.each([
    ['in time', '2026-11-25T09:00', false],
    ['too late', '2026-11-25T09:01', true],
  ])('keeps on record whether it was answered %s', (_, moment, late) => {
    const given = paperCase(open(), { now: at(moment) })
    const decision = decidePaper('answer', head, given, { ...args, actor: HEAD, choice: null })
    expect(decision).toMatchObject({ ok: true, entry: { late } })
  })

  it('that is not answered well has a new date, and is reminded of anew', () => {
    const late = { ...open(), state: 'answered', data: { reminded: true, overdue: true } }
    const again = done('refuse', leader, late, { days: 1 }, at('2026-11-27T10:00'))
    expect(again).toMatchObject({ state: 'open', data: { reminded: false, overdue: false } })
    expect(again.due).toEqual(at('2026-11-30T10:00'))
  })

  it.each([
    ['reminds on the morning of the day', {}, 'remind', '2026-11-25T08:30'],
    ['says once that it is overdue', { reminded: true }, 'overdue', '2026-11-25T09:01'],
    ['says nothing more after that', { reminded: true, overdue: true }, null, ''],
  ])('%s', (_, data, act, moment) => {
    const next = nextOf(paperCase({ ...open(), data }))
    expect(next).toEqual(act === null ? null : { act, at: at(moment) })
  })

  it('of which the day is today is not reminded of on the same day', () => {
    const today = { ...open(), due: at('2026-11-23T17:00') }
    expect(nextOf(paperCase(today))).toEqual({ act: 'overdue', at: at('2026-11-23T17:01') })
  })

  it('that runs out at closing time is called overdue when people work again', () => {
    const evening = { ...open(), due: at('2026-11-27T17:30'), data: { reminded: true } }
    expect(nextOf(paperCase(evening))?.at).toEqual(at('2026-11-30T08:30'))
  })
})
