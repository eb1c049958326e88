import type { AdminView } from '../../flows/figures/admin.ts'
import type { Writer } from '../writer.ts'

const PEOPLE_MOST = 10
const UNITS_MOST = 6
const MEGABYTE = 1_000_000

/** How the desk itself is doing: what waits, who is not reached, what it knows. */
export function admin(view: AdminView, writer: Writer): void {
  writer.title('admin:title')
  flowing(view, writer)
  people(view, writer)
  keeping(view, writer)
}

function flowing({ incoming, outgoing, late }: AdminView, writer: Writer): void {
  if (incoming.count === 0) writer.line('admin:incoming.none')
  else writer.line('admin:incoming.waits', { ...incoming })
  if (incoming.aside > 0) writer.line('admin:incoming.aside', { count: incoming.aside })
  if (outgoing.count === 0) writer.line('admin:outgoing.none')
  else writer.line('admin:outgoing.waits', { ...outgoing })
  if (outgoing.givenUp > 0) writer.line('admin:outgoing.given_up', { count: outgoing.givenUp })
  if (late === 0) writer.line('admin:late_none')
  else writer.line('admin:late', { count: late })
}

function people({ staff, away, empty }: AdminView, writer: Writer): void {
  writer.gap().title('admin:staff')
  const { silent } = staff
  if (silent.length === 0) writer.line('admin:all_started', { count: staff.people })
  else writer.line('admin:silent', { count: silent.length, people: staff.people })
  for (const { unit, name } of silent.slice(0, PEOPLE_MOST))
    writer.line('admin:silent_line', { unit: writer.unit(unit), name: writer.foreign(name) })
  const more = silent.length - PEOPLE_MOST
  if (more > 0) writer.line('admin:silent_more', { count: more })
  if (away > 0) writer.line('admin:away', { count: away })
  if (empty.length > 0) writer.line('admin:empty', { units: unitsIn(empty, writer) })
}

function unitsIn(codes: readonly string[], writer: Writer): string {
  const units = codes.slice(0, UNITS_MOST).map((code) => writer.unit(code))
  const named = units.join(writer.t('files:join'))
  const more = codes.length - UNITS_MOST
  return more > 0 ? writer.t('admin:empty_more', { units: named, count: more }) : named
}

function keeping({ learned, anchored, bytes }: AdminView, writer: Writer): void {
  writer.gap().title('admin:keeping')
  if (learned) {
    const { letters: count, at } = learned
    writer.line('admin:learned', { count, at: writer.moment(at) })
  } else writer.line('admin:learned_none')
  if (anchored) writer.line('admin:anchored', { at: writer.moment(anchored) })
  else writer.line('admin:anchored_none')
  writer.line('admin:size', { megabytes: Math.ceil(bytes / MEGABYTE) })
}
