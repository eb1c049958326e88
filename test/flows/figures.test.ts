import { describe, expect, it } from 'vitest'
import { flow } from '../../src/flows/flow.ts'
import { statsScope } from '../../src/flows/figures/figures.ts'
import type { Role } from '../../src/flows/facts.ts'
import { facts, person, press, staff } from '../support/facts.ts'
import { glance } from '../support/effects.ts'

const ROLES: readonly Role[] = ['handler', 'head', 'dispatcher', 'leader', 'admin']
const CARD = { id: 1, kind: 'board', subject: 'figures', live: true } as const
const presses = (data: string, who: Parameters<typeof facts>[0]) =>
  glance(flow(press(data), facts({ card: CARD, ...who })))

describe('Looking on', () => {
  it.each([
    ['board', ['leader'], 'show board'],
    ['board.group:community:0', ['leader'], 'show board_group'],
    ['board.unit:anshun:0', ['leader'], 'show board_unit'],
    ['overdue:1', ['leader'], 'show overdue'],
    ['overdue.unit:anshun:0', ['leader'], 'show overdue_unit'],
    ['admin', ['admin'], 'show admin'],
    ['stats', ROLES, 'show stats'],
    ['stats.list:late:0', ROLES, 'show stats_list'],
  ] as const)(
    'by %s is for %o; whoever has lost the post gets nothing',
    (data, roles, expected) => {
      expect(presses(data, { person: person() })).toEqual(['toast nothing_there'])
      for (const role of ROLES) {
        const isFor = (roles as readonly Role[]).includes(role)
        expect(presses(data, { person: staff(role) })).toEqual([
          isFor ? expected : 'toast nothing_there',
        ])
      }
    },
  )

  it.each([
    'board.unit:nowhere:0',
    'overdue.unit:nowhere:0',
    'board.group:county:0',
    'stats.list:all:0',
  ])('by %s leads nowhere', (data) => {
    expect(presses(data, { person: staff('leader') })).toEqual(['toast nothing_there'])
  })
})

describe('The figures of /stats', () => {
  it.each([
    ['a handler', ['handler'], ['anshun']],
    ['a head', ['head'], ['anshun']],
    ['a dispatcher', ['dispatcher'], null],
    ['a leader', ['leader'], null],
    ['a head who leads as well', ['head', 'leader'], null],
  ] as const)('for %s are those of %o', (_who, roles, expected) => {
    const posts = roles.map((role) => ({ unit: 'anshun', role }))
    expect(statsScope({ id: 1, posts })).toEqual(expected)
  })

  it('for somebody of two units are those of both, each once', () => {
    const posts = (['anshun', 'fukang', 'anshun'] as const).map((unit, at) => ({
      unit,
      role: at === 2 ? ('head' as const) : ('handler' as const),
    }))
    expect(statsScope({ id: 1, posts })).toEqual(['anshun', 'fukang'])
  })
})
