import type { Locale, Role } from '../flows/facts.ts'
import { t } from './i18n.ts'

/** Who finds a command in the menu. `staff`: whoever has a post. */
type For = 'everyone' | 'staff' | Role

/** The commands of contract.md that exist, in the order of the menu: work first, then one's own appeals. */
export const COMMANDS = [
  { name: 'tasks', for: 'staff' },
  { name: 'task', for: 'staff' },
  { name: 'unit', for: 'head' },
  { name: 'queue', for: 'dispatcher' },
  { name: 'find', for: 'dispatcher' },
  { name: 'stats', for: 'staff' },
  { name: 'new', for: 'everyone' },
  { name: 'my', for: 'everyone' },
  { name: 'appeal', for: 'everyone' },
  { name: 'home', for: 'everyone' },
  { name: 'help', for: 'everyone' },
  { name: 'cancel', for: 'everyone' },
  { name: 'language', for: 'everyone' },
  { name: 'privacy', for: 'everyone' },
  { name: 'forget', for: 'everyone' },
  { name: 'start', for: 'everyone' },
] as const satisfies readonly { name: string; for: For }[]

type Command = (typeof COMMANDS)[number]

/** The menu of commands for a person with these roles; no role: a resident. */
export function commandsFor(
  roles: readonly Role[],
  locale: Locale,
): { command: string; description: string }[] {
  return COMMANDS.filter((command) => mayUse(command, roles)).map(({ name }) => ({
    command: name,
    description: t(locale)(`command:${name}`),
  }))
}

/** Whether a command is for these roles. A command that it is not for is answered like an unknown one. */
export function mayUse(command: Command, roles: readonly Role[]): boolean {
  if (command.for === 'everyone') return true
  return command.for === 'staff' ? roles.length > 0 : roles.includes(command.for)
}
