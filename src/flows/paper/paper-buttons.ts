import type { PaperKind } from '../../domain/papers/paper.ts'
import { button } from '../button.ts'
import type { ButtonSpec } from '../screen.ts'
import type { PaperItem } from './views.ts'

/** The card of a paper: what may be done with it now, then the way to its appeal and to its parts. */
export function paperButtons(
  id: number,
  kind: PaperKind,
  acts: readonly string[],
  number: string | null,
): ButtonSpec[] {
  return [
    ...acts.map((act) => button('paper.do', [id, act], `${kind}_${act}`)),
    ...(number === null ? [] : [button('task.show', [number], 'show_task', { number })]),
  ]
}

/** On the work card of an appeal: the way to its papers, then what else may be opened about it. */
export function papersOnTask(
  number: string,
  there: readonly { id: number; kind: PaperKind }[],
  kinds: readonly PaperKind[],
): ButtonSpec[] {
  return [
    ...there.map(({ id, kind }) => button('paper.show', [id], `see_${kind}`)),
    ...kinds.map((kind) => button('paper.open', [number, kind], `open_${kind}`)),
  ]
}

/** A leader's directive to a unit, about no appeal: below what shows that unit. */
export function directiveToUnit(unit: string): ButtonSpec {
  return button('paper.for', [unit, 'directive'], 'open_directive')
}

/** The lists of those who look after all units. */
export function overseersLists(): ButtonSpec[] {
  return [
    button('papers', ['orders', 0], 'list_orders'),
    button('papers', ['meetings', 0], 'list_meetings'),
  ]
}

/** Above the tasks of a member of staff: how many papers wait for their units. */
export function papersWaiting(count: number): ButtonSpec[] {
  return count === 0 ? [] : [button('papers', ['mine', 0], 'papers_wait', { count })]
}

/** To those who are asked to come: the next message says what does not suit them, and the unit hears it. */
export function householdButtons(kind: PaperKind, act: string, number: string | null) {
  const isAsked = kind === 'meeting' && ['open', 'move', 'remind'].includes(act)
  return isAsked && number !== null ? [button('appeal.add', [number], 'does_not_suit')] : []
}

/** Below a short message about a paper: the way to it. */
export function paperShownButtons(id: number): ButtonSpec[] {
  return [button('paper.show', [id], 'open_paper')]
}

/** Lists that belong together: each leads to the others. */
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  notice: ['study', 'interview'],
  study: ['notice', 'interview'],
  interview: ['notice'],
}
/** Below the list of sessions: what they decided and was not done, and a new one. */
const REVIEWS: readonly ButtonSpec[] = [
  button('papers', ['decisions', 0], 'open_decisions'),
  button('paper.new', ['review'], 'open_review'),
]

/** A number for each paper on the page, then the way to the other pages. Pages count from 0. */
export function paperListButtons(
  list: string,
  items: readonly Pick<PaperItem, 'id'>[],
  { page, first, hasMore }: { page: number; first: number; hasMore: boolean },
): ButtonSpec[] {
  const buttons = items.map(({ id }, at) =>
    button('paper.show', [id], 'show_paper', { count: first + at + 1 }),
  )
  if (list === 'reviews') buttons.push(...REVIEWS)
  if (page > 0) buttons.push(button('papers', [list, page - 1], 'previous'))
  if (hasMore) buttons.push(button('papers', [list, page + 1], 'next'))
  for (const other of BESIDE[list] ?? [])
    buttons.push(button('papers', [other, 0], `list_${other}`))
  return buttons
}
