import { describe, expect, it } from 'vitest'
import type { Effect } from '../../src/flows/effect.ts'
import type { Draft, Facts } from '../../src/flows/facts.ts'
import type { Org } from '../../src/domain/organisation.ts'
import { flow } from '../../src/flows/flow.ts'
import type { Input } from '../../src/flows/input.ts'
import { draftButtons } from '../../src/flows/draft/draft-buttons.ts'
import { draftView } from '../../src/flows/draft/draft-view.ts'
import { buttonsIn, changes, data, glance, the } from '../support/effects.ts'
import {
  card,
  draft,
  facts,
  file,
  ORG,
  orgWith,
  person,
  photo,
  pin,
  press,
  text,
} from '../support/facts.ts'

const HOME = person({ home: 'anshun', agreed: true })
const onCard = (change: Partial<Draft> = {}, rest: Partial<Facts> = {}) =>
  facts({ draft: draft(change), card: card('draft', '5'), ...rest })

/** Plays inputs one after another; the draft, the home and the album are carried along. */
function play(given: Facts, ...inputs: Input[]): { facts: Facts; effects: Effect[] } {
  let now = given
  let effects: Effect[] = []
  for (const input of inputs) {
    effects = flow(input, now)
    for (const effect of effects) now = after(effect, now)
  }
  return { facts: now, effects }
}

function after(effect: Effect, now: Facts): Facts {
  if (effect.do === 'draft') return { ...now, draft: effect.draft && draft({ ...effect.draft }) }
  if (effect.do === 'home') return { ...now, person: { ...now.person, home: effect.unit } }
  if (effect.do === 'album') return { ...now, album: effect.album }
  return effect.do === 'show_draft' ? { ...now, card: card('draft', '5') } : now
}

describe('An appeal is written by simply saying what is wrong', () => {
  it('takes two steps with a home community: say it, submit', () => {
    const said = play(facts({ person: HOME }), text('no power for two days'))
    expect(glance(said.effects)).toEqual(['save draft', 'draft below'])
    expect(said.facts.draft).toMatchObject({ category: 'power', place: 'anshun', placeBy: 'home' })
    const view = draftView(said.facts.draft!, said.facts)
    expect(data(draftButtons(view, ORG))).toContain('draft.submit')
    expect(glance(play(said.facts, press('draft.submit')).effects)).toEqual(['submit'])
  })

  it('takes three steps the first time, and the chosen place becomes the home', () => {
    const said = play(facts(), text('no power'))
    const view = draftView(said.facts.draft!, said.facts)
    expect(view).toMatchObject({ place: null, first: true, unit: 'housing' })
    const offered = data(draftButtons(view, ORG))
    expect(offered).toContain('draft.place:anshun')
    expect(offered).toContain('draft.place:county')
    expect(offered).not.toContain('draft.submit')
    const placed = play(said.facts, press('draft.place:anshun'))
    expect(glance(placed.effects)).toEqual(['save draft', 'home anshun', 'draft edit'])
    expect(glance(play(placed.facts, press('draft.submit')).effects)).toEqual(['submit'])
  })

  it.each([
    [text('more words'), 'text'],
    [file(), 'photo'],
    [pin(119.21), 'pin'],
  ])('lets a later %o join the draft, and the card is the last message again', (input) => {
    const { effects } = play(facts({ person: HOME, draft: draft() }), input)
    expect(glance(effects)).toEqual(['save draft', 'draft below'])
  })

  it('appends words with a newline and keeps every file', () => {
    const { draft: joined } = play(
      facts({ person: HOME }),
      text('no power'),
      file(null, 'since Monday', 'a'),
      file(null, '', 'b'),
    ).facts
    expect(joined).toMatchObject({ text: 'no power\nsince Monday' })
    expect(joined?.files.map(({ fileId }) => fileId)).toEqual(['a', 'b'])
  })

  it('shows an album once below, then changes the card in place', () => {
    const first = play(facts({ person: HOME }), file('A', '', 'a'))
    expect(glance(first.effects)).toEqual(['save draft', 'album', 'draft below'])
    const second = play(first.facts, file('A', '', 'b'))
    expect(glance(second.effects)).toEqual(['save draft', 'draft edit'])
    expect(second.facts.draft?.files).toHaveLength(2)
  })

  it('starts a new draft with pictures of an album whose draft is gone', () => {
    const given = facts({ person: HOME, album: { album: 'A', to: 'draft' } })
    expect(glance(flow(file('A'), given))).toEqual(['save draft', 'draft below'])
  })

  it('takes only emoji for content, without a guess', () => {
    const { draft: joined } = play(facts(), text('\u{1f621}')).facts
    expect(joined).toMatchObject({ text: '\u{1f621}', category: null })
  })

  it('ignores a home that the organisation no longer has', () => {
    const { draft: joined } = play(facts({ person: person({ home: 'gone' }) }), text('x')).facts
    expect(joined).toMatchObject({ place: null, placeBy: 'guess' })
  })
})

