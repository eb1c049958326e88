import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../../src/domain/actor.ts'
import { STATUSES } from '../../src/domain/appeal.ts'
import { ACT_NAMES, rowOf } from '../../src/domain/lifecycle.ts'
import { PAPER_KINDS } from '../../src/domain/papers/paper.ts'
import { rulesOf } from '../../src/domain/papers/kinds.ts'
import { may } from '../../src/domain/rights/may.ts'
import {
  allRights,
  CALLER,
  CAST,
  COUNTY,
  FOR_CALLERS,
  forCaller,
  inQuestion,
  NEWCOMER,
} from '../support/rights.ts'
import { rightsDocument } from '../support/rights-document.ts'
import { paper, paperCase, statesOf } from '../support/papers.ts'

const onAppeal = (actor: Actor, given = inQuestion()) =>
  (['see', 'see_work', ...ACT_NAMES] as const).filter((act) =>
    may(actor, act, { is: 'appeal', given }),
  )

/** What those who stand behind an appeal may do, and nobody else. */
const OF_HOUSEHOLDS = ACT_NAMES.filter((act) =>
  rowOf(act).who.every((who) => who === 'resident' || who === 'joiner'),
)

describe('who may do what', () => {
  it('is written in docs/rights.md, every question asked anew', () => {
    const written = readFileSync(new URL('../../docs/rights.md', import.meta.url), 'utf8')
    expect(written, 'run: npm run rights').toBe(rightsDocument())
    const questions = allRights().map(({ rows, cast }) => rows.length * Object.keys(cast).length)
    process.stdout.write(`rights: ${questions.reduce((sum, one) => sum + one)} questions asked\n`)
  })

  it('does not depend on how far an appeal is, nor on whether it is anonymous', () => {
    for (const [who, actor] of Object.entries(CAST))
      for (const status of STATUSES)
        for (const anonymous of [true, false])
          expect(onAppeal(actor, inQuestion({ status, anonymous })), `${who} in ${status}`).toEqual(
            onAppeal(actor),
          )
  })

  it.each(['resident in office', 'joiner in office'] as const)(
    'leaves a %s nothing but what any household has',
    (who) => {
      const plain = CAST[who === 'resident in office' ? 'resident' : 'joiner']
      expect(onAppeal(CAST[who])).toEqual(onAppeal(plain))
    },
  )

  it('gives a stranger nothing but to join', () => {
    expect(onAppeal(CAST.stranger)).toEqual(['join'])
    const others = allRights().filter(({ title }) => !/^An appeal|^The same|^Commands/.test(title))
    for (const { title, rows } of others)
      for (const [act, isAllowed] of rows)
        expect(isAllowed(CAST.stranger), `${act}: ${title}`).toBe(false)
  })

  it('gives nobody of the unit that a complaint is about anything at all', () => {
    const about = inQuestion({ about: 'housing' })
    expect(onAppeal(CAST['head of housing'], about)).toEqual([])
    expect(onAppeal(CAST['dispatcher of housing'], about)).toEqual([])
    for (const kind of PAPER_KINDS)
      for (const act of ['see', ...Object.keys(rulesOf(kind).acts)]) {
        const { appeal, joiners } = about
        const given = paperCase(paper(kind, 'open'), { appeal, joiners, rules: COUNTY })
        expect(may(CAST['dispatcher of housing'], act, { is: 'paper', given })).toBe(false)
      }
  })

  it('never lets whoever handles an appeal answer for its households', () => {
    for (const [who, actor] of Object.entries(CAST)) {
      if (/^resident|^joiner/.test(who)) continue
      const theirs = onAppeal(actor).filter((act) => OF_HOUSEHOLDS.some((one) => one === act))
      expect(theirs, who).toEqual([])
    }
  })

  it('lets staff register for a caller and dispatchers ask them, and nothing else in their place', () => {
    const given = inQuestion()
    const inPlace = (actor: Actor, caller: number) =>
      ACT_NAMES.filter((act) => may(forCaller(actor, caller), act, { is: 'appeal', given }))
    for (const [who, actor] of Object.entries(FOR_CALLERS)) {
      if (actor.desk) continue
      const isStaff = actor.posts.length > 0
      expect(inPlace(actor, NEWCOMER), who).toEqual(isStaff ? ['join'] : [])
      const asks = who === 'dispatcher' || who === 'dispatcher of housing'
      expect(inPlace(actor, CALLER), who).toEqual(asks ? ['contacted', 'solved', 'satisfied'] : [])
    }
  })

  it.each([
    ['anshun', 'anshun', false, 'of the unit itself'],
    ['town', 'anshun', false, 'of a unit below it'],
    ['anshun', 'town', true, 'of the unit above it'],
    ['anshun', 'east', true, 'of the one beside it'],
    [null, 'anshun', true, 'of any unit, where none holds it'],
  ] as const)(
    'an appeal of %s: whoever has a post in %s asks a caller, %s: %s',
    (...[unit, own, asks]) => {
      const posts = [
        { unit: 'county', role: 'dispatcher' as const },
        { unit: own, role: 'handler' as const },
      ]
      const actor: Actor = { desk: false, person: 46, posts, caller: CALLER }
      expect(may(actor, 'solved', { is: 'appeal', given: inQuestion({ unit }) })).toBe(asks)
    },
  )

  it('lets nobody register a caller behind a complaint about their own unit', () => {
    const about = inQuestion({ about: 'housing' })
    const joins = (actor: Actor) =>
      may(forCaller(actor, NEWCOMER), 'join', { is: 'appeal', given: about })
    expect(joins(CAST['head of housing'])).toBe(false)
    expect(joins(CAST.handler)).toBe(true)
  })

  it('shows a co-unit the matter and not the work card', () => {
    expect(onAppeal(CAST.helper)).toEqual(['see', 'help', 'join'])
  })

  it('does not let anybody act on a paper whose appeal is their own, in any state of it', () => {
    const { appeal, joiners } = inQuestion()
    for (const kind of PAPER_KINDS)
      for (const state of statesOf(kind))
        for (const act of ['see', ...Object.keys(rulesOf(kind).acts)]) {
          const given = paperCase(paper(kind, state), { appeal, joiners, rules: COUNTY })
          for (const who of ['resident in office', 'joiner in office'] as const)
            expect(may(CAST[who], act, { is: 'paper', given }), `${kind} ${act}`).toBe(false)
        }
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'nonsense'])(
    'knows no act on a paper called %s',
    (act) => {
      const given = paperCase(paper('order', 'open'), { rules: COUNTY })
      for (const actor of Object.values(CAST))
        expect(may(actor, act, { is: 'paper', given })).toBe(false)
    },
  )
})
