import type { Screen } from '../../flows/screen.ts'
import type { HelpView } from '../../flows/views.ts'
import { bold, code, type Writer } from '../writer.ts'
import { statusOf } from './status.ts'

/** The card of a co-unit: what it is asked for, by when, and the matter; nothing of who said it. */
export function helping({ view }: Extract<Screen, { screen: 'helping' }>, writer: Writer): void {
  if (view.urgency === 'urgent') writer.title('task:urgent')
  const status = bold(writer.t(statusOf(view.status, view.outcome)))
  writer.line('task:number', { number: code(view.number), status })
  const unit = view.unit === null ? writer.t('notice:unit_unknown') : writer.unit(view.unit)
  writer.line('task:helping', { unit: bold(unit) }).quote(view.help.asks)
  if (view.help.done) writer.line('task:helped')
  else writer.line('task:help_by', { due: bold(writer.moment(view.help.due)) })
  writer.gap()
  if (view.place !== null) writer.line('task:where', { unit: bold(writer.unit(view.place)) })
  if (view.category !== null)
    writer.line('task:about', { category: bold(writer.category(view.category)) })
  writer.line('request:words').quote(view.text, view.files)
}

/** The co-units of an appeal, on the card of the unit that holds it. */
export function coUnits(helps: readonly HelpView[], writer: Writer): void {
  for (const { unit, due, done } of helps) {
    const values = { unit: writer.unit(unit), due: writer.moment(due) }
    if (done) writer.line('task:co_unit_done', { unit: values.unit })
    else writer.line('task:co_unit', values)
  }
}
