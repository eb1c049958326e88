import { actorOf } from '../domain/actor.ts'
import type { CommandName } from '../domain/rights/commands.ts'
import { may } from '../domain/rights/may.ts'
import type { Locale, Role } from '../flows/facts.ts'
import { t } from './i18n.ts'

/** The order of the menu: work first, then one's own appeals, then the rest. */
const MENU = [
  'tasks',
  'task',
  'register',
  'unit',
  'invite',
  'queue',
  'find',
  'demands',
  'board',
  'overdue',
  'notice',
  'claims',
  'reviews',
  'stats',
  'admin',
  'new',
  'my',
  'appeal',
  'home',
  'help',
  'cancel',
  'language',
  'privacy',
  'forget',
  'start',
] as const satisfies readonly CommandName[]

/** The menu of commands for a person with these roles; no role: a resident. */
export function commandsFor(
  roles: readonly Role[],
  locale: Locale,
): { command: CommandName; description: string }[] {
  // A menu is the same for all who have these roles, whoever they are.
  const anybody = actorOf({ id: 0, posts: roles.map((role) => ({ unit: '', role })) })
  return MENU.filter((name) => may(anybody, 'use', { is: 'command', name })).map((name) => ({
    command: name,
    description: t(locale)(`command:${name}`),
  }))
}
