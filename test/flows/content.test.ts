import { describe, expect, it } from 'vitest'
import {
  filesBefore,
  type AlbumMemory,
  type AwaitedWords,
  type Awaiting,
} from '../../src/flows/words/awaiting.ts'
import type { FileRef } from '../../src/flows/input.ts'
import { flow } from '../../src/flows/flow.ts'
import { namedBy } from '../../src/flows/named.ts'
import { acts, glance, the, those } from '../support/effects.ts'
import {
  card,
  draft,
  facts,
  file,
  NUMBER,
  OTHER_NUMBER,
  ownView,
  person,
  photo,
  pin,
  press,
  staff,
  text,
  unitView,
} from '../support/facts.ts'

const waits = (what: AwaitedWords, files = [] as FileRef[]): Awaiting => ({
  what,
  number: NUMBER,
  files,
})
const album = (to: AlbumMemory['to']): AlbumMemory => ({ album: 'A', to })
const UNIT = { person: staff('handler') }

describe('A number alone is looked up', () => {
  it.each([
    ['its resident gets the timeline', NUMBER, ownView([]), ['show appeal']],
    ['staff get the work card', NUMBER, unitView([]), ['show task']],
    ['however it is typed', '260000001 4', ownView([]), ['show appeal']],
    ['a stranger learns nothing', NUMBER, null, ['say no_such_appeal']],
    ['a wrong check digit is a slip', '26-0000001-5', null, ['say typing_error']],
    ['whatever else is known', '26-0000001-5', ownView([]), ['say typing_error']],
  ])('%s: %s: %o gives %o', (_remark, typed, view, expected) => {
    expect(glance(flow(text(typed), facts({ view })))).toEqual(expected)
  })

  it('never joins a draft, and is just words among other words', () => {
    const given = facts({ draft: draft(), view: ownView([]) })
    expect(glance(flow(text(NUMBER), given))).toEqual(['show appeal'])
    expect(glance(flow(text(`like ${NUMBER} before`), given))).toContain('save draft')
  })

  it('leaves awaited words waiting when it has the printed form', () => {
    const given = facts({ awaiting: waits('answer'), view: ownView(['answer']) })
    expect(glance(flow(text(NUMBER), given))).toEqual(['show appeal'])
  })

  it('is the awaited answer in any other form: it may be a meter number', () => {
    const given = facts({ awaiting: waits('answer'), view: ownView(['answer']) })
    for (const typed of ['2600000014', '2600000015'])
      expect(acts(flow(text(typed), given))).toEqual([
        { act: 'answer', number: NUMBER, words: typed },
      ])
  })
})

