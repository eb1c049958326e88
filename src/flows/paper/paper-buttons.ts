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

/** Below a short message about a paper: the way to it. */
export function paperShownButtons(id: number): ButtonSpec[] {
  return [button('paper.show', [id], 'open_paper')]
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
  return buttons
}
