import type { Paper } from '../../domain/papers/paper.ts'
import { button } from '../button.ts'
import type { ButtonSpec } from '../screen.ts'

type Part = Pick<Paper, 'state'> & { id: number }

/** On the card of a session: straight to the next matter once it runs, and a number for each. */
export function agendaButtons(
  { kind, state }: Pick<Paper, 'kind' | 'state'>,
  parts: readonly Part[],
): ButtonSpec[] {
  if (kind !== 'review') return []
  const next = state === 'running' ? parts.find((part) => part.state === 'open') : undefined
  return [
    ...(next ? [button('paper.show', [next.id], 'review_go')] : []),
    ...parts.map(({ id }, at) => button('paper.show', [id], 'show_paper', { count: at + 1 })),
  ]
}

/** On the card of one matter: the one before, the one after, and the way to the agenda. */
export function aroundButtons(
  id: number,
  session: number,
  siblings: readonly Pick<Part, 'id'>[],
): ButtonSpec[] {
  const at = siblings.findIndex((one) => one.id === id)
  const [previous, next] = [siblings[at - 1], siblings[at + 1]]
  return [
    ...(previous ? [button('paper.show', [previous.id], 'item_previous')] : []),
    ...(next ? [button('paper.show', [next.id], 'item_next')] : []),
    button('paper.show', [session], 'see_review'),
  ]
}
