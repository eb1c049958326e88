import type { Role } from '../organisation.ts'

/** `staff`: whoever has a post. */
type Who = 'everyone' | 'staff' | readonly Role[]

/** Every command that there is, and who may use it. */
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
  register: 'staff',
  stats: 'staff',
  unit: ['head'],
  invite: ['head'],
  queue: ['dispatcher'],
  find: ['dispatcher'],
  demands: ['dispatcher', 'leader'],
  notice: ['leader', 'head'],
  board: ['leader'],
  overdue: ['leader'],
  claims: ['leader'],
  reviews: ['leader'],
  admin: ['admin'],
} as const satisfies Record<string, Who>

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** Whether there is a command of this name. */
export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name)
}

/** Every list of papers, and whose it is. What stands in it depends on who looks. */
const PAPER_LISTS = {
  mine: 'staff',
  orders: ['leader', 'dispatcher'],
  meetings: ['leader', 'dispatcher'],
  notice: ['leader', 'head'],
  study: ['leader'],
  interview: ['leader', 'head'],
  claims: ['leader'],
  reviews: ['leader'],
  decisions: ['leader'],
} as const satisfies Record<string, Who>

export type PaperListName = keyof typeof PAPER_LISTS
export const PAPER_LIST_NAMES = Object.keys(PAPER_LISTS) as PaperListName[]

/** Whether there is a list of papers of this name. */
export function isPaperList(name: string): name is PaperListName {
  return Object.hasOwn(PAPER_LISTS, name)
}

/** Whether these roles have a command or a list of papers: any that allows it will do. */
export function isFor(
  asked: { command: CommandName } | { papers: PaperListName },
  roles: readonly Role[],
): boolean {
  const who: Who = 'command' in asked ? COMMANDS[asked.command] : PAPER_LISTS[asked.papers]
  if (who === 'everyone') return true
  if (who === 'staff') return roles.length > 0
  return roles.some((role) => who.includes(role))
}
