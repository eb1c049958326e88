import { paperDone } from './paper.ts'
import { isPaperVisible, isVisibleTo } from '../../domain/visibility.ts'
import type { Screen } from '../../flows/screen.ts'
import type { FileCount, ListItem, PromiseView, TimelineEntry } from '../../flows/views.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'
import { statusOf } from './status.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** More would be a wall, and Telegram ignores entities after the hundredth. */
export const MOST_ENTRIES = 12
export const MOST_ITEMS = 10

/** The card that keeps the promise: number, who has it, by when, what comes next. */
export function promise(view: PromiseView, writer: Writer): void {
  facts(view, writer)
  const next = nextOf(view)
  const until = view.until === null ? '' : bold(writer.moment(view.until))
  writer.gap().line(`appeal:next.${next}`, { until })
}

function nextOf({ paused, status, joined }: PromiseView) {
  if (!paused || status !== 'accepted') return status
  return joined ? 'paused_joined' : 'paused'
}

/** The card with the resident's words and everything that happened since. */
export function timeline(screen: Of<'timeline'>, writer: Writer): void {
  facts(screen.view, writer)
  writer.quote(screen.text, screen.files)
  const entries = screen.entries.filter(({ act, paper }) =>
    paper ? isPaperVisible(paper.kind, paper.act) : isVisibleTo('resident', act),
  )
  if (entries.length > 0) writer.gap().title('appeal:timeline')
  const earlier = entries.length - MOST_ENTRIES
  if (earlier > 0) writer.line('appeal:earlier', { count: earlier })
  for (const entry of entries.slice(-MOST_ENTRIES)) {
    const unit = entry.unit === null ? writer.t('notice:unit_unknown') : writer.unit(entry.unit)
    const { answer, number } = entry
    const what = entry.paper
      ? paperDone(entry.paper, unit, writer)
      : writer.t(residentKey(entry), { unit, answer: answer ?? '', number: number ?? '' })
    const said = isAbove(entry, screen) ? { ...entry, words: '', files: NO_FILES } : entry
    writer.entry(said, what, isShelved(entry) ? 'appeal:entry.until' : 'appeal:entry.due')
  }
}

/** The date of such an entry is the day on which it is looked at again, not that of a reply. */
export function isShelved({ act }: TimelineEntry): boolean {
  return act === 'approve_suspension'
}

/** What was said first stands above the timeline, with its files; nobody reads it twice. */
function isAbove({ act, own, words }: TimelineEntry, { text }: Of<'timeline'>): boolean {
  return act === 'submit' && own && words === text
}

const NO_FILES: FileCount = { photo: 0, video: 0, voice: 0, other: 0 }

/** What a resident has told the desk. */
export function my(screen: Of<'my'>, writer: Writer): void {
  if (screen.items.length === 0) {
    writer.line('appeal:my_empty')
    return
  }
  writer.title('appeal:my_title')
  for (const item of screen.items.slice(0, MOST_ITEMS)) myItem(item, writer)
  if (screen.more > 0) writer.gap().line('appeal:my_more', { count: screen.more })
}

function myItem(item: ListItem, writer: Writer): void {
  const status = writer.t(`status:${item.status}`)
  const key = item.urgency === 'urgent' ? 'task:number_urgent' : 'task:number'
  writer.gap().line(key, { number: code(item.number), status })
  writer.beginning(item.words)
  if (item.late) writer.line('appeal:item_late')
  else if (item.due !== null) writer.line('appeal:item_due', { due: writer.moment(item.due) })
}

function facts(view: PromiseView, writer: Writer): void {
  if (view.urgency === 'urgent') writer.title('appeal:urgent')
  writer.title('appeal:number', { number: code(view.number) })
  const status = writer.t(statusOf(view.status, view.outcome))
  if (view.unit === null) writer.line('appeal:held_by_nobody', { status: bold(status) })
  else writer.line('appeal:held', { unit: bold(writer.unit(view.unit)), status })
  due(view, writer)
  if (view.category === null) writer.line('appeal:about_unknown')
  else writer.line('appeal:about', { category: writer.category(view.category) })
  if (view.place !== null) writer.line('appeal:where', { unit: writer.unit(view.place) })
  if (view.rounds > 0) writer.line('appeal:rounds', { count: view.rounds })
  if (view.anonymous) writer.line('appeal:anonymous')
  if (view.households > 1) writer.line('appeal:households', { count: view.households })
  if (view.main !== null) writer.line('appeal:main', { number: code(view.main) })
}

function due(view: PromiseView, writer: Writer): void {
  if (view.paused) {
    writer.line('appeal:paused')
    return
  }
  if (view.due === null) return
  const due = bold(writer.moment(view.due))
  if (view.daysLeft === null) writer.line('appeal:due', { due })
  else {
    const key = view.daysLeft < 0 ? 'appeal:due_late' : 'appeal:due_left'
    writer.line(key, { due, left: writer.left(view.daysLeft) })
  }
}

/** What an entry is called to its resident. What residents do not see was left out before. */
function residentKey({ act, answer, own }: TimelineEntry): Key {
  switch (act) {
    case 'submit':
    case 'join':
      return own ? `appeal:entry.${act}` : `appeal:entry.neighbour_${act}`
    case 'contacted':
      return answer === 'yes' ? 'appeal:entry.contacted_yes' : 'appeal:entry.contacted_no'
    case 'solved':
      if (answer === 'yes') return 'appeal:entry.solved_yes'
      return answer === 'partly' ? 'appeal:entry.solved_partly' : 'appeal:entry.solved_no'
    case 'change':
      if (answer === 'yes') return 'appeal:entry.change_yes'
      return answer === 'partly' ? 'appeal:entry.change_partly' : 'appeal:entry.change_no'
    case 'still':
      return answer === 'yes' ? 'appeal:entry.still_yes' : 'appeal:entry.still_no'
    case 'paper':
    case 'queue':
    case 'recategorise':
    case 'hand':
    case 'memo':
    case 'pressed':
    case 'ask_return':
    case 'approve_return':
    case 'deny_return':
    case 'ask_extension':
    case 'deny_extension':
    case 'ask_suspension':
    case 'deny_suspension':
    case 'about':
    case 'ask_help':
    case 'help':
    case 'end_help':
    case 'ask_explained':
    case 'deny_explained':
    case 'relieve':
    case 'requeue':
    case 'leave':
    case 'release':
    case 'lapse':
    case 'yellow':
    case 'red':
    case 'serious':
      throw new Error(`A resident must not see ${act}`)
    case 'merge':
    case 'absorb':
    case 'split':
    case 'assign':
    case 'reassign':
    case 'decline':
    case 'accept':
    case 'note':
    case 'ask':
    case 'answer':
    case 'approve_extension':
    case 'approve_suspension':
    case 'resume':
    case 'resolve':
    case 'add':
    case 'urge':
    case 'raise':
    case 'withdraw':
    case 'satisfied':
    case 'comment':
    case 'rework':
    case 'close':
    case 'contact':
    case 'unreached':
    case 'approve_explained':
    case 'reopen':
    case 'lower':
      return `appeal:entry.${act}`
  }
}
