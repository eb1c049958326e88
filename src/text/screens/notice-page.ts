import { figuresIn, type NoticeContent } from '../../figures/notice.ts'
import { QUESTIONS } from '../../figures/rank.ts'
import type { SpanSheet } from '../../figures/sheets.ts'
import { UNITS_ON_NOTICE_PAGE } from '../../flows/paper/notice-buttons.ts'
import type { NoticePage, NoticeSummary } from '../../flows/paper/notice-views.ts'
import type { Screen } from '../../flows/screen.ts'
import { code, type Writer } from '../writer.ts'
import {
  cases,
  change,
  costs,
  cutList,
  ends,
  explained,
  inTime,
  objections,
  oneDecimal,
  ranking,
  rate,
  unitsSaid,
  whole,
  why,
} from './monthly.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** How many appeals, and how many objections, a message has room for. */
const MOST_NUMBERS = 10
const MOST_OBJECTIONS = 12
const MOST_UNITS = 30
const MOST_ENDS = 5
/** Of the digest so much that nobody mistakes one for another. */
const DIGEST_SHOWN = 16

/** What the card of a notice says: the county, who is best and who backward, how far the hearing has come. */
export function noticeSummary(summary: NoticeSummary, writer: Writer): void {
  const { content, digest, agreed, heard, minimum } = summary
  writer.gap().title('monthly:whole')
  whole(content.whole, minimum, writer)
  for (const group of content.groups) ends(group, writer, MOST_ENDS)
  if (content.objections.length > 0) {
    const open = content.objections.filter(({ answer }) => answer === null).length
    writer.gap().line('monthly:objections_count', { count: content.objections.length, open })
  }
  if (digest === null) writer.gap().line('monthly:agreed', { agreed, heard })
  else writer.gap().line('monthly:digest', { digest: code(digest.slice(0, DIGEST_SHOWN)) })
}

/** One page of a notice. */
export function noticePage({ content, page, minimum }: Of<'notice_page'>, writer: Writer): void {
  writer.title('monthly:of', { month: content.month })
  switch (page.of) {
    case 'whole':
      writer.title('monthly:whole')
      whole(content.whole, minimum, writer)
      break
    case 'group':
      group(content, page, writer)
      break
    case 'unit':
      unit(content, page.unit, writer)
      break
    case 'ends':
      for (const one of content.groups) {
        ends(one, writer, MOST_ENDS)
        why(one, writer, MOST_ENDS)
      }
      break
    case 'cases':
      cases(content.cases, writer)
      break
    case 'explained':
      explained(
        { ...content, explained: content.explained.slice(0, MOST_UNITS) },
        MOST_NUMBERS,
        writer,
      )
      break
    case 'objections':
      objections(content.objections.slice(-MOST_OBJECTIONS), writer)
      break
    case 'radar':
      radar(page.signs, writer)
      break
    case 'sheet':
      sheet(page.unit, page.sheet, writer)
      break
  }
}

function group(
  content: NoticeContent,
  { kind, first }: Extract<NoticePage, { of: 'group' }>,
  writer: Writer,
): void {
  const found = content.groups.find((one) => one.kind === kind)
  if (found) ranking(content, found, writer, [first, first + UNITS_ON_NOTICE_PAGE])
}

/** One unit: its place, what cost it, what would have changed it, and everything in time. */
function unit(content: NoticeContent, named: string, writer: Writer): void {
  const figures = figuresIn(content, named)
  const { group, rank } = placeOf(content, named)
  const few = group?.notRanked.find((one) => one.unit === named)
  writer.title('monthly:unit', { unit: writer.unit(named) })
  if (group && rank) {
    const of = group.ranked.length
    writer.line('monthly:unit_place', { place: rank.place, of, score: oneDecimal(rank.score) })
  } else writer.line('monthly:unit_few')
  writer.line('monthly:visits', { asked: figures.asked, answered: figures.answered })
  for (const question of QUESTIONS) rate(question, figures[question], writer)
  rate('rework', figures.reworks, writer)
  inTime(figures, writer, content.orders.find((one) => one.unit === named)?.rate)
  if (rank) costs(rank, writer)
  const difference = rank?.difference ?? few?.difference
  if (difference !== undefined) change(named, difference, writer)
}

function placeOf(content: NoticeContent, unit: string) {
  const group = content.groups.find(({ ranked, notRanked }) =>
    [...ranked, ...notRanked].some((one) => one.unit === unit),
  )
  return { group, rank: group?.ranked.find((one) => one.unit === unit) }
}