describe('The category follows the words until a person taps one', () => {
  it('is guessed anew from all words', () => {
    const { draft: joined } = play(facts(), text('something'), text('the noise')).facts
    expect(joined).toMatchObject({ category: 'noise', categoryBy: 'guess' })
  })

  it('stays as tapped', () => {
    const given = onCard({ category: null })
    const { draft: joined } = play(given, press('draft.category:noise'), text('power')).facts
    expect(joined).toMatchObject({ category: 'noise', categoryBy: 'person' })
  })

  it('offers at most three likely ones while it is not sure, and submitting is possible', () => {
    const view = draftView(draft({ text: 'bad', category: 'noise' }), facts())
    const offered = data(draftButtons(view, ORG))
    expect(offered.filter((one) => one.startsWith('draft.category:'))).toHaveLength(3)
    expect(offered).toContain('draft.submit')
    expect(view).toMatchObject({ unit: null, due: null, categorySure: false })
  })

  it('names unit and date when it is sure', () => {
    const view = draftView(draft({ category: 'noise', categoryBy: 'person' }), facts())
    expect(view).toMatchObject({ unit: 'anshun', categorySure: true, likely: [] })
    expect(view.due).not.toBeNull()
  })

  it('names no unit in which nobody could sign for it', () => {
    const sure = draft({ category: 'potholes', categoryBy: 'person' })
    expect(draftView(sure, facts()).unit).toBeNull()
  })

  it('opens a category with others below it instead of taking it', () => {
    const effects = flow(press('draft.category:roads'), onCard())
    expect(glance(effects)).toEqual(['rewrite draft_category'])
    expect(buttonsIn(effects)).toEqual(['draft.category:potholes', 'draft.category'])
  })

  it('offers what the words point to before all else', () => {
    const shown = buttonsIn(flow(press('draft.category'), onCard({ text: 'noise, all night' })))
    expect(shown.slice(0, 2)).toEqual(['draft.category:noise', 'draft.category:power'])
  })

  it('shows all choices and the way back', () => {
    const shown = buttonsIn(flow(press('draft.category'), onCard()))
    expect(shown).toEqual([
      'draft.category:power',
      'draft.category:noise',
      'draft.category:potholes',
      'draft.show',
    ])
    expect(glance(flow(press('draft.show'), onCard()))).toEqual(['draft edit'])
  })
})

const WITH_A_ROAD: Org = {
  ...ORG,
  units: ORG.units.map((unit) =>
    unit.code === 'fukang' || unit.code === 'shanhe' ? { ...unit, aliases: ['Long Road'] } : unit,
  ),
}

