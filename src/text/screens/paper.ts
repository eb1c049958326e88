import { rulesOf } from '../../domain/papers/kinds.ts'
import type { PaperKind } from '../../domain/papers/paper.ts'
import { cut } from '../../domain/words.ts'
import type { PaperItem, PaperTitle, PaperView } from '../../flows/paper/views.ts'
import type { TimelineEntry } from '../../flows/views.ts'
import type { Screen } from '../../flows/screen.ts'
import type { Key } from '../resources.ts'
import { bold, code, type Writer } from '../writer.ts'
import { titleOf as demandTitleOf } from './demand.ts'
import { LINES_OF, VALUES_OF } from './paper-lines.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The card of a paper: what it is, what about, by when, and what was said. */
export function paper(view: PaperView, writer: Writer): void {
  const { title, state, due, about, data } = view
  writer.title('paper:title', { title: titleOf(title, writer) })
  writer.line(keyOf(title.kind, 'state', state))
  if (title.unit !== null) writer.line('paper:unit', { unit: bold(writer.unit(title.unit)) })
  from(view, writer)
  if (due !== null && view.closedAt === null) writer.line('paper:due', dueOf(view, writer))
  if (about) {
    writer.gap().line('paper:about', { number: code(title.number ?? '') })
    const { category, place } = about
    if (category !== null) writer.line('paper:category', { category: writer.category(category) })
    if (place !== null) writer.line('paper:place', { place: writer.unit(place) })
    writer.quote(about.words)
  }
  if (view.demand) writer.gap().line('paper:demand', { title: demandTitleOf(view.demand, writer) })
  LINES_OF[title.kind]?.(view, writer)
  if (view.parts.length > 0) writer.gap()
  for (const [at, part] of view.parts.entries()) briefly(part, at + 1, writer)
  if (view.entries.length > 0) writer.gap()
  for (const entry of view.entries) {
    const by = nameOf(entry.by, writer)
    const what = writer.t(keyOf(title.kind, 'act', entry.act), { by })
    writer.line('when:entry', { when: writer.moment(entry.at), what }).quote(entry.words)
  }
  if (typeof data['second'] === 'number') writer.gap().line('paper:double')
}

/** A question about a paper, which stays in sight above its buttons. */
export function paperChoice({ act, title }: Of<'paper_choice'>, writer: Writer): void {
  writer.title('paper:title', { title: titleOf(title, writer) })
  writer.line(keyOf(title.kind, 'choice', act))
}

/** Asks for the words of an act. */
export function paperPrompt({ act, kind, title }: Of<'paper_prompt'>, writer: Writer): void {
  writer.title('paper:title', { title: titleOf(title, writer) })
  writer
    .line(keyOf(kind, 'prompt', act))
    .gap()
    .line('prompt:cancel')
}

/** What was done, in a few words. */
export function paperTold(screen: Of<'paper_told'>, writer: Writer): void {
  const { act, title, household, by, leader, due, data, words } = screen
  const values = {
    by: nameOf(by, writer),
    leader: nameOf(leader, writer),
    number: title.number === null ? '' : code(title.number),
    unit: title.unit === null ? '' : bold(writer.unit(title.unit)),
    due: due === null ? '' : writer.moment(due),
    ...VALUES_OF[title.kind]?.(data, writer),
  }
  if (!household) writer.title('paper:title', { title: titleOf(title, writer) })
  writer.line(keyOf(title.kind, household ? 'household' : 'told', act), values).quote(words)
}

/** A list of papers, numbered like the buttons below. */
export function papers({ list, items, first, total }: Of<'papers'>, writer: Writer): void {
  writer.title(`paper:list.${list}` as Key)
  if (items.length === 0) writer.line(`paper:empty.${list}` as Key)
  else writer.line('paper:total', { count: total })
  for (const [at, item] of items.entries()) listed(item, first + at + 1, writer)
}

/** What a paper is called: `Supervision order 2026-12 · 26-0000001-0`. */
export function titleOf({ kind, form, serial, number }: PaperTitle, writer: Writer): string {
  const name = writer.t(form ? keyOf(kind, 'form', form) : keyOf(kind, 'name'))
  const key = rulesOf(kind).numbered === 'month' ? 'paper:of_month' : 'paper:numbered'
  const numbered = serial === null ? name : writer.t(key, { name, serial })
  return number === null ? numbered : writer.t('paper:named', { name: numbered, number })
}

/** What was done with a paper, in the timeline of its appeal: by a role there, not by a name. */
export function paperDone(
  { kind, act, role }: NonNullable<TimelineEntry['paper']>,
  unit: string,
  writer: Writer,
): string {
  const by = role === 'unit' ? unit : writer.t(`paper:role.${role}`)
  return writer.t(keyOf(kind, 'act', act), { by })
}

/** The words of a kind stand in a file of its own; a test walks through all that there must be. */
export function keyOf(kind: PaperKind, ...path: string[]): Key {
  return `${spaceOf(kind)}:${path.join('.')}` as Key
}

/** The file of a kind's words; that of the monthly notice cannot be called after the notices of single steps. */
export function spaceOf(kind: PaperKind): string {
  return kind === 'notice' ? 'monthly' : kind
}

function listed(item: PaperItem, position: number, writer: Writer): void {
  const { title, state, due, words, leader } = item
  writer.gap().title('paper:item', { position, title: titleOf(title, writer) })
  writer.line(keyOf(title.kind, 'state', state))
  if (title.unit !== null) writer.line('paper:unit', { unit: writer.unit(title.unit) })
  if (leader !== null) writer.line('paper:leader', { name: writer.foreign(leader) })
  if (due !== null && item.daysLeft !== null) writer.line('paper:due', dueOf(item, writer))
  if (item.demand) writer.line('paper:demand', { title: demandTitleOf(item.demand, writer) })
  writer.beginning(words)
}

/** A part of a paper, on the card of the whole: many of them must fit. */
function briefly({ title, state, demand, words }: PaperItem, position: number, writer: Writer) {
  const what = demand ? demandTitleOf(demand, writer) : code(title.number ?? '')
  writer.line('paper:part', { position, what, state: writer.t(keyOf(title.kind, 'state', state)) })
  if (!demand) writer.beginning(cut(words, PART_UNITS))
}

const PART_UNITS = 24

/** Whoever made it, and who answers for it; of a double one both names stand first. */
function from({ by, leader, people, data }: PaperView, writer: Writer): void {
  const isDouble = typeof data['second'] === 'number'
  const authors = isDouble && by !== null ? [by, ...people].join(writer.t('files:join')) : by
  if (authors === null) writer.line('paper:by_rule')
  else writer.line('paper:by', { name: writer.foreign(authors) })
  if (leader !== null && leader !== by)
    writer.line('paper:leader', { name: writer.foreign(leader) })
  if (people.length > 0 && !isDouble)
    writer.line('paper:people', { names: writer.foreign(people.join(writer.t('files:join'))) })
}

/** As the org file names somebody, kept from turning our sentence around. */
function nameOf(name: string | null, writer: Writer): string {
  return name === null ? writer.t('paper:role.desk') : writer.foreign(name).text
}

function dueOf({ due, daysLeft, late }: PaperItem, writer: Writer) {
  const left = daysLeft === null ? '' : writer.left(daysLeft)
  const mark = late ? '🔴 ' : daysLeft !== null && daysLeft < SOON_DAYS ? '🟡 ' : '🟢 '
  return { when: due === null ? '' : writer.moment(due), left: `${mark}${left}` }
}

/** A date is near from its last full working day on. */
const SOON_DAYS = 2
