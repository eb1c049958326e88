import { describe, expect, it } from 'vitest'
import { DESK, type Actor } from '../../src/domain/actor.ts'
import { decidePaper, paperActs, whyNotPaper } from '../../src/domain/papers/decide.ts'
import type { PaperStanding } from '../../src/domain/papers/paper.ts'
import { appeal, LEADER, RESIDENT } from '../support/builders.ts'
import { dispatcher, handler, head, leader, person } from '../support/decisions.ts'
import { KINDS, paper, PAPER_ACTS, paperCase, statesOf } from '../support/papers.ts'

const SECOND_LEADER = 51
const PARTY = 61

/** Everybody who may meet a paper, and in which standings they do. */
const ACTORS: [string, Actor, PaperStanding[]][] = [
  ['its author', leader, ['author', 'answerer', 'leader']],
  ['another leader', person(SECOND_LEADER, { unit: 'county', role: 'leader' }), ['leader']],
  ['the head of the unit', head, ['head', 'unit', 'every_head']],
  ['a handler of the unit', handler, ['unit']],
  ['a dispatcher', dispatcher, ['dispatcher']],
  ['somebody it names', person(PARTY, { unit: 'anshun', role: 'handler' }), ['party']],
  ['the head of another unit', person(71, { unit: 'anshun', role: 'head' }), ['every_head']],
  ['somebody without a post', { desk: false, person: 72, posts: [] }, []],
  ['the desk', DESK, ['desk']],
]

const made = { by: LEADER, leader: LEADER, data: { people: [PARTY] } }
const args = { actor: null, choice: 'x', words: 'words', days: null }

describe('an act on a paper', () => {
  const walk = PAPER_ACTS.flatMap(([kind, act, row]) =>
    ['none', ...statesOf(kind)].map((state) => [kind, act, state, row] as const),
  )

  it.each(walk)('%s: %s of one that is %s is for whom the table names', (kind, act, state, row) => {
    for (const [name, actor, standings] of ACTORS) {
      const given = paperCase(paper(kind, state, made))
      const refusal = whyNotPaper(act, actor, given)
      const isTheirs = row.who.some((who) => standings.includes(who))
      if (!isTheirs) expect(refusal, name).toBe('not_allowed')
      else if (!row.from.includes(state))
        expect(['not_now', 'already_done'], name).toContain(refusal)
      else expect(['not_allowed', 'not_now'], name).not.toContain(refusal)
    }
  })

  it.each(PAPER_ACTS)('%s: %s lacks nothing that the table asks for', (kind, act, row) => {
    const [state = 'none'] = row.from
    const [, actor] = ACTORS.find(([, , standings]) =>
      row.who.some((who) => standings.includes(who)),
    )!
    const given = paperCase(paper(kind, state, made))
    if (whyNotPaper(act, actor, given) !== null) return
    const refused = (lacks: object) => decidePaper(act, actor, given, { ...args, ...lacks })
    if (row.carries.includes('words'))
      expect(refused({ words: ' ' })).toEqual({ ok: false, refusal: 'words_needed' })
    if (row.carries.includes('choice'))
      expect(refused({ choice: null })).toEqual({ ok: false, refusal: 'answer_unknown' })
  })

  it.each(KINDS)('leaves every state of a %s that is not closed', (kind, { acts, closed }) => {
    for (const state of statesOf(kind).filter((one) => !closed.includes(one)))
      expect(
        Object.values(acts).some(({ from, to }) => from.includes(state) && to !== 'same'),
        state,
      ).toBe(true)
  })

  it.each(KINDS)('reaches every state of a %s', (kind, { acts }) => {
    for (const state of statesOf(kind))
      expect(
        Object.values(acts).some(({ to }) => to === state),
        state,
      ).toBe(true)
  })

  it('is not for somebody who stands behind the appeal, whatever their post', () => {
    const own = appeal('accepted', { resident: LEADER })
    const given = paperCase(paper('directive', 'open', { by: null, appeal: own.number }), {
      appeal: own,
    })
    expect(whyNotPaper('second', leader, given)).toBe('own_appeal')
    expect(paperActs(leader, given)).toEqual([])
    const joined = { person: LEADER, from: null, visit: own.visit }
    const beside = paperCase(given.paper, {
      appeal: appeal('accepted', { resident: RESIDENT }),
      joiners: [joined],
    })
    expect(whyNotPaper('second', leader, beside)).toBe('own_appeal')
  })

  it('is not for the people of the unit that the appeal complains about', () => {
    const complaint = appeal('accepted', { about: 'housing' })
    const given = paperCase(paper('directive', 'open', { appeal: complaint.number }), {
      appeal: complaint,
    })
    expect(whyNotPaper('answer', head, given)).toBe('not_allowed')
    expect(paperActs(handler, given)).toEqual([])
    expect(whyNotPaper('second', leader, given)).toBeNull()
  })
})
