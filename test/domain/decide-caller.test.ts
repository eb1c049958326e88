import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import { UNASKED } from '../../src/domain/appeal.ts'
import { decide } from '../../src/domain/decide.ts'
import { movesOf } from '../../src/domain/moves.ts'
import { appeal, DISPATCHER, given, HANDLER, JOINER, RESIDENT } from '../support/builders.ts'

const CALLER = 50
const NEWCOMER = 51

const clerk: Actor = {
  desk: false,
  person: HANDLER,
  posts: [{ unit: 'housing', role: 'handler' }],
}
const dispatcher: Actor = {
  desk: false,
  person: DISPATCHER,
  posts: [{ unit: 'county', role: 'dispatcher' }],
}
const resident: Actor = { desk: false, person: RESIDENT, posts: [] }
const answer = 'yes'

describe('a caller behind an appeal', () => {
  it('joins when a clerk says so: the household is theirs, the entry the clerk’s', () => {
    const decision = decide(
      { act: 'join', hasWords: true },
      { ...clerk, caller: NEWCOMER },
      given(appeal('accepted')),
    )
    expect(decision).toMatchObject({
      ok: true,
      appeal: { households: 2 },
      joiners: { do: 'add', people: [NEWCOMER] },
      data: { caller: NEWCOMER, households: 2 },
    })
  })

  it('answers by a dispatcher, as the resident', () => {
    const theirs = given(appeal('resolved', { resident: CALLER }), { callers: [CALLER] })
    const asked = { ...dispatcher, caller: CALLER }
    const decision = decide({ act: 'contacted', answer }, asked, theirs)
    expect(decision).toMatchObject({
      ok: true,
      appeal: { visit: { contacted: true } },
      joiners: null,
      data: { answer, caller: CALLER },
    })
  })

  it('answers by a dispatcher, as one who joined: the resident’s answers stay as they are', () => {
    const joiners = [
      { person: JOINER, from: null, visit: UNASKED },
      { person: CALLER, from: null, visit: UNASKED },
    ]
    const theirs = given(appeal('resolved'), { joiners, callers: [CALLER] })
    const asked = { ...dispatcher, caller: CALLER }
    const decision = decide({ act: 'contacted', answer }, asked, theirs)
    expect(decision).toMatchObject({
      ok: true,
      appeal: { visit: UNASKED },
      joiners: { do: 'answer', person: CALLER, visit: { contacted: true } },
    })
  })

  it('is asked each question once, whoever asks', () => {
    const visit = { ...UNASKED, contacted: true }
    const theirs = given(appeal('resolved', { resident: CALLER, visit }), { callers: [CALLER] })
    const asked = { ...dispatcher, caller: CALLER }
    expect(decide({ act: 'contacted', answer }, asked, theirs)).toMatchObject({
      refusal: 'already_answered',
    })
  })

  it.each([
    ['a dispatcher for somebody with a chat', { ...dispatcher, caller: RESIDENT }],
    ['a dispatcher for nobody', dispatcher],
    ['the resident for a caller', { ...resident, caller: CALLER }],
    ['the unit that holds it', { ...clerk, caller: CALLER }],
  ] as const)('is not answered for by %s', (_, actor) => {
    const joiners = [{ person: CALLER, from: null, visit: UNASKED }]
    const theirs = given(appeal('resolved'), { joiners, callers: [CALLER] })
    expect(decide({ act: 'contacted', answer }, actor, theirs)).toEqual({
      ok: false,
      refusal: 'not_allowed',
    })
  })

  it('cannot be asked in a chat: the unit is told to call', () => {
    const theirs = given(appeal('accepted', { resident: CALLER }), { callers: [CALLER] })
    expect(movesOf(clerk, theirs)).not.toContain('ask')
    expect(decide({ act: 'ask', hasWords: true }, clerk, theirs)).toMatchObject({
      refusal: 'no_chat',
    })
  })

  it('keeps nobody from asking the resident who has one', () => {
    const joiners = [{ person: CALLER, from: null, visit: UNASKED }]
    const theirs = given(appeal('accepted'), { joiners, callers: [CALLER] })
    expect(movesOf(clerk, theirs)).toContain('ask')
  })
})
