import { describe, expect, it } from 'vitest'
import { DESK } from '../../src/domain/actor.ts'
import { HEARD } from '../../src/domain/heard.ts'
import { decidePaper, nextOf, whyNotPaper } from '../../src/domain/papers/decide.ts'
import type { PaperCase } from '../../src/domain/papers/paper.ts'
import { appeal, at, NOW } from '../support/builders.ts'
import { dispatcher, head, leader } from '../support/decisions.ts'
import { paper, paperCase } from '../support/papers.ts'

const due = at('2026-11-24T09:00')
const urged = (change: Partial<PaperCase> = {}, data = {}) =>
  paperCase(paper('urge', 'open', { due, data: { count: 1, ...data } }), {
    appeal: appeal('accepted'),
    ...change,
  })

const args = { actor: null, choice: null, words: '', days: null }

function done(act: string, given: PaperCase) {
  const decision = decidePaper(act, DESK, given, args)
  if (!decision.ok) throw new Error(decision.refusal)
  return decision.paper
}

describe('an urge', () => {
  it('must be answered within a working day', () => {
    const made = done('open', paperCase(paper('urge', 'none'), { appeal: appeal('accepted') }))
    expect(made).toMatchObject({ state: 'open', data: { count: 1 } })
    expect(made.due).toEqual(due)
  })

  it('that comes before an answer is counted, and the first date stays', () => {
    expect(done('again', urged({ now: at('2026-11-24T08:45') }))).toMatchObject({
      due,
      data: { count: 2 },
    })
  })

  it.each([
    [
      'ends once the resident has heard from the unit',
      { heardAt: NOW },
      {},
      'heard',
      '2026-11-23T09:00',
    ],
    [
      'does not end by what they heard before',
      { heardAt: at('2026-11-22T09:00') },
      {},
      'overdue',
      '2026-11-24T09:01',
    ],
    ['is told to the head when its time is over', {}, {}, 'overdue', '2026-11-24T09:01'],
    [
      'is told to the leader a working day later',
      {},
      { overdue: true },
      'escalate',
      '2026-11-25T09:00',
    ],
    ['is told to nobody after that', {}, { overdue: true, escalated: true }, null, ''],
    ['ends with its appeal', { appeal: appeal('closed') }, {}, 'heard', '2026-11-23T09:00'],
    [
      'goes to the unit that holds the appeal now',
      { appeal: appeal('assigned', { unit: 'anshun' }) },
      {},
      'pass',
      '2026-11-23T09:00',
    ],
  ])('%s', (_, change, data, act, moment) => {
    const next = nextOf(urged(change, data))
    expect(next && { act: next.act, at: next.at.toString() }).toEqual(
      act && { act, at: at(moment).toString() },
    )
  })

  it('about something urgent does not wait for the morning', () => {
    const late = paper('urge', 'open', { due: at('2026-11-27T17:30'), data: { count: 1 } })
    const normal = paperCase(late, { appeal: appeal('accepted') })
    const urgent = paperCase(late, { appeal: appeal('accepted', { urgency: 'urgent' }) })
    expect(nextOf(normal)?.at).toEqual(at('2026-11-30T08:30'))
    expect(nextOf(urgent)?.at).toEqual(at('2026-11-27T17:31'))
  })

  it.each([
    ['the first one', leader, urged(), 'urged_once'],
    ['the second one', leader, urged({}, { count: 2 }), null],
    [
      'one of which there is a reminder',
      leader,
      urged({ beside: [paper('directive', 'open')] }, { count: 2 }),
      'already_done',
    ],
    [
      'one whose reminder was answered',
      leader,
      urged({ beside: [paper('directive', 'answered')] }, { count: 2 }),
      null,
    ],
    ['the second one, by its own head', head, urged({}, { count: 2 }), 'not_allowed'],
    ['the second one, by a dispatcher', dispatcher, urged({}, { count: 2 }), 'not_allowed'],
  ] as const)('becomes a leader’s reminder: %s', (_, who, given, refusal) => {
    expect(whyNotPaper('call', who, given)).toBe(refusal)
  })

  it('begins one duty at a time, and only where a unit holds the appeal', () => {
    const fresh = paper('urge', 'none')
    const beside = [paper('urge', 'open')]
    expect(whyNotPaper('open', DESK, paperCase(fresh, { beside }))).toBe('already_done')
    expect(whyNotPaper('open', DESK, paperCase({ ...fresh, unit: null }))).toBe('unit_unknown')
    expect(whyNotPaper('open', leader, paperCase(fresh))).toBe('not_allowed')
  })

  it('is answered by words that its households hear, and by nothing else', () => {
    for (const act of ['note', 'ask', 'resolve', 'contact', 'approve_extension'])
      expect(HEARD.has(act), act).toBe(true)
    for (const act of ['accept', 'memo', 'assign', 'hand', 'answer', 'comment', 'paper'])
      expect(HEARD.has(act), act).toBe(false)
  })
})