describe('The place is what is surest', () => {
  const IN_FUKANG = pin(119.25)
  const FAR = pin(100)

  it.each([
    ['words beat the home', { placeBy: 'home' }, text('at Fukang Community'), 'fukang', 'words'],
    ['a pin beats the home', { placeBy: 'home' }, IN_FUKANG, 'fukang', 'pin'],
    ['a pin beats words', { placeBy: 'words' }, IN_FUKANG, 'fukang', 'pin'],
    ['later words correct', { placeBy: 'words' }, text('no, Fukang Community'), 'fukang', 'words'],
    ['words do not beat a pin', { placeBy: 'pin' }, text('Fukang Community'), 'anshun', 'pin'],
    ['nor a tap', { placeBy: 'person' }, text('Fukang Community'), 'anshun', 'person'],
    ['nor does a pin', { placeBy: 'person' }, IN_FUKANG, 'anshun', 'person'],
    ['a pin far away takes the assumption back', { placeBy: 'home' }, FAR, null, 'guess'],
    ['but not what was said', { placeBy: 'words' }, FAR, 'anshun', 'words'],
    ['nor what was tapped', { placeBy: 'person' }, FAR, 'anshun', 'person'],
  ] as const)('%s: %o then %o: %s by %s', (_remark, before, input, place, placeBy) => {
    const given = facts({ person: HOME, draft: draft({ place: 'anshun', ...before }) })
    expect(play(given, input).facts.draft).toMatchObject({ place, placeBy })
  })

  it('keeps the home community when only its township is named', () => {
    const given = facts({ person: HOME })
    const { draft: named } = play(given, text('all over Hongning Street')).facts
    expect(named).toMatchObject({ place: 'anshun', placeBy: 'home' })
    const { draft: other } = play(given, text('in Jietou Town')).facts
    expect(other).toMatchObject({ place: 'jietou', placeBy: 'words' })
  })

  it('takes a home back that is none of the places the words may mean, and offers those', () => {
    const given = facts({ person: HOME, org: WITH_A_ROAD })
    const { facts: then } = play(given, text('no power on Long Road'))
    expect(then.draft).toMatchObject({ place: null, placeBy: 'guess' })
    const view = draftView(then.draft!, then)
    expect(data(draftButtons(view, WITH_A_ROAD)).slice(0, 3)).toEqual([
      'draft.place:fukang',
      'draft.place:shanhe',
      'draft.place',
    ])
  })

  it('keeps a home that is one of them, as a suggestion', () => {
    const given = facts({ person: person({ home: 'fukang' }), org: WITH_A_ROAD })
    const { draft: kept } = play(given, text('no power on Long Road')).facts
    expect(kept).toMatchObject({ place: 'fukang', placeBy: 'home' })
    expect(draftView(kept!, given)).toMatchObject({ placeSuggested: true, likelyPlaces: [] })
  })

  it.each(['words', 'pin', 'person'] as const)('keeps what is known by %s', (placeBy) => {
    const given = facts({ draft: draft({ place: 'anshun', placeBy }), org: WITH_A_ROAD })
    const { draft: kept } = play(given, text('no power on Long Road')).facts
    expect(kept).toMatchObject({ place: 'anshun', placeBy })
  })

  it('keeps the pin in any case', () => {
    const given = facts({ person: HOME, draft: draft({ placeBy: 'person' }) })
    const { draft: pinned } = play(given, FAR).facts
    expect(pinned?.pin).toEqual({ longitude: 100, latitude: 35.71 })
  })

  it('makes the home of a first-timer out of a pin, not out of words', () => {
    expect(play(facts(), pin(119.21)).facts.person.home).toBe('anshun')
    expect(play(facts(), text('at Fukang Community')).facts.person.home).toBeNull()
  })

  it('never changes a home by tapping a place', () => {
    const given = onCard({}, { person: HOME })
    const { facts: then } = play(given, press('draft.place:fukang'))
    expect(then.person.home).toBe('anshun')
    expect(then.draft).toMatchObject({ place: 'fukang', placeBy: 'person' })
  })

  it('takes the county for "not sure", and does not make it a home', () => {
    const { facts: then } = play(onCard({ place: null }), press('draft.place:county'))
    expect(then.draft).toMatchObject({ place: 'county', placeBy: 'person' })
    expect(then.person.home).toBeNull()
  })

  it('offers townships first when there are more than eight communities', () => {
    const given = onCard({}, { org: orgWith(9) })
    expect(buttonsIn(flow(press('draft.place'), given))).toEqual([
      'draft.place:hongning',
      'draft.place:jietou',
      'draft.place:county',
      'draft.show',
    ])
    const opened = flow(press('draft.place:jietou'), given)
    expect(buttonsIn(opened)).toContain('draft.place:village1')
    expect(changes(opened)).toEqual([])
  })

  it.each(['housing', 'nowhere'])('takes no %s for a place', (code) => {
    expect(glance(flow(press(`draft.place:${code}`), onCard()))).toEqual(['toast nothing_there'])
  })
})

