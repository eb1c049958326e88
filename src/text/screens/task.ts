import { paperDone } from './paper.ts'
import { isVisibleTo } from '../../domain/visibility.ts'
import type { Screen } from '../../flows/screen.ts'
import type { TaskView, TimelineEntry } from '../../flows/views.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'
import { isShelved, MOST_ENTRIES } from './appeal.ts'
import { sameMatters } from './choice.ts'
import { coUnits } from './helping.ts'
import { requestName } from './request.ts'
import { statusOf } from './status.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The work card: what, until when, where, the resident's words, what happened last. */
export function task(view: TaskView, writer: Writer): void {
  if (view.urgency === 'urgent') writer.title('task:urgent')
  const status = bold(writer.t(statusOf(view.status, view.outcome)))
  writer.line('task:number', { number: code(view.number), status })
  if (view.main !== null) writer.line('task:main', { number: code(view.main) })
  deadlines(view, writer)
  about(view, writer)
  people(view, writer)
  writer.gap().quote(view.text, view.files)
  if (view.text.trim() === '') writer.line('task:words_none')
  pressing(view, writer)
  coUnits(view.helps, writer)
  outside(view, writer)
  guess(view, writer)
  sameMatters(view.similar, writer)
  latest(view.latest, writer)
}

/** What is left of a card whose appeal has gone elsewhere. */
export function taskGone(screen: Of<'task_gone'>, writer: Writer): void {
  const number = code(screen.number)
  if (screen.unit === null) writer.line('task:gone', { number })
  else writer.line('task:gone_to', { number, unit: bold(writer.unit(screen.unit)) })
  writer.line('task:gone_status', { status: writer.t(`status:${screen.status}`) })
}

/** Files that Telegram would not bring: to their reader, who is staff or, `own`, a household. */
export function filesLost({ number, count, own }: Of<'files_lost'>, writer: Writer): void {
  const values = { number: code(number), count }
  if (own) writer.line('files:lost_own', values)
  else writer.line('files:lost', values).line('files:lost_ask')
}

function deadlines(view: TaskView, writer: Writer): void {
  if (view.paused) {
    writer.line('task:paused')
    return
  }
  if (view.status === 'assigned' && view.acceptDue !== null) {
    writer.line('task:accept_by', { due: bold(writer.moment(view.acceptDue)) })
  }
  if (view.respondDue !== null)
    writer.line('task:respond_by', { due: bold(writer.moment(view.respondDue)) })
  if (view.due === null) return
  const due = bold(writer.moment(view.due))
  const mark = writer.t(`task:mark.${view.mark}`)
  if (view.daysLeft === null) writer.line('task:due', { due, mark })
  else {
    const key = view.daysLeft < 0 ? 'task:due_late' : 'task:due_left'
    writer.line(key, { due, mark, left: writer.left(view.daysLeft) })
  }
}

function about(view: TaskView, writer: Writer): void {
  if (view.place === null) writer.line('task:where_unknown')
  else writer.line('task:where', { unit: bold(writer.unit(view.place)) })
  if (view.pin !== null) {
    const { latitude, longitude } = view.pin
    const pin = code(`${latitude.toFixed(PIN_DIGITS)}, ${longitude.toFixed(PIN_DIGITS)}`)
    writer.line('task:pin', { pin })
  }
  if (view.category === null) writer.line('task:about_unknown')
  else writer.line('task:about', { category: bold(writer.category(view.category)) })
  if (view.about?.unit === null) writer.line('task:about_unit_unknown')
  else if (view.about !== null)
    writer.line('task:about_unit', { unit: bold(writer.unit(view.about.unit)) })
}

/** A metre, which is finer than any phone. */
const PIN_DIGITS = 5

