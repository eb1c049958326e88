import { expect, it } from 'vitest'
import { formatNumber } from '../../src/domain/number.ts'
import type { CardKind } from '../../src/flows/facts.ts'
import { groundsOf, type Ground } from '../../src/flows/ground.ts'
import { callSubject } from '../../src/flows/on-card.ts'
import { promptSubject } from '../../src/flows/words/awaiting.ts'

const NUMBER = formatNumber(26, 1)
const WORK: Ground = { is: 'appeal', number: NUMBER, as: 'work' }
const ANYBODY: Ground = { is: 'appeal', number: NUMBER, as: 'anybody' }
const POST: Ground = { is: 'post' }

const paperPrompt = promptSubject({
  ...({ what: 'paper', act: 'answer', kind: 'order', paper: 3 } as const),
  ...{ about: null, unit: null, choice: null },
})
const demandPrompt = promptSubject({ what: 'rename', demand: 4, kind: null })

/** Kind, subject, grounds, remark. */
const CARDS: [CardKind, string, Ground[], string][] = [
  ['draft', '5', [], 'their own words'],
  ['promise', NUMBER, [], 'their own appeal'],
  ['question', NUMBER, [], 'their own appeal'],
  ['survey', NUMBER, [], 'their own appeal'],
  ['task', NUMBER, [WORK], 'for whoever handles it'],
  ['queue', NUMBER, [WORK], 'for whoever assigns it'],
  ['call', callSubject(NUMBER, 50), [WORK], 'for whoever calls, with name and number'],
  ['words', NUMBER, [WORK], 'news for the unit'],
  ['step', NUMBER, [ANYBODY], 'for households and co-units alike'],
  ['request', '7', [{ is: 'request', id: 7 }], 'for whoever decides'],
  ['choice', '7', [{ is: 'request', id: 7 }], 'the unit that a return names'],
  ['paper', '3', [{ is: 'paper', id: 3 }], 'a paper'],
  ['choice', 'paper:3', [{ is: 'paper', id: 3 }], 'words about a paper'],
  ['demand', '4', [{ is: 'demand', id: 4 }], 'a common demand'],
  ['prompt', NUMBER, [ANYBODY], 'an addition or a reply'],
  ['prompt', demandPrompt, [{ is: 'demand', id: 4 }], 'words for a demand'],
  ['prompt', paperPrompt, [POST], 'words for a paper'],
  ['choice', 'forget', [], 'everybody’s'],
  ['choice', 'home', [], 'everybody’s'],
  ['choice', 'language', [], 'everybody’s'],
  ['choice', 'post:2', [POST], 'a colleague, for the head'],
  ['choice', 'invite', [POST], 'units, for the head'],
  ['board', 'figures', [POST], 'figures'],
  ['list', 'my', [], 'their own appeals'],
  ['list', 'tasks', [POST], 'an empty list'],
]

it.each(CARDS)('a card “%s” about %s rests on %o: %s', (kind, subject, grounds) => {
  expect(groundsOf({ card: { kind, subject }, appeal: null, buttons: [] })).toEqual(grounds)
})

it('a list rests on all that its buttons lead to', () => {
  const buttons = [
    ...[`task.show:${NUMBER}`, 'paper.show:3', 'demand.show:4', 'tasks:1', 'nonsense', 'no such'],
  ]
  expect(groundsOf({ card: { kind: 'list', subject: 'x' }, appeal: null, buttons })).toEqual([
    ...[POST, ANYBODY, { is: 'paper', id: 3 }, { is: 'demand', id: 4 }],
  ])
})

it('without a card, files and places rest on their appeal, and anything else on nothing', () => {
  expect(groundsOf({ card: null, appeal: NUMBER, buttons: [] })).toEqual([ANYBODY])
  expect(groundsOf({ card: null, appeal: null, buttons: [] })).toEqual([])
})
