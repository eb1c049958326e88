import { PEER_KINDS, type PeerKind } from '../../figures/peers.ts'
import { button } from '../button.ts'
import { directiveToUnit, overseersLists } from '../paper/paper-buttons.ts'
import type { ButtonSpec } from '../screen.ts'
import type { Verb } from '../verbs.ts'
import { KEPT, type BoardView, type OpenNow } from './views.ts'

/** Units on one page of a list. */
export const UNITS_ON_PAGE = 12

/** Below the board: the peer groups that have units, who is late, and the papers of all units. */
export function boardButtons({ kinds, now }: Pick<BoardView, 'kinds' | 'now'>): ButtonSpec[] {
  const groups = PEER_KINDS.filter((kind) => kinds.some((one) => one.kind === kind))
  return [
    ...groups.map((kind) => button('board.group', [kind, 0], `board_${kind}`)),
    ...(now.late > 0 ? [button('overdue', [0], 'overdue')] : []),
    ...overseersLists(),
  ]
}

/** A button for each unit, the other pages, and the way back. */
export function groupButtons(kind: PeerKind, units: readonly string[], page: Page): ButtonSpec[] {
  return [
    ...units.map((unit) => button('board.unit', [unit, 0], 'open_unit', { unit })),
    ...turns('board.group', [kind], page),
    button('board', [], 'back'),
  ]
}

export interface Page {
  page: number
  hasMore: boolean
}

/**
 * Below the figures of a unit: its late appeals, a directive to it unless it is the county itself, and the way back to
 * its peers, or to the board.
 */
export function unitButtons(
  unit: string,
  kind: PeerKind | null,
  numbers: readonly string[],
  page: Page,
): ButtonSpec[] {
  return [
    ...appeals(numbers),
    ...(kind === null ? [] : [directiveToUnit(unit)]),
    ...turns('board.unit', [unit], page),
    kind === null ? button('board', [], 'back') : button('board.group', [kind, 0], 'back'),
  ]
}

/** A button for each unit that has late appeals. */
export function overdueButtons(
  units: readonly { unit: string; late: number }[],
  page: Page,
): ButtonSpec[] {
  return [
    ...units.map(({ unit, late }) =>
      button('overdue.unit', [unit, 0], 'late_unit', { unit, count: late }),
    ),
    ...turns('overdue', [], page),
  ]
}

/** The late appeals of one unit. */
export function lateButtons(unit: string, numbers: readonly string[], page: Page): ButtonSpec[] {
  return [
    ...appeals(numbers),
    ...turns('overdue.unit', [unit], page),
    button('overdue', [0], 'back'),
  ]
}

/** Below the figures: the lists that have something in them. */
export function statsButtons(counts: Record<(typeof KEPT)[number], number>): ButtonSpec[] {
  return KEPT.filter((kept) => counts[kept] > 0).map((kept) =>
    button('stats.list', [kept, 0], `stats_${kept}`, { count: counts[kept] }),
  )
}

/** One of these lists. */
export function keptButtons(kept: string, numbers: readonly string[], page: Page): ButtonSpec[] {
  return [...appeals(numbers), ...turns('stats.list', [kept], page), button('stats', [], 'back')]
}

/** How many stand in the lists below the figures. */
export function keptCounts(
  { status, late }: OpenNow,
  rework: number,
): Record<(typeof KEPT)[number], number> {
  return { late, waiting: status.registered + status.assigned, rework }
}

function appeals(numbers: readonly string[]): ButtonSpec[] {
  return numbers.map((number) => button('task.show', [number], 'show_task', { number }))
}

function turns(verb: Verb, args: readonly string[], { page, hasMore }: Page): ButtonSpec[] {
  return [
    ...(page > 0 ? [button(verb, [...args, page - 1], 'previous')] : []),
    ...(hasMore ? [button(verb, [...args, page + 1], 'next')] : []),
  ]
}
