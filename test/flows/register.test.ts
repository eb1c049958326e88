import { describe, expect, it } from 'vitest'
import type { Draft, Facts } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import { draftView } from '../../src/flows/draft/draft-view.ts'
import { data, glance, the } from '../support/effects.ts'
import {
  card,
  command,
  draft,
  facts,
  file,
  NUMBER,
  ORG,
  person,
  pin,
  press,
  staff,
  text,
} from '../support/facts.ts'

const CALLER = { name: 'Mrs Li', phone: '0633 1234567' }
const CLERK = staff('head')
const asked = (change: Partial<Facts> = {}) =>
  facts({ person: CLERK, awaiting: { what: 'caller' }, ...change })
const onCard = (change: Partial<Draft> = {}, rest: Partial<Facts> = {}) =>
  facts({
    ...{ person: CLERK, draft: draft({ caller: CALLER, ...change }), card: card('draft', '5') },
    ...rest,
  })

describe('/register', () => {
  it('asks for whom it is', () => {
    expect(glance(flow(command('register'), facts({ person: CLERK })))).toEqual([
      'await caller',
      'say register',
    ])
  })

  it('is no command to somebody without a post', () => {
    expect(glance(flow(command('register'), facts()))).toEqual(['say unknown_command'])
  })

  it('keeps a draft that waits, and asks to finish it first', () => {
    for (const caller of [null, CALLER]) {
      const effects = flow(command('register'), facts({ person: CLERK, draft: draft({ caller }) }))
      expect(glance(effects)).toEqual(['say draft_first', 'draft below'])
    }
  })

  it('gives up words that waited for their photo, and says so', () => {
    const awaiting = { what: 'resolve', number: NUMBER, files: [], words: 'done' } as const
    const effects = flow(
      command('register'),
      facts({ person: CLERK, awaiting: { ...awaiting, files: [] } }),
    )
    expect(glance(effects)).toEqual(['say cancelled words', 'await caller', 'say register'])
  })

  it('is dropped by /cancel and by the button', () => {
    expect(glance(flow(command('cancel'), asked()))).toEqual([
      'await nothing',
      'say cancelled words',
    ])
    const pressed = flow(press('cancel'), asked({ card: card('prompt', 'caller') }))
    expect(glance(pressed)).toEqual(['await nothing', 'rewrite cancelled words'])
  })
})

describe('the name of a caller', () => {
  it('begins their draft, at the community of the clerk', () => {
    const effects = flow(text('Mrs Li 0633 1234567'), asked())
    expect(glance(effects)).toEqual(['await nothing', 'save draft', 'draft below'])
    const home = { place: 'anshun', placeBy: 'home' }
    expect(the(effects, 'draft')?.draft).toMatchObject({ caller: CALLER, text: '', ...home })
  })

  it('says nothing of where it is to a clerk of the county, whatever their own home is', () => {
    const clerk = { ...staff('dispatcher', 'county'), home: 'fukang' }
    const effects = flow(text('Mrs Li'), asked({ person: clerk }))
    expect(the(effects, 'draft')?.draft).toMatchObject({ place: null, placeBy: 'guess' })
  })

  it.each([
    [text('13800001111'), 'a number alone'],
    [file(null, 'Mrs Li'), 'a photo'],
    [pin(119.21), 'a location'],
  ])('%j is asked for once more, and still awaited: %s', (input) => {
    expect(glance(flow(input, asked()))).toEqual(['say caller_missing'])
  })

  it('does not stand in the way of an emergency', () => {
    expect(glance(flow(text('my house is on fire'), asked()))[0]).toBe('say emergency')
  })

  it('is not taken from somebody whose post has ended', () => {
    const effects = flow(text('Mrs Li'), asked({ person: person() }))
    expect(glance(effects)).toEqual(['await nothing', 'refused not_allowed'])
  })

  it('never takes the place of a draft that has come meanwhile', () => {
    const effects = flow(text('Mrs Li'), asked({ draft: draft() }))
    expect(the(effects, 'draft')).toBeUndefined()
  })
})

describe('a draft for a caller', () => {
  const view = (change: Partial<Draft>, rest: Partial<Facts> = {}) => {
    const given = onCard(change, rest)
    return draftView(draft({ caller: CALLER, ...change }), given)
  }

  it('stays theirs, whatever is said, shown or changed', () => {
    for (const input of [text('no power'), file(), pin(119.21), press('draft.anonymous')])
      expect(the(flow(input, onCard()), 'draft')?.draft?.caller).toEqual(CALLER)
  })

  it('asks the clerk for no agreement, and calls no place their home', () => {
    const clerk = { ...CLERK, agreed: false, home: null }
    expect(view({}, { person: clerk })).toMatchObject({ first: false, placeSuggested: false })
    const effects = flow(press('draft.place:anshun'), onCard({}, { person: clerk }))
    expect(glance(effects)).toEqual(['save draft', 'draft edit'])
  })

  it('does not move with the home of the clerk', () => {
    const effects = flow(press('home:shanhe'), onCard())
    expect(glance(effects)).toEqual(['home shanhe', 'say home_set'])
  })

  it('has nothing but its end while nothing is said', () => {
    expect(data(draftButtons(view({ text: '' }), ORG))).toEqual(['draft.cancel'])
    expect(data(draftButtons(view({}), ORG))).toContain('draft.submit')
  })

  it('is submitted by staff alone', () => {
    expect(glance(flow(press('draft.submit'), onCard()))).toEqual(['submit'])
    const ended = onCard({}, { person: person() })
    expect(glance(flow(press('draft.submit'), ended))).toEqual(['refused not_allowed'])
  })
})
