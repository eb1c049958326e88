import type { PaperView } from '../../flows/paper/views.ts'
import type { Key } from '../resources.ts'
import type { Writer } from '../writer.ts'

/** Why there is an order, and whether the resident has heard from the unit since. */
export function orderLines(view: PaperView, writer: Writer): void {
  const { data, about, heardAt, openedAt, closedAt } = view
  const { reason, count } = data
  if (typeof reason === 'string')
    writer.line(`order:reason.${reason}` as Key, { count: typeof count === 'number' ? count : 0 })
  if (!about || closedAt) return
  const isHeard = heardAt !== null && Temporal.Instant.compare(heardAt, openedAt) >= 0
  writer.line(isHeard ? 'order:resident_heard' : 'order:resident_waits')
}

/** How often the resident has urged. */
export function urgeLines({ data }: PaperView, writer: Writer): void {
  const { count } = data
  if (typeof count === 'number') writer.line('urge:count', { count })
}
