import { describe, expect, it } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import type { Appeal } from '../../src/domain/appeal.ts'
import { stepsIn } from '../../src/domain/papers/claim.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import type { Paper, PaperArguments } from '../../src/domain/papers/paper.ts'
import { nextOnRota } from '../../src/domain/rota.ts'
import { appeal, at, LEADER, NOW } from '../support/builders.ts'
import { head, leader, person } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const second = person(51, { unit: 'county', role: 'leader' })
const args: PaperArguments = { actor: LEADER, choice: '5', words: 'Look\n\n Mend ', days: null }

const about = (change: Partial<Appeal> = {}) => ({ appeal: appeal('accepted', change) })
const claimed = (data: Paper['data'] = {}) =>
  paper('claim', 'claimed', { leader: LEADER, due: at('2026-11-30T09:00'), data })

function decided(act: string, who = leader, of = claimed(), change: Partial<PaperArguments> = {}) {
  return decidePaper(act, who, paperCase(of, about()), { ...args, ...change })
}

describe('a claim', () => {
  it.each([
    ['in so many working days as were chosen', '5', null, '2026-11-30T09:00'],
    ['in as many as the words say', 'words', 3, '2026-11-26T09:00'],
    ['as a claim by rota does, if the words say nothing', 'words', null, '2026-12-07T09:00'],
  ])('promises it %s', (_, choice, days, due) => {
    const taken = decided('claim', leader, paper('claim', 'waiting'), { choice, days })
    expect(taken).toMatchObject({
      ok: true,
      paper: { state: 'claimed', leader: LEADER, due: at(due), data: { steps: 2 } },
    })
  })

  it.each(['0', '91', 'soon', '-3', '1.5'])('takes no promise of %s days', (choice) => {
    const refused = { ok: false, refusal: 'answer_unknown' }
    expect(decided('claim', leader, paper('claim', 'waiting'), { choice })).toEqual(refused)
  })

  it('has a step a line, and ticks each off once', () => {
    expect(
      stepsIn([
        { act: 'claim', words: 'Look\n\n Mend ' },
        { act: 'contact', words: 'Spoke' },
        { act: 'step', words: 'Thank' },
      ]),
    ).toEqual(['Look', 'Mend', 'Thank'])
    const done = decided('tick', leader, claimed({ steps: 2 }), { choice: '2' })
    expect(done).toMatchObject({ ok: true, paper: { data: { ticked: [2] } } })
    const again = (choice: string) =>
      decided('tick', leader, claimed({ steps: 2, ticked: [2] }), { choice })
    expect(again('2')).toEqual({ ok: false, refusal: 'already_done' })
    expect(again('3')).toEqual({ ok: false, refusal: 'answer_unknown' })
    expect(decided('tick', leader, claimed({ steps: 1, ticked: [1] }), { choice: '1' })).toEqual({
      ok: false,
      refusal: 'no_step_left',
    })
  })

  it.each([
    ['somebody else', second, 'not_allowed'],
    ['the unit', head, 'not_allowed'],
    ['the desk', DESK, 'not_allowed'],
  ])('is not worked on by %s', (_, who, refusal) => {
    for (const act of ['step', 'tick', 'contact', 'hand', 'ask_end'])
      expect(whyNotPaper(act, who, paperCase(claimed({ steps: 1 }), about()))).toBe(refusal)
  })

  it.each<[string, Partial<Appeal>, string | null]>([
    ['without a contact', { contacts: 0 }, 'contacts_missing'],
    ['after two contacts', { contacts: 2 }, 'contacts_missing'],
    ['after three', { contacts: 3 }, null],
    ['while nobody has signed for the appeal', { contacts: 3, status: 'assigned' }, 'not_now'],
    ['once the appeal is closed without an answer', { contacts: 3, status: 'closed' }, null],
  ])('can be asked to end as explained %s: %s', (_, change, refusal) => {
    expect(whyNotPaper('ask_end', leader, paperCase(claimed(), about(change)))).toBe(refusal)
  })

  it('is ended as explained by another leader than the one who asks', () => {
    const asked = { ...claimed(), state: 'asked' }
    expect(whyNotPaper('confirm_end', leader, paperCase(asked, about()))).toBe('own_request')
    expect(whyNotPaper('deny_end', leader, paperCase(asked, about()))).toBe('own_request')
    expect(whyNotPaper('confirm_end', head, paperCase(asked, about()))).toBe('not_allowed')
    expect(decided('confirm_end', second, asked, { actor: 51 })).toMatchObject({
      ok: true,
      paper: { state: 'explained', closedAt: NOW },
    })
  })

  it.each(['confirm', 'explain', 'moot'])('is not ended by a person: %s', (act) => {
    expect(whyNotPaper(act, leader, paperCase(claimed(), about()))).toBe('not_allowed')
  })

  it('is made once for an appeal, and never for nothing', () => {
    const none = paper('claim', 'none')
    expect(whyNotPaper('open', leader, paperCase(none))).toBe('appeal_needed')
    const beside = { ...about(), beside: [claimed()] }
    expect(whyNotPaper('open', DESK, paperCase(none, beside))).toBe('already_done')
    const over = { appeal: appeal('closed', { closedAt: NOW }) }
    expect(whyNotPaper('open', DESK, paperCase(none, over))).toBe('not_now')
  })

  it('that nobody takes on goes by rota after a working day, once people work', () => {
    const waiting = (openedAt: string) => paper('claim', 'waiting', { openedAt: at(openedAt) })
    const next = (openedAt: string) => nextOf(paperCase(waiting(openedAt), about()))
    expect(next('2026-11-23T09:00')).toEqual({ act: 'rota', at: at('2026-11-24T09:00') })
    expect(next('2026-11-27T20:00')).toEqual({ act: 'rota', at: at('2026-12-01T08:30') })
    expect(decided('rota', DESK, paper('claim', 'waiting'), { choice: null })).toEqual({
      ok: false,
      refusal: 'staff_unknown',
    })
    expect(decided('rota', DESK, paper('claim', 'waiting'), { choice: '51' })).toMatchObject({
      paper: { state: 'claimed', leader: 51, due: at('2026-12-07T09:00') },
    })
  })

  it('goes to another leader, who is reminded anew; not to the same one', () => {
    const late = claimed({ reminded: true, overdue: true })
    expect(decided('hand', leader, late, { choice: '51' })).toMatchObject({
      paper: { leader: 51, due: late.due, data: { reminded: false, overdue: false } },
    })
    expect(decided('hand', leader, late, { choice: String(LEADER) })).toEqual({
      ok: false,
      refusal: 'already_done',
    })
  })
})

describe('the rota', () => {
  const one = (person_: number, open: number, served: string | null) => ({
    ...{ person: person_, open, servedAt: served === null ? null : at(served) },
  })
  it.each<[string, ReturnType<typeof one>[], number | null]>([
    ['nobody, where nobody is there', [], null],
    ['the first, where all have the same', [one(1, 0, null), one(2, 0, null)], 1],
    ['whoever has the fewest open claims', [one(1, 2, null), one(2, 1, '2026-11-20T09:00')], 2],
    ['among equals whom it never named', [one(1, 1, '2026-11-01T09:00'), one(2, 1, null)], 2],
    [
      'among equals whom it named longest ago',
      [one(1, 1, '2026-11-20T09:00'), one(2, 1, '2026-11-19T09:00')],
      2,
    ],
  ])('names %s', (_, leaders, next) => {
    expect(nextOnRota(leaders)).toBe(next)
  })
})
