import { describe, expect, it } from 'vitest'
import { ACT_NAMES } from '../../src/domain/lifecycle.ts'
import type { AppealInView, CardKind, Facts, Person } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { callSubject } from '../../src/flows/on-card.ts'
import {
  isVerb,
  packVerb,
  unpackVerb,
  verbRow,
  VERBS,
  type Argument,
  type Verb,
} from '../../src/flows/verbs.ts'
import { changes, glance } from '../support/effects.ts'
import {
  appeal,
  card,
  draft,
  facts,
  NUMBER,
  OTHER_NUMBER,
  person,
  press,
  request,
} from '../support/facts.ts'
import { paper, paperCase } from '../support/papers.ts'

const ALL = Object.keys(VERBS) as Verb[]

const EXAMPLE: Record<Argument, string> = {
  number: NUMBER,
  request: '31',
  post: '12',
  demand: '3',
  caller: '50',
  improvement: 'rule',
  paper: '5',
  paper_kind: 'directive',
  act: 'answer',
  choice: '3',
  papers: 'mine',
  notice_page: 'whole',
  peers: 'community',
  kept: 'late',
  code: 'fukang',
  page: '1',
  locale: 'en',
  yes_no: 'yes',
  solved: 'yes',
  rating: '5',
}

/** Somebody who holds every post, so that only the card and the view can say no. */
const EVERYBODY: Person = person({
  id: 7,
  posts: (['handler', 'head', 'dispatcher', 'leader', 'admin'] as const).flatMap((role) => [
    { unit: 'anshun', role },
    { unit: 'fukang', role },
  ]),
})

const view: AppealInView = {
  appeal: appeal({ status: 'registered', unit: null }),
  standings: ['unit', 'head', 'decider', 'dispatcher'],
  moves: ACT_NAMES,
  hindered: {},
  lacksPhoto: false,
  pending: request({ kind: 'return' }),
  joiners: [],
  papers: [],
}

function dataOf(verb: Verb, kind?: CardKind): string {
  const { args, optional } = verbRow(verb)
  // On the card of a call, for whom it is.
  const all = kind === 'call' && optional === 'caller' ? [...args, optional] : args
  return packVerb(
    verb,
    all.map((arg) => EXAMPLE[arg]),
  )
}

function subjectOf(verb: Verb, kind: CardKind): string {
  if (kind === 'draft') return '5'
  if (kind === 'demand') return '3'
  if (kind === 'paper') return '5'
  if (kind === 'list') return verb === 'papers' ? 'papers:mine' : verb
  if (kind === 'request') return '31'
  if (kind === 'call') return callSubject(NUMBER, EXAMPLE.caller)
  if (verbRow(verb).about === 'post') return 'post:12'
  return verbRow(verb).about === 'request' && kind === 'choice' ? '31' : NUMBER
}

const title = { name: 'Dark stairs', category: null, place: null }
const stateFor = (verb: Verb) => (verb === 'demand.confirm' ? 'found' : 'confirmed')

function onCard(verb: Verb, kind: CardKind, change: { subject?: string; live?: boolean } = {}) {
  const { subject = subjectOf(verb, kind), live = true } = change
  const awaiting = { what: 'note', number: NUMBER, files: [] } as const
  return facts({
    person: EVERYBODY,
    draft: draft({ similar: [NUMBER] }),
    view,
    demand: { id: 3, title, state: stateFor(verb), unit: null, mayRule: true },
    post: { id: 12, person: 9, name: 'New', unit: 'anshun' },
    paper: {
      id: 5,
      title: { kind: 'directive', serial: null, number: null, unit: 'fukang' },
      given: paperCase(paper('directive', 'open', { unit: 'fukang' })),
    },
    card: card(kind, subject, live),
    awaiting: { ...awaiting, files: [] },
  })
}

const cardsOf = (verb: Verb): readonly CardKind[] => {
  const { on } = verbRow(verb)
  return on === 'anywhere' ? [] : on
}
const bound = ALL.filter((verb) => verbRow(verb).on !== 'anywhere')
const pairs = bound.flatMap((verb) => cardsOf(verb).map((kind) => [verb, kind] as const))

