import { describe, expect, it } from 'vitest'
import { DEMAND_ACTS, demandActs, mayMerge, type DemandState } from '../../src/domain/demand.ts'
import type { DemandInView, Facts } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import type { Awaiting } from '../../src/flows/words/awaiting.ts'
import { changes, glance, the } from '../support/effects.ts'
import { card, command, facts, file, photo, pin, press, staff, text } from '../support/facts.ts'

const title = { name: 'Dark stairs', category: 'power', place: 'anshun' }
const demand = (change: Partial<DemandInView> = {}): DemandInView => ({
  ...{ id: 3, title, state: 'confirmed', unit: null, mayRule: true },
  ...change,
})
const dispatcher = staff('dispatcher')
const onCard = (change: Partial<DemandInView> = {}, rest: Partial<Facts> = {}): Facts =>
  facts({ person: dispatcher, card: card('demand', '3'), demand: demand(change), ...rest })
const waits = (what: 'rename' | 'measure' | 'improve'): Awaiting => ({
  ...{ what, demand: 3, kind: what === 'improve' ? 'rule' : null },
})

const PRESSES: Record<(typeof DEMAND_ACTS)[number], string> = {
  confirm: 'demand.confirm:3',
  lead: 'demand.lead:3:housing',
  measure: 'demand.measure:3',
  improve: 'demand.improve:3:rule',
  rename: 'demand.rename:3',
  merge: 'demand.merge:3:4',
  dismiss: 'demand.dismiss:3',
}
const STATES: DemandState[] = ['found', 'confirmed', 'dismissed', 'merged']

describe('A button of a demand', () => {
  it.each(STATES.flatMap((state) => DEMAND_ACTS.map((act) => [state, act] as const)))(
    'on one that is %s: %s',
    (state, act) => {
      const effects = flow(press(PRESSES[act]), onCard({ state }))
      if (demandActs(state).includes(act)) expect(changes(effects)).not.toEqual([])
      else {
        const isDone = { found: null, confirmed: 'confirm', dismissed: 'dismiss', merged: 'merge' }[
          state
        ]
        expect(glance(effects)).toEqual([
          act === isDone ? 'refused already_done' : 'refused not_now',
        ])
      }
    },
  )

  it.each(Object.values(PRESSES))(
    '%s gives whoever only looks what an unknown one gives',
    (data) => {
      const given = onCard({ state: 'found', mayRule: false })
      expect(glance(flow(press(data), given))).toEqual(['toast nothing_there'])
    },
  )

  it.each([...Object.values(PRESSES), 'demand.show:3'])('%s gives a stranger the same', (data) => {
    const given = facts({ card: card('demand', '3'), demand: null })
    expect(glance(flow(press(data), given))).toEqual(['toast nothing_there'])
  })

  it('of an old card brings a new one', () => {
    const given = onCard({}, { card: card('demand', '3', false) })
    expect(glance(flow(press('demand.dismiss:3'), given))).toEqual([
      'toast old_card',
      'show demand',
    ])
  })

  it('of a list opens any demand below it', () => {
    const given = onCard({}, { card: card('list', 'demands') })
    const shown = the(flow(press('demand.show:3'), given), 'show')?.what
    expect(shown).toEqual({ what: 'demand', demand: 3, edit: false })
    expect(glance(flow(press('demand.confirm:3'), given))).toEqual([
      'toast old_card',
      'show demand',
    ])
  })

  it('shows the choices first: what it is part of, which unit, what has improved', () => {
    expect(glance(flow(press('demand.merge:3'), onCard()))).toEqual(['show demand_merge'])
    expect(glance(flow(press('demand.lead:3'), onCard()))).toEqual(['rewrite demand_lead'])
    expect(glance(flow(press('demand.improve:3'), onCard()))).toEqual(['rewrite demand_improve'])
    expect(glance(flow(press('demand.lead:3:nowhere'), onCard()))).toEqual(['toast nothing_there'])
  })
})

