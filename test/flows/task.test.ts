import { describe, expect, it } from 'vitest'
import { ACT_NAMES, type ActName } from '../../src/domain/lifecycle.ts'
import type { AppealInView, CardKind, Facts } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { acts, buttonsIn, glance, the } from '../support/effects.ts'
import {
  card,
  facts,
  NUMBER,
  OTHER_NUMBER,
  ownView,
  photo,
  press,
  request,
  staff,
  unitView,
} from '../support/facts.ts'

const onTask = (view: AppealInView, rest: Partial<Facts> = {}) =>
  facts({ person: staff('handler'), card: card('task'), view, ...rest })

const PROMPTS = [
  ['task.memo', 'memo'],
  ['task.note', 'note'],
  ['task.resolve', 'resolve'],
  ['task.return', 'ask_return'],
  ['task.extend', 'ask_extension'],
  ['task.suspend', 'ask_suspension'],
  ['task.decline', 'decline'],
  ['task.contact', 'contact'],
  ['task.explain', 'ask_explained'],
  ['task.lower', 'lower'],
  ['task.helped', 'help'],
  ['ask', 'ask'],
] as const

describe('A button that needs words asks for them', () => {
  it.each(PROMPTS)('%s awaits %s', (verb, what) => {
    const effects = flow(press(`${verb}:${NUMBER}`), onTask(unitView([what])))
    expect(glance(effects)).toEqual([`await ${what}`, 'say prompt'])
    expect(the(effects, 'await')?.awaiting).toEqual({ what, number: NUMBER, files: [] })
    expect(the(effects, 'say')?.card).toEqual({ kind: 'prompt', subject: NUMBER })
    expect(buttonsIn(effects)).toEqual(['cancel'])
  })

  it.each(PROMPTS)('%s is refused when it is not among the moves', (verb, what) => {
    const others = ACT_NAMES.filter((act) => act !== what)
    const given = onTask(unitView(others, {}, { standings: ['unit', 'helper', 'dispatcher'] }))
    expect(glance(flow(press(`${verb}:${NUMBER}`), given))).toEqual(['refused not_now'])
  })

  it.each([
    ['nobody handles their own appeal', 'task.note', ownView([]), 'own_appeal'],
    ['not the unit', 'task.note', unitView([], {}, { standings: ['leader'] }), 'not_allowed'],
    ['one waits', 'task.extend', unitView([], {}, { pending: request() }), 'request_pending'],
  ] as const)('%s: %s of %o: refused %s', (_remark, verb, view, refusal) => {
    expect(glance(flow(press(`${verb}:${NUMBER}`), onTask(view)))).toEqual([`refused ${refusal}`])
  })

  it('replaces what was awaited and takes kept pictures of the same appeal over', () => {
    const awaiting = { what: 'resolve', number: NUMBER, files: [photo()] } as const
    const given = onTask(unitView(['note']), { awaiting: { ...awaiting, files: [photo()] } })
    const effects = flow(press(`task.note:${NUMBER}`), given)
    expect(the(effects, 'await')?.awaiting).toEqual({
      what: 'note',
      number: NUMBER,
      files: [photo()],
    })
  })

  it('says that kept pictures of another appeal are given up', () => {
    const awaiting = { what: 'resolve' as const, number: OTHER_NUMBER, files: [photo()] }
    const effects = flow(press(`task.note:${NUMBER}`), onTask(unitView(['note']), { awaiting }))
    expect(glance(effects)).toEqual(['say cancelled words', 'await note', 'say prompt'])
  })
})

describe('A button that needs nothing acts at once, and the decision says why not', () => {
  it.each([
    ['task.accept', 'accept'],
    ['task.resume', 'resume'],
  ] as const)('%s: %s', (verb, act) => {
    const effects = flow(press(`${verb}:${NUMBER}`), onTask(unitView([])))
    expect(effects[0]).toEqual({ do: 'act', arguments: { act, number: NUMBER } })
  })

  it.each([
    ['in place of the choices', 'task', true],
    ['in place of the choices', 'queue', true],
    ['below the list', 'list', false],
    ['below the words', 'words', false],
  ] as const)('%s: task.show on a %s edits: %s', (_remark, kind: CardKind, edit) => {
    const given = onTask(unitView([]), { card: card(kind) })
    expect(flow(press(`task.show:${NUMBER}`), given)).toEqual([
      { do: 'show', what: { what: 'task', number: NUMBER, edit } },
    ])
  })
})

