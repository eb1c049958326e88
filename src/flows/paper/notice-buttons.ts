import type { NoticeContent, NoticeGroup } from '../../figures/notice.ts'
import { SPANS } from '../../figures/sheets.ts'
import { button } from '../button.ts'
import type { ButtonSpec } from '../screen.ts'
import { groupCode, type NoticePageName } from './notice-pages.ts'
import type { NoticePage } from './notice-views.ts'

/** So many units stand on one page of a ranking. */
export const UNITS_ON_NOTICE_PAGE = 15

/** Who looks at a notice: whoever oversees it, or a head, who sees the pages of their own units. */
export interface NoticeReader {
  oversees: boolean
  /** The units of a head. */
  units: readonly string[]
  /** Whether the radar has a page for this person now. */
  seesRadar: boolean
}

/** The pages of a notice, below the acts on its card. */
export function noticeButtons(
  id: number,
  content: NoticeContent,
  reader: NoticeReader,
): ButtonSpec[] {
  const page = (name: NoticePageName, code: string[] = [], values?: ButtonSpec['values']) =>
    button('notice', [id, name, ...code], `notice_${name}`, values)
  const groups = content.groups.filter(hasUnits)
  return [
    page('whole'),
    page('ends'),
    ...groups.map(({ kind }) =>
      button('notice', [id, 'group', groupCode(kind, 0)], `notice_group_${kind}`),
    ),
    page('cases'),
    page('explained'),
    ...(content.objections.length > 0 ? [page('objections')] : []),
    ...(reader.seesRadar ? [page('radar')] : []),
    ...reader.units.map((unit) => page('unit', [unit], { unit })),
  ]
}

/** Below a page: what it leads to, and the way back to the card. */
export function noticePageButtons(
  id: number,
  content: NoticeContent,
  page: NoticePage,
  reader: NoticeReader,
): ButtonSpec[] {
  return [...onward(id, content, page, reader), button('paper.show', [id], 'back')]
}

function onward(
  id: number,
  content: NoticeContent,
  page: NoticePage,
  reader: NoticeReader,
): ButtonSpec[] {
  switch (page.of) {
    case 'group':
      return ofGroup(id, content, page, reader)
    case 'unit':
      return [
        button('notice', [id, 'month', page.unit], 'notice_month'),
        ...(reader.oversees
          ? [button('paper.for', [page.unit, 'interview'], 'open_interview')]
          : []),
      ]
    case 'sheet':
      return [
        ...SPANS.filter((span) => span !== page.sheet.span).map((span) =>
          button('notice', [id, span, page.unit], `notice_${span}`),
        ),
        button('notice', [id, 'unit', page.unit], 'notice_unit', { unit: page.unit }),
      ]
    case 'whole':
    case 'ends':
    case 'cases':
    case 'explained':
    case 'objections':
    case 'radar':
      return []
  }
}

function ofGroup(
  id: number,
  content: NoticeContent,
  { kind, first }: Extract<NoticePage, { of: 'group' }>,
  { oversees, units: own }: NoticeReader,
): ButtonSpec[] {
  const group = content.groups.find((one) => one.kind === kind)
  const all = group ? [...group.ranked, ...group.notRanked].map(({ unit }) => unit) : []
  const units = all.slice(first, first + UNITS_ON_NOTICE_PAGE)
  const turn = (to: number, label: string) =>
    button('notice', [id, 'group', groupCode(kind, to)], label)
  return [
    ...units
      .filter((unit) => oversees || own.includes(unit))
      .map((unit) => button('notice', [id, 'unit', unit], 'notice_unit', { unit })),
    ...(first > 0 ? [turn(Math.max(0, first - UNITS_ON_NOTICE_PAGE), 'previous')] : []),
    ...(all.length > first + UNITS_ON_NOTICE_PAGE
      ? [turn(first + UNITS_ON_NOTICE_PAGE, 'next')]
      : []),
  ]
}

function hasUnits({ ranked, notRanked }: NoticeGroup): boolean {
  return ranked.length + notRanked.length > 0
}
