import { describe, expect, it } from 'vitest'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import type { Appeal } from '../../src/domain/appeal.ts'
import { decidePaper, nextOf, paperActs, whyNotPaper } from '../../src/domain/papers/decide.ts'
import { orderReasons } from '../../src/domain/papers/order-reasons.ts'
import type { Paper, PaperArguments, PaperCase } from '../../src/domain/papers/paper.ts'
import { appeal, at, LEADER, NOW, RULES } from '../support/builders.ts'
import { dispatcher, handler, head, leader } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const reworked = appeal('accepted', { rounds: 2 })
const fresh = paper('order', 'none')
const args: PaperArguments = { actor: LEADER, choice: '3', words: 'Look at it', days: null }

function decided(
  act: string,
  who: Actor,
  given: Partial<PaperCase> & { paper: Paper },
  change: Partial<PaperArguments> = {},
) {
  return decidePaper(act, who, paperCase(given.paper, { appeal: reworked, ...given }), {
    ...args,
    ...change,
  })
}

function done(...wanted: Parameters<typeof decided>): Paper {
  const decision = decided(...wanted)
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.paper
}

const byRule = { actor: null, choice: 'rework', words: '' }

describe('a rule that opens a supervision order', () => {
  const late = { due: at('2026-11-16T09:00') }
  const rows: [string, Appeal, string | undefined][] = [
    ['the first re-work', appeal('accepted', { rounds: 1 }), undefined],
    ['the second re-work', reworked, 'rework 2'],
    ['the third re-work', appeal('accepted', { rounds: 3 }), 'rework 3'],
    ['the first return', appeal('assigned', { returns: 1 }), undefined],
    ['the second return', appeal('assigned', { returns: 2 }), 'return 2'],
    ['a return that nobody has taken up', appeal('registered', { returns: 2 }), undefined],
    ['red for five working days', appeal('accepted', late), 'red 0'],
    ['red for a minute less', appeal('accepted', { due: at('2026-11-16T09:01') }), undefined],
    [
      'late, and the clock pauses',
      appeal('accepted', { ...late, paused: { since: NOW, minutesLeft: -10 } }),
      undefined,
    ],
    ['late, and shelved', appeal('shelved', late), undefined],
    ['re-worked twice, and answered', appeal('resolved', { rounds: 2 }), undefined],
    ['both: re-work comes first', appeal('accepted', { ...late, rounds: 2 }), 'rework 2'],
  ]
  it.each(rows)('%s', (_, of, expected) => {
    const [first] = orderReasons(of, { now: NOW, rules: RULES })
    expect(first && `${first.reason} ${first.count}`).toBe(expected)
  })
})

