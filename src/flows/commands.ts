import { readNumber } from '../domain/number.ts'
import { showBelow } from './appeal.ts'
import { trouble, type Effect } from './effect.ts'
import { askForget, cancel, help, home, language, privacy, start, startNew } from './everyone.ts'
import type { Facts, Person, Role } from './facts.ts'
import type { Input } from './input.ts'
import { find, openList } from './lists.ts'

interface CommandRow {
  /** `staff`: whoever has a post. */
  for: 'everyone' | 'staff' | Role
  does: (facts: Facts, argument: string) => Effect[]
}

/** Every command that there is, and who may use it. */
// prettier-ignore
const COMMANDS = {
  start: { for: 'everyone', does: start },
  help: { for: 'everyone', does: help },
  language: { for: 'everyone', does: language },
  privacy: { for: 'everyone', does: privacy },
  cancel: { for: 'everyone', does: cancel },
  new: { for: 'everyone', does: startNew },
  my: { for: 'everyone', does: openList('my') },
  appeal: { for: 'everyone', does: showNamed },
  home: { for: 'everyone', does: home },
  forget: { for: 'everyone', does: askForget },
  tasks: { for: 'staff', does: openList('tasks') },
  task: { for: 'staff', does: showNamed },
  stats: { for: 'staff', does: () => [{ do: 'show', what: { what: 'stats' } }] },
  unit: { for: 'head', does: openList('unit') },
  queue: { for: 'dispatcher', does: openList('queue') },
  find: { for: 'dispatcher', does: find },
} as const satisfies Record<string, CommandRow>

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** Carries a command out. One that is not for this person is answered like one that does not exist. */
export function command(
  { name, argument }: Extract<Input, { kind: 'command' }>,
  facts: Facts,
): Effect[] {
  const known = name.replace(/@.*$/, '').toLowerCase()
  if (!isCommand(known) || !mayUse(known, facts.person.posts)) return [trouble('unknown_command')]
  const row: CommandRow = COMMANDS[known]
  return row.does(facts, argument.trim())
}

/** Whether a command is for a person with these posts: any role that allows it will do. */
export function mayUse(name: CommandName, posts: Person['posts']): boolean {
  const row: CommandRow = COMMANDS[name]
  if (row.for === 'everyone') return true
  return row.for === 'staff' ? posts.length > 0 : posts.some(({ role }) => role === row.for)
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Shows the appeal with this number. Not there and not theirs to see look the same. */
function showNamed({ view }: Facts, argument: string): Effect[] {
  const reading = readNumber(argument)
  if (reading.kind === 'none') return [trouble('number_missing')]
  if (reading.kind === 'typing-error') return [trouble('typing_error')]
  return [view ? showBelow(view) : trouble('no_such_appeal')]
}
