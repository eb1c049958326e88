import { describe, expect, it } from 'vitest'
import type { PaperKind } from '../../src/domain/papers/paper.ts'
import { flow } from '../../src/flows/flow.ts'
import { directiveToUnit, householdButtons } from '../../src/flows/paper/paper-buttons.ts'
import { data, glance, the } from '../support/effects.ts'
import { card, facts, NUMBER, press, staff, text, unitView } from '../support/facts.ts'

const leader = staff('leader', 'county', 5)
const onTask = (button: string) =>
  flow(press(button), facts({ person: leader, card: card('task'), view: unitView([]) }))

describe('a leader who opens a directive', () => {
  it('is asked for its form first', () => {
    const effects = onTask(`paper.open:${NUMBER}:directive`)
    expect(the(effects, 'show')?.what).toMatchObject({ what: 'paper_choice', within: null })
  })

  it.each(['instruct', 'remind'])('then for its words: %s', (form) => {
    expect(glance(onTask(`paper.open:${NUMBER}:directive:${form}`))).toEqual([
      'await paper',
      'say paper_prompt',
    ])
  })

  it('or for nothing, when it only reminds', () => {
    const effects = onTask(`paper.open:${NUMBER}:directive:just_remind`)
    expect(the(effects, 'paper')?.arguments).toMatchObject({ choice: 'just_remind', words: '' })
  })

  it('does so to a unit from wherever that unit is shown', () => {
    const [button = ''] = data([directiveToUnit('anshun')])
    const board = facts({ person: leader, card: card('board', 'units') })
    expect(the(flow(press(button), board), 'show')?.what).toMatchObject({ unit: 'anshun' })
    const handler = facts({ person: staff('handler'), card: card('board', 'units') })
    expect(glance(flow(press(button), handler))).toEqual(['toast nothing_there'])
  })

  it('may say in the words by when', () => {
    const about = { kind: 'directive', paper: null, about: NUMBER, unit: null } as const
    const awaiting = { what: 'paper', act: 'open', choice: 'remind', ...about } as const
    const given = facts({ person: leader, awaiting, view: unitView([]) })
    expect(the(flow(text('Answer within 3 days'), given), 'paper')?.arguments).toMatchObject({
      ...{ choice: 'remind', days: 3 },
    })
  })
})

describe('a meeting is planned', () => {
  it.each([
    ['by its way', '', null],
    ['then by its day', ':in.night', 'night'],
    ['then by its time', ':in.night.20260304', 'night.20260304'],
  ])('%s', (_, choice, within) => {
    const effects = onTask(`paper.open:${NUMBER}:meeting${choice}`)
    expect(the(effects, 'show')?.what).toMatchObject({ what: 'paper_choice', within })
  })

  it('then by where and with whom', () => {
    const effects = onTask(`paper.open:${NUMBER}:meeting:night.20260304.1930`)
    expect(glance(effects)).toEqual(['await paper', 'say paper_prompt'])
  })

  it('and its households can say that it does not suit them, until it is over', () => {
    const asked = (kind: PaperKind, act: string) => data(householdButtons(kind, act, NUMBER))
    for (const act of ['open', 'move', 'remind'])
      expect(asked('meeting', act)).toEqual([`appeal.add:${NUMBER}`])
    expect(asked('meeting', 'cancel')).toEqual([])
    expect(asked('meeting', 'record')).toEqual([])
    expect(asked('claim', 'open')).toEqual([])
  })
})

describe('the list of papers', () => {
  const given = (kind: 'list' | 'board' | 'task', subject: string) =>
    facts({ person: leader, card: card(kind, subject) })
  it.each([
    ['another list', 'list', 'tasks'],
    ['itself', 'list', 'papers:orders'],
    ['a board', 'board', 'board'],
  ] as const)('is opened from %s', (_, kind, subject) => {
    expect(glance(flow(press('papers:orders:0'), given(kind, subject)))).toEqual(['show papers'])
  })

  it('is not opened from a card that never has it', () => {
    expect(glance(flow(press('papers:orders:0'), given('task', NUMBER)))).toEqual([
      'toast old_card',
    ])
  })
})

describe('what only the desk opens', () => {
  it('is not opened by a button that somebody made up', () => {
    expect(glance(onTask(`paper.open:${NUMBER}:urge`))).toEqual(['toast nothing_there'])
  })
})
