import { agendaButtons, aroundButtons } from '../../src/flows/paper/agenda-buttons.ts'
import { paperButtons, paperListButtons } from '../../src/flows/paper/paper-buttons.ts'
import type { MinutesItem, PaperItem, PaperView } from '../../src/flows/paper/views.ts'
import type { PaperKind } from '../../src/domain/papers/paper.ts'
import type { Screen } from '../../src/flows/screen.ts'

const HELD = Temporal.Instant.from('2026-11-27T03:00:00Z')
const TITLE = { kind: 'review', serial: '2026-3', number: null, unit: null } as const

type ViewOf = (kind: PaperKind, state: string) => PaperView

/** A whole session: its card while it runs, one matter in between, its minutes; and the lists of leaders. */
export function reviewScreens(
  words: string,
  name: string,
  viewOf: ViewOf,
): { title: string; screen: Screen }[] {
  const item = viewOf('item', 'open')
  const demand = { ...item, id: 7, demand: { name: words, category: 'power', place: 'anshun' } }
  const parts: PaperItem[] = [
    { ...item, state: 'decided' },
    { ...item, id: 6 },
    { ...demand, title: { ...item.title, number: null } },
  ]
  const running = { ...viewOf('review', 'running'), title: TITLE, about: null, entries: [], parts }
  const session = { kind: 'review', state: 'running' } as const
  const held = { screen: 'minutes', title: TITLE, at: HELD, chair: name } as const
  const items = [decidedOf(item, words, name), { ...decidedOf(item, '', name), ...LEFT }]
  return [
    {
      title: 'review: in session',
      screen: {
        ...{ screen: 'paper', view: running },
        buttons: [...paperButtons(4, 'review', ['end'], null), ...agendaButtons(session, parts)],
      },
    },
    {
      title: 'review: one matter',
      screen: {
        ...{ screen: 'paper', view: { ...item, entries: [] } },
        buttons: [
          ...paperButtons(6, 'item', ['decide', 'lead', 'help', 'date'], item.title.number),
          ...aroundButtons(6, 4, parts),
        ],
      },
    },
    { title: 'review: minutes, a document', screen: { ...held, items } },
    {
      title: 'review: below the minutes',
      screen: { screen: 'minutes_sent', title: TITLE, decided: 1, total: 2 },
    },
    ...lists(viewOf),
  ]
}

const LEFT = { state: 'postponed', unit: null, units: [] as string[], due: null, reporter: null }

function decidedOf({ title }: PaperView, words: string, name: string): MinutesItem {
  return {
    ...{ title, state: 'decided', reasons: ['reworked'], category: 'power', place: 'anshun' },
    ...{ unit: 'housing', units: ['anshun'], due: HELD, reporter: name, words },
  }
}

function lists(viewOf: ViewOf): { title: string; screen: Screen }[] {
  const items: Record<string, PaperItem[]> = {
    claims: [{ ...viewOf('claim', 'waiting'), due: null }, viewOf('claim', 'claimed')],
    reviews: [{ ...viewOf('review', 'planned'), title: TITLE }],
    decisions: [viewOf('item', 'decided')],
  }
  return Object.entries(items).flatMap(([list, some]) =>
    [some, []].map((page) => ({
      title: `papers: ${list}${page.length === 0 ? ', none' : ''}`,
      screen: {
        ...({ screen: 'papers', list, items: page, first: 0, total: page.length } as const),
        buttons: paperListButtons(list, page, { page: 0, first: 0, hasMore: false }),
      },
    })),
  )
}