describe('The next message after a prompt of a demand', () => {
  const awaiting = waits('rename')
  const given = (change: Partial<Facts> = {}) => onCard({}, { card: null, awaiting, ...change })

  it.each([
    ['rename', '  Dark\n stairs ', 'Dark stairs'],
    ['measure', ' Lamps ordered\nfor Monday ', 'Lamps ordered\nfor Monday'],
    ['improve', 'Lamps within a day', 'Lamps within a day'],
  ] as const)('is what %s needs: %o', (what, said, words) => {
    const effects = flow(text(said), given({ awaiting: waits(what) }))
    expect(glance(effects)).toEqual([`demand ${what}`, 'await nothing', 'show demand'])
    expect(the(effects, 'demand')?.arguments).toEqual({
      ...{ act: what, demand: 3, words },
      ...(what === 'improve' ? { kind: 'rule' } : {}),
    })
  })

  it('must be words: a picture or a pin is asked again, the words below a picture count', () => {
    expect(glance(flow(file(), given()))).toEqual(['refused words_needed'])
    expect(glance(flow(pin(119.2), given()))).toEqual(['refused words_needed'])
    expect(glance(flow(file(null, 'Dark stairs'), given()))).toContain('demand rename')
  })

  it('is asked for once an album, and the rest of it begins nothing else', () => {
    const first = flow(file('A'), given())
    expect(glance(first)).toEqual(['album', 'refused words_needed'])
    const album = the(first, 'album')?.album ?? null
    expect(flow(file('A', '', 'photo-2'), given({ album }))).toEqual([])
    const named = flow(file('A', 'Dark stairs', 'photo-3'), given({ album }))
    const after = the(named, 'album')?.album ?? null
    expect(flow(file('A', '', 'photo-4'), given({ album: after, awaiting: null }))).toEqual([])
  })

  it.each([
    ['no longer may', { mayRule: false }, 'refused not_allowed'],
    ['came after it was merged', { state: 'merged' as const }, 'refused not_now'],
  ])('goes nowhere when the person %s', (_, change, refusal) => {
    const late = { ...given(), demand: demand(change) }
    expect(glance(flow(text('Dark stairs'), late))).toEqual(['await nothing', refusal])
    const gone = { ...given(), demand: null }
    expect(changes(flow(text('Dark stairs'), gone))).toEqual([{ do: 'await', awaiting: null }])
  })

  it('is too long for a name from 61 characters on', () => {
    expect(glance(flow(text('x'.repeat(60)), given()))).toContain('demand rename')
    expect(glance(flow(text('x'.repeat(61)), given()))).toEqual(['say too_long'])
  })

  it('is given up by /cancel, and by the way out on its own prompt only', () => {
    expect(glance(flow(command('cancel'), given()))).toEqual([
      'await nothing',
      'say cancelled words',
    ])
    const onPrompt = (subject: string) => given({ card: card('prompt', subject) })
    expect(glance(flow(press('cancel'), onPrompt('demand:3')))).toEqual([
      ...['await nothing', 'rewrite cancelled words'],
    ])
    expect(glance(flow(press('cancel'), onPrompt('demand:4')))).toEqual(['toast old_card'])
    expect(glance(flow(press('cancel'), onPrompt('3')))).toEqual(['toast old_card'])
  })

  it('gives up aloud the pictures that were kept for an appeal', () => {
    const kept = { what: 'note', number: '26-0000001-4', files: [photo()] } as const
    const effects = flow(
      press('demand.rename:3'),
      onCard({}, { awaiting: { ...kept, files: [photo()] } }),
    )
    expect(glance(effects)).toEqual(['say cancelled words', 'await rename', 'say demand_prompt'])
  })
})

describe('The command', () => {
  it.each(['dispatcher', 'leader'] as const)('/demands shows a %s the strongest', (role) => {
    const given = facts({ person: staff(role) })
    expect(glance(flow(command('demands'), given))).toEqual(['show demands'])
  })

  it.each(['handler', 'head', 'admin'] as const)('/demands is unknown to a %s', (role) => {
    const given = facts({ person: staff(role) })
    expect(glance(flow(command('demands'), given))).toEqual(['say unknown_command'])
  })
})

describe('Merging', () => {
  it.each<[DemandState, DemandState, boolean]>([
    ['found', 'found', true],
    ['found', 'confirmed', true],
    ['confirmed', 'confirmed', true],
    ['confirmed', 'found', false],
    ['found', 'dismissed', false],
    ['found', 'merged', false],
    ['dismissed', 'found', false],
    ['merged', 'found', false],
  ])('a demand that is %s into one that is %s: %s', (one, into, may) => {
    expect(mayMerge({ id: 3, state: one }, { id: 4, state: into })).toBe(may)
    expect(mayMerge({ id: 3, state: one }, { id: 3, state: into })).toBe(false)
  })
})
