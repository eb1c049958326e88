import { contentsOf, latestVersion } from '../../store/notice-versions.ts'
import { monthsIn, spanSheet, type Span } from '../../figures/sheets.ts'
import type { NoticeContent } from '../../figures/notice.ts'
import type { Sign } from '../../figures/radar.ts'
import type { Paper } from '../../domain/papers/paper.ts'
import type { Shown } from '../../flows/effect.ts'
import {
  noticeButtons,
  noticePageButtons,
  type NoticeReader,
} from '../../flows/paper/notice-buttons.ts'
import { readGroupCode } from '../../flows/paper/notice-pages.ts'
import { headOf, overseesNotices, type NoticePage } from '../../flows/paper/notice-views.ts'
import type { ButtonSpec, Screen } from '../../flows/screen.ts'
import { paperFor } from '../../queries/papers.ts'
import type { StoredPerson } from '../../store/people.ts'
import type { CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'

type Asked = Extract<Shown, { what: 'notice_page' }>

/** A page of a notice for this person. Null: there is no such page, or it is not theirs to see. */
export async function noticePageScreen(
  work: Work,
  person: StoredPerson,
  asked: Asked,
): Promise<{ screen: Screen; card: CardSubject } | null> {
  const { tx, desk, now } = work
  const { org } = desk.rules
  const seen = await paperFor(tx, person, asked.paper, { rules: desk.rules, now })
  const version = seen && (await latestVersion(tx, asked.paper))
  if (!version) return null
  const { content, signs } = version
  const reader = readerOf(work, person, seen.given.paper)
  const page = await pageOf(work, asked, content, signs, reader)
  if (!page) return null
  const buttons = noticePageButtons(asked.paper, content, page, reader)
  const { minimum } = org.policy.notice
  return {
    screen: { screen: 'notice_page', content, page, minimum, buttons },
    card: { kind: 'paper', subject: String(asked.paper) },
  }
}

/** The pages of a notice on its card. */
export async function noticeCardButtons(
  work: Work,
  person: StoredPerson,
  id: number,
  paper: Paper,
): Promise<ButtonSpec[]> {
  const version = await latestVersion(work.tx, id)
  return version ? noticeButtons(id, version.content, readerOf(work, person, paper)) : []
}

/** Signs are for whoever oversees notices; each unit sees its own while it is heard, and none once it is published. */
function readerOf({ desk }: Work, person: StoredPerson, paper: Paper): NoticeReader {
  const oversees = overseesNotices(person)
  const units = headOf(person, desk.rules.org)
  const isHeard = paper.state === 'hearing' && units.length > 0
  return { oversees, units, seesRadar: oversees || isHeard }
}

async function pageOf(
  work: Work,
  { page, code }: Asked,
  content: NoticeContent,
  signs: readonly Sign[],
  reader: NoticeReader,
): Promise<NoticePage | null> {
  const mayOpen = (unit: string | null): unit is string =>
    unit !== null &&
    content.units.some((one) => one.unit === unit) &&
    (reader.oversees || reader.units.includes(unit))
  switch (page) {
    case 'group': {
      const group = readGroupCode(code)
      return group && { of: 'group', ...group }
    }
    case 'unit':
      return mayOpen(code) ? { of: 'unit', unit: code } : null
    case 'month':
    case 'quarter':
    case 'year':
      return mayOpen(code) ? sheetPage(work, page, code, content) : null
    case 'radar':
      return reader.seesRadar ? { of: 'radar', signs: signsFor(signs, reader) } : null
    case 'whole':
    case 'ends':
    case 'cases':
    case 'explained':
    case 'objections':
      return { of: page }
  }
}

function signsFor(signs: readonly Sign[], { oversees, units }: NoticeReader): Sign[] {
  return signs.filter(
    ({ unit, other }) =>
      oversees || units.includes(unit) || (other !== null && units.includes(other)),
  )
}

/** The months before count as they were published. */
async function sheetPage(
  { tx, desk }: Work,
  span: Span,
  unit: string,
  content: NoticeContent,
): Promise<NoticePage> {
  const before = monthsIn(span, content.month).slice(0, -1)
  const contents = [...(await contentsOf(tx, before, 'published')), content]
  const { policy } = desk.rules.org
  return { of: 'sheet', unit, sheet: spanSheet(span, unit, contents, content.month, policy) }
}
