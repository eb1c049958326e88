import { describe, expect, it } from 'vitest'
import type { CardKind } from '../../src/flows/facts.ts'
import { flow } from '../../src/flows/flow.ts'
import { card, facts, person, press } from '../support/facts.ts'
import { paper, paperCase } from '../support/papers.ts'

const leader = person({ id: 7, posts: [{ unit: 'county', role: 'leader' }] })
const title = { kind: 'item', serial: null, number: null, unit: 'fukang' } as const
const item = { id: 5, title, given: paperCase(paper('item', 'open', { leader: 7, demand: 3 })) }

const pressed = (data: string, kind: CardKind, subject: string, live = true) =>
  flow(press(data), facts({ person: leader, paper: item, card: card(kind, subject, live) }))

describe('a leader in a joint review', () => {
  it.each<[string, CardKind, boolean, boolean]>([
    ['takes the place of the card of another matter', 'paper', true, true],
    ['comes below a short message', 'choice', true, false],
    ['comes below an old card', 'paper', false, false],
  ])('sees one matter after another: it %s', (_, kind, live, edit) => {
    expect(pressed('paper.show:5', kind, '4', live)).toEqual([
      { do: 'show', what: { what: 'paper', paper: 5, edit } },
    ])
  })

  it('is asked for the unit first, and for words where words decide', () => {
    expect(pressed('paper.do:5:lead', 'paper', '5')).toMatchObject([
      { do: 'show', what: { what: 'paper_choice', act: 'lead', paper: 5 } },
    ])
    expect(pressed('paper.do:5:lead:fukang', 'paper', '5')).toMatchObject([
      { do: 'paper', arguments: { act: 'lead', choice: 'fukang' } },
      { do: 'toast' },
    ])
    expect(pressed('paper.do:5:decide', 'paper', '5')).toContainEqual(
      expect.objectContaining({ do: 'await' }),
    )
  })

  it('plans a session out of the list, by a day', () => {
    const [shown] = pressed('paper.new:review', 'list', 'papers:reviews')
    expect(shown).toMatchObject({ do: 'show', what: { what: 'paper_choice', kind: 'review' } })
    expect(pressed('paper.new:review:2026-11-27', 'choice', 'paper')).toMatchObject([
      { do: 'paper', arguments: { act: 'open', kind: 'review', choice: '2026-11-27' } },
      { do: 'toast' },
    ])
  })

  it('puts a common demand on the agenda', () => {
    const demand = {
      id: 3,
      title: { name: '', category: null, place: null },
      state: 'confirmed',
    } as const
    const seen = facts({
      person: leader,
      demand: { ...demand, unit: 'fukang', mayRule: true },
      card: card('demand', '3'),
    })
    expect(flow(press('demand.review:3'), seen)).toMatchObject([
      { do: 'paper', arguments: { act: 'open', kind: 'item', demand: 3, unit: 'fukang' } },
      { do: 'toast' },
    ])
  })

  it('goes from the sessions to what they decided', () => {
    expect(pressed('papers:decisions:0', 'list', 'papers:reviews')).toMatchObject([
      { do: 'show', what: { what: 'papers', list: 'decisions' } },
    ])
  })
})

describe('/claims and /reviews', () => {
  it.each(['claims', 'reviews'])('%s are for leaders', (name) => {
    const input = { kind: 'command', name, argument: '', messageId: 1 } as const
    expect(flow(input, facts({ person: leader }))).toEqual([
      { do: 'show', what: { what: 'papers', list: name, page: 0, edit: false } },
    ])
    const head = person({ id: 8, posts: [{ unit: 'fukang', role: 'head' }] })
    expect(flow(input, facts({ person: head }))).toMatchObject([
      { do: 'say', screen: { screen: 'trouble', trouble: 'unknown_command' } },
    ])
  })
})
