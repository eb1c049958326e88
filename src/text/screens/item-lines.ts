import { coUnitsOf } from '../../domain/papers/item.ts'
import { reasonsIn } from '../../domain/papers/reasons.ts'
import { unitsIn } from '../../domain/papers/units.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { Writer } from '../writer.ts'
import { because } from './because.ts'

/** Why the matter is on the agenda, and what of the decision stands already. */
export function itemLines(view: PaperView, writer: Writer): void {
  const { data, state, reporter } = view
  writer.gap()
  because('item', reasonsIn(view), writer)
  const isOpen = state === 'open'
  if (isOpen && typeof data['lead'] === 'string')
    writer.line('item:lead', { unit: writer.unit(data['lead']) })
  const units = isOpen ? coUnitsOf(view) : unitsIn(view)
  const names = units.map((code) => writer.unit(code)).join(writer.t('files:join'))
  if (names !== '') writer.line('item:help', { units: names })
  if (isOpen && reporter !== null) writer.line('item:reporter', { name: writer.foreign(reporter) })
  if (isOpen && typeof data['days'] === 'number') writer.line('item:days', { count: data['days'] })
}