function radar(signs: Extract<NoticePage, { of: 'radar' }>['signs'], writer: Writer): void {
  writer.title('monthly:radar').line('monthly:radar_note')
  if (signs.length === 0) writer.line('monthly:radar_none')
  for (const { sign, unit, other, k, n, numbers } of signs.slice(0, MOST_OBJECTIONS)) {
    const units = unitsSaid(other === null ? [unit] : [unit, other], writer)
    writer.gap().line(`monthly:sign.${sign}`, { units, k, n })
    writer.line('monthly:numbers', { numbers: cutList(numbers, MOST_NUMBERS, writer) })
  }
}

/** The assessment of a unit: what each part gave, out of what, and what is missing. */
function sheet(named: string, { span, months, missing, sheet: of }: SpanSheet, writer: Writer) {
  writer.title('monthly:sheet', { unit: writer.unit(named) })
  writer.line(`monthly:span.${span}`, { months: months.join(writer.t('files:join')) })
  if (missing > 0) writer.line('monthly:months_missing', { count: missing })
  if (of.points === null) writer.line('monthly:points_none')
  else writer.line('monthly:points', { points: oneDecimal(of.points) })
  for (const { part, counts, points, rates } of of.parts) {
    const name = writer.t(`monthly:part.${part}`)
    const values = { name, points: oneDecimal(points), counts: oneDecimal(counts) }
    writer.gap().line('monthly:part_line', values)
    for (const one of rates) rate(one.of as 'reply', one.rate, writer)
  }
  if (of.leftOut.length === 0) return
  const names = of.leftOut.map((part) => writer.t(`monthly:part.${part}`))
  writer.gap().line('monthly:parts_missing', { names: names.join(writer.t('files:join')) })
}

/** The whole text, as long as it is: it goes out as a document. */
export function noticeDocument(
  { content, anchor, minimum }: Of<'notice_document'>,
  writer: Writer,
): void {
  const { groups, introduction, remark } = content
  writer.title('monthly:of', { month: content.month }).gap().quote(introduction)
  writer.gap().title('monthly:whole')
  whole(content.whole, minimum, writer)
  for (const one of groups) {
    writer.gap()
    ranking(content, one, writer)
  }
  writer.gap().title('monthly:ends')
  for (const one of groups) {
    ends(one, writer, Infinity)
    why(one, writer, Infinity)
  }
  writer.gap().title('monthly:changes')
  for (const { ranked, notRanked } of groups)
    for (const one of [...ranked, ...notRanked]) change(one.unit, one.difference, writer)
  writer.gap().title('monthly:in_time')
  for (const figures of content.units) timely(content, figures.unit, writer)
  writer.gap().title('monthly:explained_title')
  explained(content, Infinity, writer)
  writer.gap().title('monthly:cases.title')
  cases(content.cases, writer)
  writer.gap().title('monthly:sheets')
  for (const { unit: named, points } of content.sheets)
    if (points !== null)
      writer.line('monthly:sheet_line', { unit: writer.unit(named), points: oneDecimal(points) })
  writer.gap().title('monthly:objections_title')
  objections(content.objections, writer)
  if (remark !== '') writer.gap().title('monthly:remark').quote(remark)
  const { number, at, entries, hash } = anchor
  // In figures that every reader has: whoever compares it with the file finds the same.
  writer
    .gap()
    .line('monthly:anchor', { number, entries, at: `${at.slice(0, 16)}Z`, hash: code(hash) })
}

function timely(content: NoticeContent, named: string, writer: Writer): void {
  const figures = figuresIn(content, named)
  const orders = content.orders.find((one) => one.unit === named)?.rate
  const { accept, contact, reply } = figures.onTime
  if ([accept, contact, reply, orders].every((of) => (of?.n ?? 0) === 0)) return
  writer.line('monthly:unit', { unit: writer.unit(named) })
  inTime(figures, writer, orders)
}

/** What stands below the pictures, and below the document. */
export function noticePicture({ month, kind }: Of<'notice_picture'>, writer: Writer): void {
  writer.line('monthly:picture', { month, kind: writer.t(`figures:kind.${kind}`) })
}

export function noticeFile({ month, digest }: Of<'notice_file'>, writer: Writer): void {
  writer.line('monthly:file', { month }).line('monthly:digest', { digest: code(digest) })
}
