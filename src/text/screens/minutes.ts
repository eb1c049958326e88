import type { MinutesItem } from '../../flows/paper/views.ts'
import type { Screen } from '../../flows/screen.ts'
import type { Writer } from '../writer.ts'
import { because } from './because.ts'
import { keyOf, titleOf } from './paper.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The minutes of a joint review: what was decided of each matter, by whom and by when it is done. */
export function minutes({ title, at, chair, items }: Of<'minutes'>, writer: Writer): void {
  writer.title('review:minutes.title', { title: titleOf(title, writer) })
  writer.line('review:minutes.at', { when: writer.moment(at) })
  if (chair !== null) writer.line('review:minutes.chair', { name: writer.foreign(chair) })
  for (const [index, item] of items.entries()) minute(item, index + 1, writer)
}

/** Below the document. */
export function minutesSent(screen: Of<'minutes_sent'>, writer: Writer): void {
  const { title, decided, total } = screen
  writer.title('review:minutes.title', { title: titleOf(title, writer) })
  writer.line('review:minutes.sent', { decided, total })
}

function minute(item: MinutesItem, position: number, writer: Writer): void {
  const { title, category, place, unit, units, due, reporter, reasons } = item
  writer.gap().title('paper:item', { position, title: titleOf(title, writer) })
  if (category !== null) writer.line('paper:category', { category: writer.category(category) })
  if (place !== null) writer.line('paper:place', { place: writer.unit(place) })
  because('item', reasons, writer)
  if (unit === null) {
    writer.line(keyOf('item', 'state', item.state))
    return
  }
  writer.line('item:lead', { unit: writer.unit(unit) })
  const names = units.map((code) => writer.unit(code)).join(writer.t('files:join'))
  if (names !== '') writer.line('item:help', { units: names })
  if (reporter !== null) writer.line('item:reporter', { name: writer.foreign(reporter) })
  if (due !== null) writer.line('item:date', { when: writer.moment(due) })
  writer.quote(item.words)
}
