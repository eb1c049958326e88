import { mayUse, type CommandName } from '../flows/commands.ts'
import type { Locale, Role } from '../flows/facts.ts'
import { t } from './i18n.ts'

/** The order of the menu: work first, then one's own appeals, then the rest. */
const MENU = [
  'tasks',
  'task',
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
  const posts = roles.map((role) => ({ unit: '', role }))
  return MENU.filter((name) => mayUse(name, posts)).map((name) => ({
    command: name,
    description: t(locale)(`command:${name}`),
  }))
}
