import type { Screen } from '../../flows/screen.ts'
import type { WarningItem } from '../../flows/views.ts'
import { bold, code, type Writer } from '../writer.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** What is late or soon will be: the weightiest one by one, of the others how many. */
export function warnings(screen: Of<'warnings'>, writer: Writer): void {
  writer.title(screen.alarm ? 'warning:alarm' : 'warning:title')
  for (const item of screen.items) warningItem(item, writer)
  const { late, missed, soon } = screen
  if (late + missed + soon > 0) writer.gap()
  if (late > 0) writer.line('warning:more_late', { count: late })
  if (missed > 0) writer.line('warning:more_missed', { count: missed })
  if (soon > 0) writer.line('warning:more_soon', { count: soon })
}

function warningItem(
  { number, kind, urgency, unit, category, place, at }: WarningItem,
  writer: Writer,
) {
  const key = urgency === 'urgent' ? 'warning:number_urgent' : 'warning:number'
  writer.gap().line(key, { number: code(number) })
  writer.line(`warning:${kind}`, { at: at === null ? '' : bold(writer.moment(at)) })
  const about = [
    ...(category === null ? [] : [writer.category(category)]),
    ...(place === null ? [] : [writer.unit(place)]),
    ...(unit === null || unit === place ? [] : [writer.unit(unit)]),
  ]
  if (about.length > 0) writer.line('warning:about', { about: about.join(writer.t('files:join')) })
}

/** A question that waits for an answer, once more. */
export function questionAgain(screen: Of<'question_again'>, writer: Writer): void {
  const unit = screen.unit === null ? writer.t('notice:unit_unknown') : writer.unit(screen.unit)
  writer.line('warning:question', { unit: bold(unit) })
  writer.quote(screen.words)
  writer.line('warning:question_next')
  writer.line('notice:number', { number: code(screen.number) })
}