describe('Submitting', () => {
  it.each([
    ['a place is missing', { place: null }, ['toast place_first', 'rewrite draft_place']],
    ['a pin alone says nothing', { text: '' }, ['toast content_first']],
    ['a picture says something', { text: '', files: [photo()] }, ['submit']],
    ['a dispatcher finds the category', { category: null }, ['submit']],
  ])('%s: of %o gives %o', (_remark, change, expected) => {
    expect(glance(flow(press('draft.submit'), onCard(change)))).toEqual(expected)
  })

  it('does nothing a second time: the draft is gone and its card is old', () => {
    const given = facts({ card: card('draft', '5', false) })
    expect(glance(flow(press('draft.submit'), given))).toEqual(['toast old_card'])
  })

  it('of an older card shows the present draft instead', () => {
    const given = facts({ draft: draft(), card: card('draft', '5', false) })
    expect(glance(flow(press('draft.submit'), given))).toEqual(['toast old_card', 'draft below'])
    const foreign = facts({ draft: draft(), card: card('draft', '4') })
    expect(glance(flow(press('draft.submit'), foreign))).toEqual(['toast old_card', 'draft below'])
  })
})

describe('A draft can be changed and dropped', () => {
  it('hides and shows the name', () => {
    const hidden = play(onCard(), press('draft.anonymous'))
    expect(hidden.facts.draft?.anonymous).toBe(true)
    expect(glance(hidden.effects)).toContain('toast anonymous_on')
    const shown = play(hidden.facts, press('draft.anonymous'))
    expect(shown.facts.draft?.anonymous).toBe(false)
    expect(glance(shown.effects)).toContain('toast anonymous_off')
  })

  it('is dropped by its button', () => {
    const effects = flow(press('draft.cancel'), onCard())
    expect(glance(effects)).toEqual(['drop draft', 'album', 'rewrite draft_dropped'])
  })

  it('loses nothing when words or files are too many', () => {
    const long = facts({ draft: draft({ text: 'x'.repeat(19_000) }) })
    expect(glance(flow(text('y'.repeat(1_000)), long))).toEqual(['say too_long'])
    const full = facts({ draft: draft({ files: Array.from({ length: 20 }, () => photo()) }) })
    expect(glance(flow(file(), full))).toEqual(['say too_many_files'])
    expect(glance(flow(file('A'), full))).toEqual(['say too_many_files', 'album'])
    const told = { ...full, album: { album: 'A', to: 'full' } as const }
    expect(flow(file('A'), told)).toEqual([])
    expect(glance(flow(file('A', 'words'), told))).toEqual(['say too_many_files', 'album'])
  })

  it('says that an edit does not reach it', () => {
    const edited = { kind: 'edited', text: 'no water', messageId: 1 } as const
    expect(glance(flow(edited, facts({ draft: draft() })))).toEqual(['say edited'])
  })

  it.each([
    'sticker',
    'contact',
    'dice',
    'poll',
    'too_big',
    'too_telling',
    'empty',
    'other',
  ] as const)('stays as it is when a %s comes, and says what to send instead', (what) => {
    const unusable = { kind: 'unusable', what, messageId: 1 } as const
    expect(glance(flow(unusable, facts({ draft: draft() })))).toEqual([`say ${what}`])
  })

  it('saves what the row needs and no more', () => {
    const { draft: saved } = the(flow(press('draft.anonymous'), onCard()), 'draft') ?? {}
    expect(Object.keys(saved ?? {}).sort()).toEqual([
      'anonymous',
      'caller',
      'category',
      'categoryBy',
      'files',
      'pin',
      'place',
      'placeBy',
      'text',
    ])
  })
})