describe('The next message is what was asked for', () => {
  it.each(['add', 'answer', 'comment', 'memo', 'note', 'ask'] as const)(
    '%s takes words or a picture, is said back, and nothing is awaited any more',
    (what) => {
      const given = facts({ awaiting: waits(what), view: unitView([what]) })
      const said = flow(text('here'), given)
      expect(glance(said)).toEqual([`act ${what}`, 'await nothing'])
      expect(the(said, 'act')?.said).toMatchObject({ screen: 'passed_on', what, number: NUMBER })
      expect(acts(flow(file(), given))).toEqual([{ act: what, number: NUMBER, files: [photo()] }])
    },
  )

  it.each(['resolve', 'ask_return', 'ask_extension', 'ask_suspension', 'decline'] as const)(
    '%s keeps pictures until the words come',
    (what) => {
      const given = facts({ ...UNIT, awaiting: waits(what), view: unitView([what]) })
      const shown = flow(file(), given)
      expect(glance(shown)).toEqual([`await ${what}`, 'say words_missing'])
      const awaiting = the(shown, 'await')?.awaiting ?? null
      expect(filesBefore(awaiting)).toEqual([photo()])
      expect(acts(flow(text('because'), { ...given, awaiting }))).toMatchObject([
        { act: what, number: NUMBER, words: 'because', files: [photo()] },
      ])
    },
  )

  it('says once an album that words are missing, and a caption is the words', () => {
    const given = facts({ ...UNIT, awaiting: waits('resolve'), view: unitView(['resolve']) })
    const first = flow(file('A', '', 'a'), given)
    expect(glance(first)).toEqual(['await resolve', 'album', 'say words_missing'])
    const then = { ...given, awaiting: waits('resolve', [photo('a')]), album: album('awaiting') }
    expect(glance(flow(file('A', '', 'b'), then))).toEqual(['await resolve'])
    expect(acts(flow(file('A', 'done', 'b'), then))).toEqual([
      { act: 'resolve', number: NUMBER, words: 'done', files: [photo('a'), photo('b')] },
    ])
  })

  it('lets pictures of that album follow words that came in between', () => {
    const given = facts({
      ...UNIT,
      awaiting: waits('resolve', [photo('a')]),
      album: album('awaiting'),
      view: unitView(['resolve']),
    })
    const said = flow(text('done'), given)
    expect(the(said, 'album')?.album).toEqual(album({ act: 'resolve', number: NUMBER }))
    const later = flow(file('A', '', 'c'), {
      ...given,
      awaiting: null,
      album: album({ act: 'resolve', number: NUMBER }),
    })
    expect(later).toEqual([{ do: 'attach', number: NUMBER, what: 'resolve', file: photo('c') }])
  })

  it('takes a pin for its coordinates', () => {
    const given = facts({ awaiting: waits('answer'), view: ownView(['answer']) })
    expect(acts(flow(pin(119.21), given))).toEqual([
      { act: 'answer', number: NUMBER, words: '35.71000, 119.21000' },
    ])
  })

  it.each([
    ['working days', 'ask_extension', 'need 5 days for parts', { days: 5 }],
    ['the usual days', 'ask_extension', 'no date yet', { days: 3 }],
    ['the usual days', 'ask_suspension', 'funded next year', { days: 30 }],
    ['never more than 90', 'ask_suspension', '200 days', { days: 90 }],
    ['the unit named', 'ask_return', 'this is for the Housing Bureau', { unit: 'housing' }],
    ['never the unit itself', 'ask_return', 'not for Anshun Community', {}],
    ['no unit named', 'ask_return', 'not ours', {}],
  ] as const)('%s: %s reads %o: %o', (_remark, what, words, details) => {
    const given = facts({ ...UNIT, awaiting: waits(what), view: unitView([what]) })
    const said = flow(text(words), given)
    expect(acts(said)).toEqual([{ act: what, number: NUMBER, words, ...details }])
    const days = 'days' in details ? details.days : null
    expect(the(said, 'act')?.said).toMatchObject({ days })
  })

  it('is not disturbed by what cannot be used, by edits and by other commands', () => {
    const given = facts({ ...UNIT, awaiting: waits('note'), view: unitView(['note']) })
    const others = [
      { kind: 'unusable', what: 'sticker', messageId: 1 },
      { kind: 'edited', text: 'x', messageId: 1 },
      { kind: 'command', name: 'tasks', argument: '', messageId: 1 },
    ] as const
    for (const input of others) expect(those(flow(input, given), 'await')).toEqual([])
  })
})

describe('Words that come too late are not lost', () => {
  it('become an addition when the question is answered already', () => {
    const given = facts({ awaiting: waits('answer'), view: ownView(['add']) })
    expect(glance(flow(text('it was A'), given))).toEqual(['act add', 'await nothing'])
  })

  it('become a draft of the resident, with the pictures kept', () => {
    const given = facts({ awaiting: waits('add', [photo('a')]), view: ownView([]) })
    const said = flow(text('again no power'), given)
    expect(glance(said)).toEqual(['await nothing', 'refused not_now', 'save draft', 'draft below'])
    expect(the(said, 'draft')?.draft).toMatchObject({ text: 'again no power', files: [photo('a')] })
  })

  it('become an internal memo of staff, never a note', () => {
    const given = facts({ ...UNIT, awaiting: waits('note'), view: unitView(['memo']) })
    const said = flow(text('the part came'), given)
    expect(glance(said)).toEqual(['act memo', 'await nothing'])
    expect(the(said, 'act')?.said).toMatchObject({ what: 'memo' })
  })

  it.each([
    [unitView([]), 'refused not_now'],
    [null, 'refused not_allowed'],
  ])('never become an appeal of staff (%o)', (view, refusal) => {
    const given = facts({ ...UNIT, awaiting: waits('resolve'), view })
    expect(glance(flow(text('done'), given))).toEqual(['await nothing', refusal])
  })
})

