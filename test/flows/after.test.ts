import { describe, expect, it } from 'vitest'
import type { AppealInView, Facts } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { helpButtons } from '../../src/flows/task/help.ts'
import { acts, buttonsIn, glance, the } from '../support/effects.ts'
import {
  card,
  facts,
  NUMBER,
  ORG,
  ownView,
  press,
  staff,
  text,
  unitView,
} from '../support/facts.ts'

const onPromise = (view: AppealInView, rest: Partial<Facts> = {}) =>
  facts({ card: card('promise'), view, ...rest })
const onTask = (view: AppealInView, rest: Partial<Facts> = {}) =>
  facts({ person: staff('handler'), card: card('task'), view, ...rest })

describe('A changed answer', () => {
  const view = ownView(['change'], { status: 'closed' })

  it('is asked for below the card, and given with its rating, in one act', () => {
    const asked = flow(press(`appeal.change:${NUMBER}`), onPromise(view))
    expect(buttonsIn(asked)).toEqual(
      ['yes', 'partly', 'no'].map((solved) => `survey.change:${NUMBER}:${solved}`),
    )
    const onSurvey = onPromise(view, { card: card('survey') })
    const half = flow(press(`survey.change:${NUMBER}:partly`), onSurvey)
    expect(acts(half)).toEqual([])
    expect(buttonsIn(half)).toEqual(
      [1, 2, 3, 4, 5].map((rating) => `survey.change:${NUMBER}:partly:${rating}`),
    )
    const whole = flow(press(`survey.change:${NUMBER}:partly:2`), onSurvey)
    expect(acts(whole)).toEqual([{ act: 'change', number: NUMBER, answer: 'partly', rating: '2' }])
    expect(the(whole, 'rewrite')?.screen).toMatchObject({ screen: 'after_said', again: true })
  })

  it('that comes too late is refused with its reason', () => {
    const late = { ...ownView([]), hindered: { change: 'change_too_late' as const } }
    expect(glance(flow(press(`appeal.change:${NUMBER}`), onPromise(late)))).toEqual([
      'refused change_too_late',
    ])
  })
})

describe('A closed appeal', () => {
  it('is opened again with words, which may speak of a danger', () => {
    const view = ownView(['reopen'], { status: 'closed' })
    expect(glance(flow(press(`appeal.reopen:${NUMBER}`), onPromise(view)))).toEqual([
      'await reopen',
      'say prompt',
    ])
    const awaiting = { what: 'reopen', number: NUMBER, files: [] } as const
    const said = flow(text('it is on fire'), facts({ view, awaiting: { ...awaiting, files: [] } }))
    expect(glance(said)[0]).toBe('say emergency')
    expect(acts(said)).toMatchObject([{ act: 'reopen', emergencies: ['fire'] }])
  })

  it('that can no longer be opened leaves the words as a new appeal', () => {
    const awaiting = { what: 'reopen' as const, number: NUMBER, files: [] }
    const said = flow(text('dark again'), facts({ view: ownView([]), awaiting }))
    expect(the(said, 'draft')?.draft).toMatchObject({ text: 'dark again' })
  })

  it.each([
    ['yes', false],
    ['no', true],
  ])('is still solved: %s', (answer, again) => {
    const given = onPromise(ownView(['still']), { card: card('survey') })
    const effects = flow(press(`survey.still:${NUMBER}:${answer}`), given)
    expect(acts(effects)).toEqual([{ act: 'still', number: NUMBER, answer }])
    expect(the(effects, 'rewrite')?.screen).toMatchObject({ act: 'still', again })
  })

  it('has no contact that its resident cannot deny', () => {
    const given = onPromise(ownView(['unreached']), { card: card('step') })
    expect(acts(flow(press(`appeal.unreached:${NUMBER}`), given))).toEqual([
      { act: 'unreached', number: NUMBER },
    ])
  })
})

describe('Asking another unit to help', () => {
  const view = unitView(['ask_help', 'end_help'])

  it('shows the units on the work card, then asks what that one is to do', () => {
    expect(the(flow(press(`task.help:${NUMBER}`), onTask(view)), 'show')?.what).toEqual({
      ...{ what: 'help', number: NUMBER, edit: true },
    })
    const chosen = flow(press(`task.help:${NUMBER}:housing`), onTask(view))
    const awaiting = { what: 'ask_help' as const, number: NUMBER, files: [], unit: 'housing' }
    expect(the(chosen, 'await')?.awaiting).toEqual(awaiting)
    const said = flow(text('open the cellar'), onTask(view, { awaiting, card: null }))
    expect(acts(said)).toEqual([
      { act: 'ask_help', number: NUMBER, words: 'open the cellar', unit: 'housing' },
    ])
  })

  it.each([
    ['anshun', 'refused same_unit'],
    ['moon', 'toast nothing_there'],
    ['fukang', 'refused unit_without_staff'],
  ])('%s: %s', (unit, then) => {
    expect(glance(flow(press(`task.help:${NUMBER}:${unit}`), onTask(view)))).toEqual([then])
  })

  it('is offered where somebody is there, and it is no complaint about them', () => {
    const offered = (about: string | null, helping: string[]) =>
      helpButtons({ number: NUMBER, unit: 'shanhe', about }, ORG, helping).map(
        ({ args }) => args[1],
      )
    expect(offered(null, [])).toEqual(['housing', 'anshun', undefined])
    expect(offered(null, ['anshun'])).toEqual(['housing', undefined])
    expect(offered('hongning', [])).toEqual(['housing', undefined])
  })

  it('is refused before anything is typed where the complaint is about that unit', () => {
    const about = unitView(['ask_help'], { about: 'housing' })
    expect(glance(flow(press(`task.help:${NUMBER}:housing`), onTask(about)))).toEqual([
      'refused about_own_unit',
    ])
  })

  it('is refused with its reason', () => {
    const full = unitView([], {}, { hindered: { ask_help: 'co_units_at_most' } })
    expect(glance(flow(press(`task.help:${NUMBER}`), onTask(full)))).toEqual([
      'refused co_units_at_most',
    ])
  })

  it('ends with a press', () => {
    expect(acts(flow(press(`task.unhelp:${NUMBER}:fukang`), onTask(view)))).toEqual([
      { act: 'end_help', number: NUMBER, unit: 'fukang' },
    ])
  })
})