function people(view: TaskView, writer: Writer): void {
  if (view.unit !== null) {
    const unit = writer.unit(view.unit)
    if (view.handler === null) writer.line('task:unit', { unit })
    else writer.line('task:unit_handler', { unit, name: writer.foreign(view.handler) })
  }
  if (view.forgotten) writer.line('task:resident_forgotten')
  else if (view.resident === null) writer.line('task:resident_anonymous')
  else writer.line('task:resident', { name: writer.foreign(view.resident) })
  unreachable(view, writer)
  if (view.households > 1)
    writer.line('task:households', { count: view.households }).line('task:all_read')
}

/** Whoever has no chat is called, by whoever may read the number. */
function unreachable({ unreachable, resident, phone }: TaskView, writer: Writer): void {
  if (unreachable === 'blocked') writer.line('task:unreachable')
  if (unreachable !== 'no_chat') return
  if (phone !== null) writer.line('task:no_chat', { phone: code(phone) })
  else writer.line(resident === null ? 'task:no_chat_hidden' : 'task:no_chat_no_phone')
}

function pressing(view: TaskView, writer: Writer): void {
  if (view.rounds > 0) writer.line('task:rounds', { count: view.rounds })
  if (view.reopened > 0) writer.line('task:reopened', { count: view.reopened })
  contacts(view, writer)
  if (view.urged !== null) writer.line('task:urged_open', urgedValues(view.urged, writer))
  else if (view.urgedAt !== null) writer.line('task:urged', { when: writer.moment(view.urgedAt) })
  if (view.pending !== null) {
    writer.line('task:pending', { request: bold(requestName(view.pending.kind, writer)) })
  }
}

function urgedValues({ count, due }: NonNullable<TaskView['urged']>, writer: Writer) {
  return { count, due: due === null ? '' : bold(writer.moment(due)) }
}

/** How near it is to an ending as explained: once there was a contact at all. */
function contacts({ contacts: { logged, needed } }: TaskView, writer: Writer): void {
  if (logged === 0) return
  const key = logged < needed ? 'task:contacts_missing' : 'task:contacts'
  writer.line(key, { count: logged, missing: needed - logged })
}

function outside({ outside }: TaskView, writer: Writer): void {
  if (outside === null) return
  writer.gap().line('task:outside', { matter: bold(outside.name[writer.locale]) })
  writer.said(outside.where[writer.locale])
}

function guess({ guess }: TaskView, writer: Writer): void {
  if (guess === null) return
  writer.gap()
  if (guess.category === null) writer.line('task:guess_none')
  else writer.line('task:guess', { category: bold(writer.category(guess.category)) })
  if (guess.because.length > 0) {
    const words = writer.foreign(guess.because.join(writer.t('files:join')))
    writer.line('task:guess_because', { words })
  }
  if (guess.unit !== null) writer.line('task:guess_unit', { unit: bold(writer.unit(guess.unit)) })
}

function latest(entries: readonly TimelineEntry[], writer: Writer): void {
  const shown = entries.filter((entry) => isVisibleTo('unit', entry.act)).slice(-MOST_ENTRIES)
  if (shown.length > 0) writer.gap().title('task:latest')
  for (const entry of shown) {
    const unit = entry.unit === null ? writer.t('notice:unit_unknown') : writer.unit(entry.unit)
    const what = entry.paper
      ? paperDone(entry.paper, unit, writer)
      : writer.t(staffKey(entry.act), { unit, number: entry.number ?? '' })
    const { household } = entry
    const whose = household === null ? what : writer.t('task:entry_of', { what, household })
    writer.entry(entry, whose, isShelved(entry) ? 'task:entry.until' : 'task:entry.due')
  }
}

/** What an entry is called among colleagues. Single answers of a return visit were left out before. */
function staffKey(act: TimelineEntry['act']): Key {
  if (isHidden(act)) throw new Error(`A unit must not see ${act}`)
  return `task:entry.${act}`
}

const HIDDEN = [
  'paper',
  'contacted',
  'solved',
  'satisfied',
  'pressed',
  'unreached',
  'change',
  'still',
] as const

function isHidden(act: TimelineEntry['act']): act is (typeof HIDDEN)[number] {
  return (HIDDEN as readonly string[]).includes(act)
}