describe('a supervision order', () => {
  it('that a rule made has its reason, its date, and the first leader in charge', () => {
    const made = done('open', DESK, { paper: fresh, inCharge: [51, 52] }, byRule)
    expect(made).toMatchObject({ state: 'open', leader: 51, data: { reason: 'rework', count: 2 } })
    expect(made.due).toEqual(at('2026-11-26T09:00'))
  })

  it.each([
    ['for a reason that does not hold', DESK, { choice: 'return' }, {}, 'not_now'],
    ['for no reason at all', DESK, { choice: null }, {}, 'answer_unknown'],
    ['by hand for the reason of a rule', leader, { choice: 'rework' }, {}, 'answer_unknown'],
    [
      'by hand with a date that nobody keeps in mind',
      leader,
      { choice: '31' },
      {},
      'answer_unknown',
    ],
    ['by hand without words', leader, { words: ' ' }, {}, 'words_needed'],
    ['by a dispatcher', dispatcher, {}, {}, 'not_allowed'],
    ['to nobody', leader, {}, { paper: { ...fresh, unit: null } }, 'unit_unknown'],
    ['beside another one', leader, {}, { beside: [paper('order', 'open')] }, 'already_done'],
  ] as const)('is not opened %s', (_, who, change, given, refusal) => {
    const rule = who === DESK ? { ...byRule, ...change } : change
    expect(decided('open', who, { paper: fresh, ...given }, rule)).toEqual({ ok: false, refusal })
  })

  it('by hand is supervised by the leader who gave it, by the date of the button or of the words', () => {
    const made = done('open', leader, { paper: fresh })
    expect(made).toMatchObject({ leader: LEADER, data: { reason: 'hand' } })
    expect(made.due).toEqual(at('2026-11-26T09:00'))
    expect(done('open', leader, { paper: fresh }, { days: 1 }).due).toEqual(at('2026-11-24T09:00'))
  })

  const answered = paper('order', 'answered', { by: LEADER, leader: LEADER })

  it('is struck off only once the resident has heard from the unit since it was opened', () => {
    const refused = { ok: false, refusal: 'resident_first' }
    expect(decided('accept', leader, { paper: answered })).toEqual(refused)
    const before = at('2026-11-22T10:00')
    expect(decided('accept', leader, { paper: answered, heardAt: before })).toEqual(refused)
    expect(done('accept', leader, { paper: answered, heardAt: NOW }).state).toBe('done')
    expect(done('accept', leader, { paper: answered, appeal: null }).state).toBe('done')
  })

  it('that a rule made may be looked after by a dispatcher; a leader’s own may not', () => {
    const rule = { ...answered, by: null }
    expect(paperActs(dispatcher, paperCase(rule, { heardAt: NOW }))).toEqual([
      'accept',
      'refuse',
      'cancel',
    ])
    expect(paperActs(dispatcher, paperCase(answered))).toEqual([])
    expect(paperActs(handler, paperCase(answered))).toEqual([])
  })

  it('that is asked for more has a new date', () => {
    const again = done('refuse', leader, { paper: answered }, { days: 2 })
    expect(again).toMatchObject({ state: 'open', data: { overdue: false, escalated: false } })
    expect(again.due).toEqual(at('2026-11-25T09:00'))
  })

  it('is taken back with words only', () => {
    expect(decided('cancel', leader, { paper: answered }, { words: '' })).toEqual({
      ok: false,
      refusal: 'words_needed',
    })
    expect(whyNotPaper('cancel', head, paperCase(answered))).toBe('not_allowed')
  })
})

describe('a date of a supervision order that passes', () => {
  const due = at('2026-11-26T17:30')
  const open = paper('order', 'open', { by: null, due })
  it.each([
    ['is announced on the morning of its day', {}, 'remind', '2026-11-26T08:30'],
    [
      'is told to the head when people work again',
      { reminded: true },
      'overdue',
      '2026-11-27T08:30',
    ],
    [
      'is told to the leader a working day later',
      { reminded: true, overdue: true },
      'escalate',
      '2026-11-30T08:30',
    ],
    ['is told to nobody after that', { overdue: true, escalated: true }, null, ''],
  ])('%s', (_, data, act, moment) => {
    const next = nextOf(paperCase({ ...open, data }))
    expect(next && { act: next.act, at: next.at.toString() }).toEqual(
      act && { act, at: at(moment).toString() },
    )
  })

  it('is nobody’s concern once the unit has answered', () => {
    expect(nextOf(paperCase({ ...open, state: 'answered' }))).toBeNull()
  })
})

describe('an order whose appeal moves on', () => {
  const open = paper('order', 'open', { by: null, leader: 51, due: at('2026-11-23T10:00') })
  const elsewhere = appeal('assigned', { unit: 'anshun' })

  it('goes along to the unit that holds it now, with its leader and a new date', () => {
    expect(nextOf(paperCase(open, { appeal: elsewhere }))).toEqual({ act: 'pass', at: NOW })
    const passed = done('pass', DESK, { paper: open, appeal: elsewhere, inCharge: [53] })
    expect(passed).toMatchObject({ state: 'open', unit: 'anshun', leader: 53 })
    expect(passed.due).toEqual(at('2026-11-26T09:00'))
  })

  it('waits where it is while nobody holds it', () => {
    const queued = appeal('registered', { unit: null })
    expect(nextOf(paperCase(open, { appeal: queued }))?.act).toBe('overdue')
  })

  it.each(['withdrawn', 'merged', 'declined'] as const)('falls away when it is %s', (status) => {
    const over = appeal(status)
    expect(nextOf(paperCase(open, { appeal: over }))).toEqual({ act: 'drop', at: NOW })
    expect(done('drop', DESK, { paper: open, appeal: over })).toMatchObject({
      state: 'dropped',
      closedAt: NOW,
    })
  })

  it('does so while people work', () => {
    const night = { appeal: elsewhere, now: at('2026-11-23T22:00') }
    expect(nextOf(paperCase(open, night))?.at).toEqual(at('2026-11-24T08:30'))
  })
})
