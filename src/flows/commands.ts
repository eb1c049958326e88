import type { Person, Role } from './facts.ts'

/** Every command that there is, and who may use it. `staff`: whoever has a post. */
const COMMANDS = {
  start: 'everyone',
  help: 'everyone',
  language: 'everyone',
  privacy: 'everyone',
  cancel: 'everyone',
  new: 'everyone',
  my: 'everyone',
  appeal: 'everyone',
  home: 'everyone',
  forget: 'everyone',
  tasks: 'staff',
  task: 'staff',
  stats: 'staff',
  unit: 'head',
  invite: 'head',
  queue: 'dispatcher',
  find: 'dispatcher',
  demands: ['dispatcher', 'leader'],
  notice: ['leader', 'head'],
  board: 'leader',
  overdue: 'leader',
  claims: 'leader',
  reviews: 'leader',
} as const satisfies Record<string, 'everyone' | 'staff' | Role | readonly Role[]>

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** Whether there is a command of this name. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Whether a command is for a person with these posts: any role that allows it will do. */
export function mayUse(
  name: CommandName,
  posts: readonly Pick<Person['posts'][number], 'role'>[],
): boolean {
  const who: 'everyone' | 'staff' | Role | readonly Role[] = COMMANDS[name]
  if (who === 'everyone') return true
  if (who === 'staff') return posts.length > 0
  const roles: readonly Role[] = typeof who === 'string' ? [who] : who
  return posts.some(({ role }) => roles.includes(role))
}