describe('Handing over', () => {
  const toUnit = (moves: ActName[], standings: AppealInView['standings'] = ['dispatcher']) =>
    onTask(unitView(moves, {}, { standings }))
  const chosen = (who: string, given: Facts) =>
    acts(flow(press(`task.assign:${NUMBER}:${who}`), given))

  it('shows the choices on the card', () => {
    expect(flow(press(`task.assign:${NUMBER}`), toUnit(['hand'], ['head']))).toEqual([
      { do: 'show', what: { what: 'assign', number: NUMBER, parent: null, edit: true } },
    ])
  })

  it('assigns what is in the queue and reassigns what a unit holds', () => {
    const unit = 'housing'
    expect(chosen(unit, toUnit(['assign']))).toEqual([{ act: 'assign', number: NUMBER, unit }])
    expect(chosen(unit, toUnit(['reassign']))).toEqual([{ act: 'reassign', number: NUMBER, unit }])
  })

  it('hands to a person of the unit', () => {
    const given = toUnit(['hand'], ['unit', 'head'])
    expect(chosen('17', given)).toEqual([{ act: 'hand', number: NUMBER, staff: 17 }])
  })

  it.each([
    ['a head hands to no unit', 'housing', ['hand']],
    ['a dispatcher hands to no person', '17', ['assign']],
    ['no such unit', 'nowhere', ['assign']],
  ] as const)('%s: to %s with %o changes nothing', (_remark, who, moves) => {
    expect(chosen(who, toUnit([...moves]))).toEqual([])
  })

  it.each([
    [['dispatcher'], 'not_now'],
    [['unit'], 'not_allowed'],
    [['resident'], 'own_appeal'],
  ] as const)('without the move is refused to %o: %s', (standings, refusal) => {
    for (const data of ['task.assign', 'task.category']) {
      const effects = flow(press(`${data}:${NUMBER}`), toUnit([], [...standings]))
      expect(glance(effects)).toEqual([`refused ${refusal}`])
    }
  })

  it('opens the units below one, on the card', () => {
    expect(flow(press(`task.units:${NUMBER}:hongning`), toUnit(['assign']))).toEqual([
      { do: 'show', what: { what: 'assign', number: NUMBER, parent: 'hongning', edit: true } },
    ])
  })

  it('opens nothing for whoever may not assign, nor what is not there', () => {
    const not = flow(press(`task.units:${NUMBER}:hongning`), toUnit(['hand'], ['head']))
    expect(glance(not)).toEqual(['refused not_now'])
    const nowhere = flow(press(`task.units:${NUMBER}:nowhere`), toUnit(['assign']))
    expect(glance(nowhere)).toEqual(['toast nothing_there'])
  })
})

describe('The category of an appeal in the queue', () => {
  const given = facts({
    person: staff('dispatcher'),
    card: card('queue'),
    view: unitView(['recategorise'], {}, { standings: ['dispatcher'] }),
  })

  it('is chosen on the card', () => {
    expect(flow(press(`task.category:${NUMBER}`), given)).toEqual([
      { do: 'show', what: { what: 'categories', number: NUMBER, parent: null, edit: true } },
    ])
    expect(acts(flow(press(`task.category:${NUMBER}:noise`), given))).toEqual([
      { act: 'recategorise', number: NUMBER, category: 'noise' },
    ])
  })

  it('opens below a category that has others below it', () => {
    const shown = flow(press(`task.category:${NUMBER}:roads`), given)
    expect(shown).toEqual([
      { do: 'show', what: { what: 'categories', number: NUMBER, parent: 'roads', edit: true } },
    ])
  })

  it('is never one that does not exist', () => {
    const effects = flow(press(`task.category:${NUMBER}:nonsense`), given)
    expect(glance(effects)).toEqual(['toast nothing_there'])
  })
})

describe('Deciding what a unit asks for', () => {
  const decider = (kind: 'return' | 'extension' | 'suspension', change = {}) =>
    facts({
      person: staff('dispatcher', 'county', 8),
      card: card('request', '31'),
      view: unitView([], {}, { standings: ['decider'], pending: request({ kind, ...change }) }),
    })

  it.each(['return', 'extension', 'suspension'] as const)('names the kind of it: %s', (kind) => {
    const base = { number: NUMBER, request: 31 }
    expect(acts(flow(press('task.approve:31'), decider(kind)))).toEqual([
      { act: `approve_${kind}`, ...base },
    ])
    expect(acts(flow(press('task.deny:31'), decider(kind)))).toEqual([
      { act: `deny_${kind}`, ...base },
    ])
  })

  it('counts on the work card too', () => {
    const given = { ...decider('return'), card: card('task') }
    expect(acts(flow(press('task.approve:31'), given))).toHaveLength(1)
  })

  it.each([
    ['another one waits', { id: 32 }],
    ['it is decided', { state: 'denied' }],
  ])('%s: is over when %o', (_remark, change) => {
    const given = decider('return', change)
    expect(glance(flow(press('task.approve:31'), given))).toEqual(['refused request_decided'])
  })
})

describe('Proposing a unit for a returned appeal', () => {
  const asker = (change = {}) =>
    facts({
      person: staff('handler'),
      card: card('choice', '31'),
      view: unitView([], {}, { pending: request({ kind: 'return', ...change }) }),
    })

  it('is for whoever asked', () => {
    const effects = flow(press('task.propose:31:housing'), asker())
    expect(effects[0]).toEqual({ do: 'propose', request: 31, unit: 'housing' })
    expect(glance(effects)).toEqual(['propose', 'rewrite proposed'])
  })

  it('may be left open', () => {
    const effects = flow(press('task.propose:31:none'), asker())
    expect(glance(effects)).toEqual(['rewrite proposed'])
  })

  it.each([
    ['somebody else asked', 'housing', { by: 9 }, 'toast nothing_there'],
    ['it is not a return', 'housing', { kind: 'extension' }, 'toast nothing_there'],
    ['no such unit', 'nowhere', {}, 'toast nothing_there'],
    ['its own unit', 'anshun', {}, 'refused same_unit'],
    ['too late', 'housing', { state: 'approved' }, 'refused request_decided'],
  ])('%s: of %s with %o: %s', (_remark, unit, change, expected) => {
    expect(glance(flow(press(`task.propose:31:${unit}`), asker(change)))).toEqual([expected])
  })
})
