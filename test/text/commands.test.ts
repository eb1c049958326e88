import { describe, expect, it } from 'vitest'
import { COMMAND_NAMES } from '../../src/domain/rights/commands.ts'
import type { Role } from '../../src/flows/facts.ts'
import { commandsFor } from '../../src/text/commands.ts'
import { LOCALES } from '../../src/text/i18n.ts'

const namesFor = (roles: Role[]): string[] =>
  commandsFor(roles, 'en')
    .map(({ command }) => command)
    .sort()

const EVERYONE = [
  'appeal',
  'cancel',
  'forget',
  'help',
  'home',
  'language',
  'my',
  'new',
  'privacy',
  'start',
]

describe('the menu of commands', () => {
  it.each<[string, Role[], string[]]>([
    ['a resident', [], []],
    ['a handler', ['handler'], ['register', 'stats', 'task', 'tasks']],
    ['a head', ['head'], ['invite', 'notice', 'register', 'stats', 'task', 'tasks', 'unit']],
    [
      'a dispatcher',
      ['dispatcher'],
      ['demands', 'find', 'queue', 'register', 'stats', 'task', 'tasks'],
    ],
    [
      'a leader',
      ['leader'],
      [
        'board',
        'claims',
        'demands',
        'notice',
        'overdue',
        'register',
        'reviews',
        'stats',
        'task',
        'tasks',
      ],
    ],
    [
      'a head who dispatches',
      ['head', 'dispatcher'],
      [
        'demands',
        'find',
        'invite',
        'notice',
        'queue',
        'register',
        'stats',
        'task',
        'tasks',
        'unit',
      ],
    ],
  ])('of %s has what they may use and nothing else', (_, roles, more) => {
    expect(namesFor(roles)).toEqual([...EVERYONE, ...more].sort())
  })

  it('leaves out no command that the desk answers', () => {
    expect(namesFor(['head', 'dispatcher', 'leader', 'admin'])).toEqual([...COMMAND_NAMES].sort())
  })

  it.each(LOCALES)('keeps to what Telegram takes: %s', (locale) => {
    for (const { command, description } of commandsFor(['head', 'dispatcher', 'leader'], locale)) {
      expect(command).toMatch(/^[a-z]{1,32}$/u)
      expect(description.length).toBeGreaterThanOrEqual(3)
      expect(description.length).toBeLessThanOrEqual(256)
    }
  })
})
