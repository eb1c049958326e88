import type { RequestKind } from '../../domain/appeal.ts'
import { shelvedUntil } from '../../domain/rules.ts'
import type { RequestView } from '../../flows/views.ts'
import { bold, code, type Writer } from '../writer.ts'

/** The card on which a return, an extension or a suspension is decided. */
export function request(view: RequestView, writer: Writer): void {
  writer.title('request:title', {
    unit: writer.unit(view.unit),
    request: requestName(view.kind, writer),
  })
  writer.line('request:number', { number: code(view.number) })
  if (view.due !== null) writer.line('request:due', { due: bold(writer.moment(view.due)) })
  if (view.category !== null)
    writer.line('request:about', { category: writer.category(view.category) })
  if (view.place !== null) writer.line('request:where', { unit: writer.unit(view.place) })
  writer.gap().line('request:reason').quote(view.reason)
  wish(view, writer)
  contacts(view, writer)
  writer.gap().line('request:words').quote(view.words)
  writer.gap().title(`request:state.${view.state}`)
}

/** What was asked for, in one word. */
export function requestName(kind: string | null, writer: Writer): string {
  return writer.t(isRequestKind(kind) ? `request:kind.${kind}` : 'request:kind_any')
}

function wish(view: RequestView, writer: Writer): void {
  if (view.proposed !== null) {
    writer.line('request:proposed', { unit: bold(writer.unit(view.proposed)) })
  }
  if (view.days === null) return
  const count = view.days
  if (view.kind === 'extension') writer.line('request:days_extension', { count })
  else {
    const until = bold(writer.moment(shelvedUntil(writer.now, count)))
    writer.line('request:days_suspension', { count })
    if (view.state === 'pending') writer.line('request:until', { until })
  }
}

/** On record, and what the resident says to that: whoever decides has to know both. */
function contacts({ contacts }: RequestView, writer: Writer): void {
  if (contacts === null) return
  writer.line('request:contacts', { count: contacts.logged })
  if (contacts.unreached > 0) writer.line('request:unreached', { count: contacts.unreached })
}

function isRequestKind(kind: string | null): kind is RequestKind {
  return kind === 'return' || kind === 'extension' || kind === 'suspension' || kind === 'explained'
}