describe('A reply is about the card', () => {
  it.each([
    ['a question is answered', 'question', ['answer', 'add'], 'act answer'],
    ['answered already: an addition', 'question', ['add'], 'act add'],
    ['a question that is open is answered on any card', 'promise', ['answer', 'add'], 'act answer'],
    ['a step too', 'step', ['add'], 'act add'],
    ['words about the return visit', 'survey', ['comment'], 'act comment'],
  ] as const)('%s: of a resident to a %s with %o: %s', (_remark, kind, moves, expected) => {
    const given = facts({ card: card(kind), view: ownView([...moves]) })
    expect(glance(flow(text('words', 11), given))).toEqual([expected])
  })

  it('counts on an old card too: words are not presses', () => {
    const given = facts({ card: card('question', NUMBER, false), view: ownView(['answer']) })
    expect(glance(flow(text('words', 11), given))).toEqual(['act answer'])
  })

  it('goes to a draft when the appeal is over', () => {
    const given = facts({ card: card('step'), view: ownView([]) })
    expect(glance(flow(text('power again', 11), given))).toEqual([
      'refused not_now',
      'save draft',
      'draft below',
    ])
  })

  it.each(['task', 'words', 'queue', 'request'] as const)(
    'of staff to a %s is an internal memo and nothing else',
    (kind) => {
      const subject = kind === 'request' ? '31' : NUMBER
      const given = facts({ ...UNIT, card: card(kind, subject), view: unitView(['note', 'memo']) })
      expect(glance(flow(text('words', 11), given))).toEqual(['act memo'])
      const over = { ...given, view: unitView([]) }
      expect(glance(flow(text('words', 11), over))).toEqual(['refused not_now'])
    },
  )

  it('to a card of an appeal that may no longer be seen reaches nobody', () => {
    const given = facts({ ...UNIT, card: card('task') })
    expect(glance(flow(text('words', 11), given))).toEqual(['toast nothing_there'])
  })

  it('gives way to the prompt for the same appeal', () => {
    const given = facts({
      ...UNIT,
      card: card('task'),
      awaiting: waits('note'),
      view: unitView(['note', 'memo']),
    })
    expect(glance(flow(text('words', 11), given))).toEqual(['act note', 'await nothing'])
  })

  it('comes before a prompt for another appeal, which goes on waiting', () => {
    const given = facts({
      card: card('question', OTHER_NUMBER),
      awaiting: waits('comment'),
      view: ownView(['answer'], { number: OTHER_NUMBER }),
    })
    const said = flow(text('words', 11), given)
    expect(glance(said)).toEqual(['act answer'])
    expect(acts(said)[0]?.number).toBe(OTHER_NUMBER)
  })

  it.each(['draft', 'choice', 'list', 'prompt'] as const)('to a %s is like no reply', (kind) => {
    const given = facts({ card: card(kind), person: person({ home: 'anshun' }) })
    expect(glance(flow(text('words', 11), given))).toEqual(['save draft', 'draft below'])
  })
})

describe('Later pictures of an album', () => {
  const to = { act: 'note', number: NUMBER } as const

  it('follow what the first was taken for', () => {
    const given = facts({ ...UNIT, album: album(to), view: unitView(['note']) })
    expect(glance(flow(file('A'), given))).toEqual(['attach'])
  })

  it('bring their own words along as one more act of the kind, or as a memo', () => {
    const given = facts({ ...UNIT, album: album(to), view: unitView(['note', 'memo']) })
    expect(glance(flow(file('A', 'more'), given))).toEqual(['act note', 'album'])
    const resolved = { ...given, album: album({ act: 'resolve', number: NUMBER }) }
    expect(glance(flow(file('A', 'more'), resolved))).toEqual(['act memo', 'album'])
  })

  it('of a question that was cancelled start a draft', () => {
    const given = facts({ album: album('awaiting') })
    expect(glance(flow(file('A'), given))).toEqual(['save draft', 'draft below'])
  })

  it('reach nobody when the appeal may no longer be seen', () => {
    const given = facts({ ...UNIT, album: album(to) })
    expect(glance(flow(file('A'), given))).toEqual(['toast nothing_there'])
  })
})

describe('Which appeal an input names', () => {
  const awaiting = waits('note')
  const byNumber = (number: string) => ({ by: 'number', number })

  it.each([
    ['a button', press(`task.note:${OTHER_NUMBER}`), null, null, byNumber(OTHER_NUMBER)],
    ['a request', press('task.approve:31'), null, null, { by: 'request', request: 31 }],
    ['a forged button names nothing', press('task.note:nonsense'), null, null, null],
    ['a button of the draft neither', press('draft.submit'), null, null, null],
    ['a typed number', text(OTHER_NUMBER), null, null, byNumber(OTHER_NUMBER)],
    ['the prompt', text('words'), null, null, byNumber(NUMBER)],
    ['a printed number before the prompt', text(OTHER_NUMBER), null, null, byNumber(OTHER_NUMBER)],
    ['a reply', text('words', 1), card('task', OTHER_NUMBER), null, byNumber(OTHER_NUMBER)],
    ['by request', text('words', 1), card('request', '31'), null, { by: 'request', request: 31 }],
    ['a reply to something else', text('words', 1), card('draft', '5'), null, byNumber(NUMBER)],
    [
      'an album',
      file('A'),
      null,
      album({ act: 'add', number: OTHER_NUMBER }),
      byNumber(OTHER_NUMBER),
    ],
    ['an album of the draft', file('A'), null, album('draft'), null],
    ['an album before the words', file('A'), null, album('awaiting'), byNumber(NUMBER)],
    ['a pin', pin(119), null, null, byNumber(NUMBER)],
  ] as const)('%s: %o, %o, %o: %o', (_remark, input, on, remembered, expected) => {
    expect(namedBy(input, { card: on, awaiting, album: remembered, draft: null })).toEqual(expected)
  })
})