describe('Each button on the card it stands on', () => {
  it.each(pairs)('%s counts on a live %s', (verb, kind) => {
    const seen = glance(flow(press(dataOf(verb, kind)), onCard(verb, kind)))
    expect(seen).not.toContain('toast old_card')
    expect(seen).not.toContain('toast nothing_there')
    expect(seen.length).toBeGreaterThan(0)
  })

  it.each(pairs)('%s does not count on an old %s', (verb, kind) => {
    const effects = flow(press(dataOf(verb, kind)), onCard(verb, kind, { live: false }))
    expect(changes(effects)).toEqual([])
    expect(glance(effects)).toContain('toast old_card')
  })

  // What is about nothing on the card is for any card of its kind, and so is the way to a list.
  const isAbout = ([verb, kind]: (typeof pairs)[number]) =>
    !['list', 'choice', 'board'].includes(kind) &&
    !['nothing', 'list'].includes(verbRow(verb).about) &&
    (kind !== 'paper' || verbRow(verb).about === 'paper')
  it.each(pairs.filter(isAbout))('%s does not count on a %s about something else', (verb, kind) => {
    const subject = kind === 'draft' ? '4' : kind === 'request' ? '30' : OTHER_NUMBER
    const effects = flow(press(dataOf(verb, kind)), onCard(verb, kind, { subject }))
    expect(changes(effects)).toEqual([])
    expect(glance(effects)).toContain('toast old_card')
  })

  const kinds: CardKind[] = [
    'draft',
    'promise',
    'task',
    'queue',
    'request',
    'question',
    'survey',
    'step',
    'words',
    'choice',
    'list',
    'prompt',
    'demand',
  ]
  it.each(
    bound.flatMap((verb) =>
      kinds.filter((kind) => !cardsOf(verb).includes(kind)).map((kind) => [verb, kind] as const),
    ),
  )('%s does not count on a %s, which never has it', (verb, kind) => {
    const effects = flow(press(dataOf(verb, kind)), onCard(verb, kind))
    expect(changes(effects)).toEqual([])
    expect(glance(effects)).toContain('toast old_card')
  })

  it.each(bound)('%s does not count on a message that is no card', (verb) => {
    const given = { ...onCard(verb, 'task'), card: null }
    expect(changes(flow(press(dataOf(verb)), given))).toEqual([])
  })
})

describe('A stranger', () => {
  const strange = (verb: Verb, kind: CardKind): Facts => ({
    ...onCard(verb, kind),
    person: person({ id: 99 }),
    view: null,
    demand: null,
    draft: null,
    awaiting: null,
  })
  const about = ['appeal', 'request', 'demand']

  it.each(pairs.filter(([verb]) => about.includes(verbRow(verb).about)))(
    'who presses %s on a %s learns nothing and changes nothing',
    (verb, kind) => {
      const effects = flow(press(dataOf(verb)), strange(verb, kind))
      expect(glance(effects)).toEqual(['toast nothing_there'])
    },
  )

  it.each(['tasks', 'unit', 'queue', 'find', 'demands'] as const)('turns no page of %s', (verb) => {
    const effects = flow(press(`${verb}:1`), strange(verb, 'list'))
    expect(glance(effects)).toEqual(['toast nothing_there'])
  })
})

describe('Forged callback data', () => {
  const longer = ALL.map((verb) => `${dataOf(verb)}:x:y:z`)
  const shorter = ALL.filter((verb) => verbRow(verb).args.length > 0).map((verb) => verb as string)
  const wrong = [
    '',
    'nonsense',
    'constructor',
    'toString:1',
    'draft.join:26-00001-4',
    'task.accept:26-00001-4',
    'task.approve:abc',
    'task.approve:99999999999',
    'survey.satisfied:26-0000001-4:6',
    'survey.satisfied:26-0000001-4:0',
    'survey.resolved:26-0000001-4:maybe',
    'survey.contacted:26-0000001-4:partly',
    'lang:fr',
    'forget:maybe',
    'tasks:-1',
    'tasks:99999',
    "home:'",
  ]

  it.each([...longer, ...shorter, ...wrong])('%o is answered by a short notice', (data) => {
    const given = facts({ person: EVERYBODY, view, draft: draft(), card: card('task') })
    expect(glance(flow(press(data), given))).toEqual(['toast nothing_there'])
  })

  it.each([
    ['a:b', { verb: 'a', args: ['b'] }],
    ['draft.submit', { verb: 'draft.submit', args: [] }],
    ['', null],
    [':', null],
    ['a:', null],
    ['a b', null],
    ['A', null],
    ['a:b c', null],
    ['a:\u4e2d', null],
    ['x'.repeat(65), null],
  ])('%o is read as %o', (data, expected) => {
    expect(unpackVerb(data)).toEqual(expected)
  })

  it('is never made by us: what does not fit throws', () => {
    expect(() => packVerb('task.assign', [NUMBER, 'x'.repeat(60)])).toThrow()
    expect(() => packVerb('task.assign', ['a b'])).toThrow()
  })

  it('knows every verb in its shortest form', () => {
    for (const verb of ALL) expect(isVerb(verb, unpackVerb(dataOf(verb))!.args)).toBe(true)
  })
})
