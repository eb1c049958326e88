import { describe, expect, it } from 'vitest'
import { draftView } from '../../src/flows/draft/draft-view.ts'
import type { Effect } from '../../src/flows/effect.ts'
import { flow } from '../../src/flows/flow.ts'
import { glance, the } from '../support/effects.ts'
import { draft, facts, file, NUMBER, ownView, person, text, unitView } from '../support/facts.ts'

const HOME = person({ home: 'anshun', agreed: true })
const calls = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) =>
    effect.do === 'say' && effect.screen.screen === 'emergency' ? [effect.screen.call] : [],
  )
const FIRE = 'The shed is on fire'

describe('Who writes of an emergency is told whom to call', () => {
  it('first of all, in a message of its own', () => {
    const effects = flow(text(FIRE), facts({ person: HOME }))
    expect(glance(effects)).toEqual(['say emergency', 'save draft', 'draft below'])
    expect(the(effects, 'say')?.screen).toMatchObject({ call: '119', about: 'draft' })
  })

  it('below a picture as well', () => {
    expect(calls(flow(file(null, FIRE), facts({ person: HOME })))).toEqual(['119'])
  })

  it('even when the words are too long to be kept', () => {
    const long = `${FIRE} ${'x'.repeat(20_000)}`
    expect(glance(flow(text(long), facts()))).toEqual(['say emergency', 'say too_long'])
  })

  it('once for each emergency of a draft', () => {
    const given = facts({ draft: draft({ text: FIRE }) })
    expect(calls(flow(text('It is on fire, come'), given))).toEqual([])
    expect(calls(flow(text('And there is a gas leak'), given))).toEqual(['110'])
  })

  it.each([
    ['an addition', { what: 'add', number: NUMBER, files: [] }, 'appeal'],
    ['an answer', { what: 'answer', number: NUMBER, files: [] }, 'appeal'],
  ] as const)('in %s, and the act carries it', (_remark, awaiting, about) => {
    const effects = flow(
      text(FIRE),
      facts({ awaiting: { ...awaiting, files: [] }, view: ownView(['add', 'answer']) }),
    )
    expect(glance(effects)[0]).toBe('say emergency')
    expect(the(effects, 'say')?.screen).toMatchObject({ about })
    expect(the(effects, 'act')?.arguments).toMatchObject({
      act: awaiting.what,
      emergencies: ['fire'],
    })
  })

  it('not again of one that the appeal knows', () => {
    const view = ownView(['add'], { emergencies: ['fire'] })
    const effects = flow(
      text(FIRE),
      facts({ awaiting: { what: 'add', number: NUMBER, files: [] }, view }),
    )
    expect(calls(effects)).toEqual([])
  })

  it('after the end too, without a promise that somebody works on it', () => {
    const view = ownView(['comment'], { status: 'closed' })
    const effects = flow(
      text(FIRE),
      facts({ awaiting: { what: 'comment', number: NUMBER, files: [] }, view }),
    )
    expect(the(effects, 'say')?.screen).toMatchObject({ call: '119', about: null })
  })

  it('never a member of staff who reports on it', () => {
    const view = unitView(['note'])
    const effects = flow(
      text(FIRE),
      facts({ awaiting: { what: 'note', number: NUMBER, files: [] }, view }),
    )
    expect(calls(effects)).toEqual([])
    expect(the(effects, 'act')?.arguments).not.toHaveProperty('emergencies')
  })
})

describe('A draft is urgent', () => {
  const due = (_category: string | null, urgency: string) =>
    Temporal.Instant.from(urgency === 'urgent' ? '2026-03-03T02:00:00Z' : '2026-03-05T02:00:00Z')
  it.each([
    ['by its words', { text: FIRE, category: 'noise', categoryBy: 'person' }, 'urgent', '03'],
    ['not by others', { text: 'loud', category: 'noise', categoryBy: 'person' }, 'normal', '05'],
  ] as const)('%s, and its date follows', (_remark, change, urgency, day) => {
    const view = draftView(draft(change), facts({ dueIf: due }))
    expect(view.urgency).toBe(urgency)
    expect(view.due?.toString()).toContain(`2026-03-${day}`)
  })

  it('and its card names each number to call once', () => {
    const both = draftView(draft({ text: `${FIRE}, gas leak, on fire` }), facts())
    expect(both.calls).toEqual(['119', '110'])
    expect(draftView(draft(), facts()).calls).toEqual([])
  })

  it('by its category', () => {
    const given = facts()
    const categories = given.org.categories.map((one) => ({ ...one, urgency: 'urgent' as const }))
    const view = draftView(draft(), { ...given, org: { ...given.org, categories } })
    expect(view.urgency).toBe('urgent')
  })
})
