import type { Warning } from '../../domain/warnings.ts'
import { button } from '../button.ts'
import type { Person } from '../facts.ts'
import type { ButtonSpec, Screen } from '../screen.ts'
import type { WarningItem } from '../views.ts'

/** More would be no message to begin a day with; the rest is counted. */
const MOST_ITEMS = 6

const WEIGHTS: readonly Warning[] = ['serious', 'red', 'respond', 'accept', 'yellow']

/** Urgent ones first, then what is gravest, then what has been so for longest. */
export function byWeight(a: WarningItem, b: WarningItem): number {
  return (
    Number(b.urgency === 'urgent') - Number(a.urgency === 'urgent') ||
    WEIGHTS.indexOf(a.kind) - WEIGHTS.indexOf(b.kind) ||
    (a.at?.epochMilliseconds ?? 0) - (b.at?.epochMilliseconds ?? 0)
  )
}

/** One message about everything that is late or soon will be, the weightiest first. */
export function warningScreen(
  items: readonly WarningItem[],
  alarm: boolean,
  buttons: ButtonSpec[],
): Extract<Screen, { screen: 'warnings' }> {
  const rest = items.slice(MOST_ITEMS)
  const count = (...kinds: Warning[]) => rest.filter(({ kind }) => kinds.includes(kind)).length
  return {
    screen: 'warnings',
    alarm,
    items: items.slice(0, MOST_ITEMS),
    late: count('red', 'serious'),
    missed: count('accept', 'respond'),
    soon: count('yellow'),
    buttons,
  }
}

/** The way to each of them, and to the lists in which all stand. */
export function warningButtons(
  items: readonly WarningItem[],
  posts: Person['posts'],
): ButtonSpec[] {
  const isHead = posts.some(({ role }) => role === 'head')
  const hasTasks = isHead || posts.some(({ role }) => role === 'handler')
  return [
    ...items
      .slice(0, MOST_ITEMS)
      .map(({ number }) => button('task.show', [number], 'show_task', { number })),
    ...(hasTasks ? [button('tasks', [0], 'all_tasks')] : []),
    ...(isHead ? [button('unit', [0], 'unit_tasks')] : []),
  ]
}
