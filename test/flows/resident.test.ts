import { describe, expect, it } from 'vitest'
import type { Appeal, ReturnVisit } from '../../src/domain/appeal.ts'
import type { Facts } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { acts, buttonsIn, glance, the } from '../support/effects.ts'
import { card, draft, facts, NOW, NUMBER, ownView, press } from '../support/facts.ts'

const VISIT: ReturnVisit = {
  contacted: null,
  solved: null,
  satisfied: null,
  pressed: false,
  still: null,
}

const onPromise = (given: Partial<Facts>) => facts({ card: card('promise'), ...given })
const onSurvey = (visit: Partial<ReturnVisit>, change: Partial<Appeal> = {}) =>
  facts({
    card: card('survey'),
    view: ownView(['contacted', 'solved', 'satisfied', 'comment', 'pressed'], {
      status: 'resolved',
      visit: { ...VISIT, ...visit },
      ...change,
    }),
  })
const survey = (data: string, given: Facts) => flow(press(data), given)

describe('A resident with a submitted appeal', () => {
  it('sees the timeline below', () => {
    const given = onPromise({ view: ownView([]) })
    expect(flow(press(`appeal.show:${NUMBER}`), given)).toEqual([
      { do: 'show', what: { what: 'appeal', number: NUMBER, edit: false } },
    ])
  })

  it.each([
    ['appeal.remind', 'urge', 'reminded'],
    ['appeal.withdraw', 'withdraw', 'done'],
  ] as const)('%s acts at once: %s', (verb, act, toast) => {
    const effects = flow(press(`${verb}:${NUMBER}`), onPromise({ view: ownView([]) }))
    expect(glance(effects)).toEqual([`act ${act}`, `toast ${toast}`])
  })

  it.each([
    ['becomes a draft', 'withdrawn', null, ['draft_again', 'draft below']],
    ['waits for what is being written', 'withdrawn', draft(), ['draft below']],
    ['stays what it is', 'accepted', null, ['refused not_now']],
  ] as const)('what was withdrawn, said again: %s', (_remark, status, writing, expected) => {
    const given = facts({ card: card('step'), view: ownView([], { status }), draft: writing })
    expect(glance(flow(press(`appeal.again:${NUMBER}`), given))).toEqual(expected)
  })

  const paused = { since: NOW, minutesLeft: 60 }
  it.each([
    ['adds', null, ['add'], 'await add'],
    ['answers while the unit waits for it', paused, ['add', 'answer'], 'await answer'],
    ['adds while the matter is shelved', paused, ['add'], 'await add'],
  ] as const)('%s: with %o and %o: %s', (_remark, pause, moves, expected) => {
    const given = onPromise({ view: ownView([...moves], { paused: pause }) })
    expect(glance(flow(press(`appeal.add:${NUMBER}`), given))).toEqual([expected, 'say prompt'])
  })

  it('is told when nothing can be added any more', () => {
    const given = onPromise({ view: ownView([]) })
    expect(glance(flow(press(`appeal.add:${NUMBER}`), given))).toEqual(['refused not_now'])
  })
})

describe('The return visit', () => {
  it('takes three taps, each on the same card', () => {
    const first = survey(`survey.contacted:${NUMBER}:yes`, onSurvey({}))
    expect(glance(first)).toEqual(['act contacted', 'rewrite survey solved'])
    const second = survey(`survey.resolved:${NUMBER}:partly`, onSurvey({ contacted: true }))
    expect(glance(second)).toEqual(['act solved', 'rewrite survey satisfied'])
    expect(acts(second)).toEqual([{ act: 'solved', number: NUMBER, answer: 'partly' }])
    const third = survey(
      `survey.satisfied:${NUMBER}:4`,
      onSurvey({ contacted: true, solved: 'partly' }),
    )
    expect(glance(third)).toEqual(['act satisfied', 'rewrite survey done'])
    expect(buttonsIn(third)).toEqual([
      `survey.comment:${NUMBER}`,
      `survey.done:${NUMBER}`,
      `survey.pressed:${NUMBER}`,
    ])
  })

  it.each([
    ['yes', 5, false],
    ['partly', 3, false],
    ['yes', 2, true],
    ['no', 5, true],
  ] as const)('solved %s, satisfied %i: goes back to the unit %s', (solved, satisfied, again) => {
    const given = onSurvey({ contacted: true, solved })
    const effects = survey(`survey.satisfied:${NUMBER}:${satisfied}`, given)
    expect(the(effects, 'rewrite')?.screen).toMatchObject({ again, solved, satisfied })
  })

  it.each([
    ['survey.contacted', 'yes'],
    ['survey.resolved', 'no'],
    ['survey.satisfied', '1'],
  ])('%s: an answered question stays answered', (verb, answer) => {
    const given = onSurvey({ contacted: true, solved: 'yes', satisfied: 5 })
    const effects = survey(`${verb}:${NUMBER}:${answer}`, given)
    expect(glance(effects)).toEqual(['refused already_answered'])
  })

  it('leaves it to the decision to refuse an answer out of turn', () => {
    const effects = survey(`survey.satisfied:${NUMBER}:5`, onSurvey({}))
    expect(effects[0]).toMatchObject({ do: 'act', arguments: { act: 'satisfied' } })
  })

  it('may be followed by words', () => {
    const effects = survey(`survey.comment:${NUMBER}`, onSurvey({ satisfied: 1 }))
    expect(glance(effects)).toEqual(['await comment', 'say prompt'])
  })

  it('hears once that somebody asked for a good rating', () => {
    const answered = { contacted: true, solved: 'yes', satisfied: 5 } as const
    const said = survey(`survey.pressed:${NUMBER}`, onSurvey(answered))
    expect(glance(said)).toEqual(['act pressed', 'rewrite survey done', 'toast done'])
    expect(buttonsIn(said)).not.toContain(`survey.pressed:${NUMBER}`)
    const again = survey(`survey.pressed:${NUMBER}`, onSurvey({ ...answered, pressed: true }))
    expect(glance(again)).toEqual(['refused already_done'])
  })

  it('ends with thanks and without buttons, once it is answered', () => {
    const open = survey(`survey.done:${NUMBER}`, onSurvey({ contacted: true }))
    expect(glance(open)).toEqual(['refused answer_in_order'])
    const closed = onSurvey({ contacted: true, solved: 'yes', satisfied: 5 }, { status: 'closed' })
    const done = survey(`survey.done:${NUMBER}`, closed)
    expect(glance(done)).toEqual(['rewrite survey done'])
    expect(buttonsIn(done)).toEqual([])
  })
})
