import { adminButtons, type AdminView } from '../../src/flows/figures/admin.ts'
import { at } from './builders.ts'
import { noFigures, type UnitFigures } from '../../src/figures/unit-figures.ts'
import {
  boardButtons,
  groupButtons,
  keptButtons,
  keptCounts,
  lateButtons,
  overdueButtons,
  statsButtons,
  unitButtons,
} from '../../src/flows/figures/buttons.ts'
import {
  KEPT,
  type BoardView,
  type OpenNow,
  type StatsView,
} from '../../src/flows/figures/views.ts'
import type { Screen } from '../../src/flows/screen.ts'
import type { ListItem } from '../../src/flows/views.ts'

const ADMIN: AdminView = {
  incoming: { count: 3, minutes: 2, aside: 1 },
  outgoing: { count: 41, minutes: 1, givenUp: 2 },
  ...{ late: 1, away: 7, bytes: 1_234_000_000 },
  staff: {
    people: 41,
    silent: Array.from({ length: 12 }, (_, at) => ({ unit: 'housing', name: `Li ${at + 1}` })),
  },
  empty: ['anshun', 'housing'],
  learned: { letters: 4_812, at: at('2026-11-20T04:30') },
  anchored: at('2026-11-23T04:30'),
}

const ALL_WELL: AdminView = {
  incoming: { count: 0, minutes: 0, aside: 0 },
  outgoing: { count: 0, minutes: 0, givenUp: 0 },
  ...{ late: 0, away: 0, bytes: 12_000_000 },
  staff: { people: 41, silent: [] },
  ...{ empty: [], learned: null, anchored: null },
}

const rate = (k: number, n: number) => ({ k, n })

const MONTH: UnitFigures = {
  ...{ unit: 'housing', asked: 48, answered: 40, partly: 3 },
  ...{ response: rate(37, 40), solution: rate(31, 40), satisfaction: rate(30, 38) },
  ...{ reworks: rate(4, 46), confirmed: rate(30, 42) },
  onTime: { accept: rate(50, 52), contact: rate(48, 52), reply: rate(41, 49) },
  ...{ returns: 1, extensions: 3, relapses: 2, explained: 1 },
  minutes: { n: 46, median: 312, p90: 1490, mean: 500 },
}
const BEFORE: UnitFigures = {
  ...MONTH,
  ...{ asked: 30, answered: 26, solution: rate(18, 26), response: rate(25, 26) },
  ...{ satisfaction: rate(15, 19), explained: 0, relapses: 0, minutes: null },
}
const NOW_OPEN: OpenNow = {
  status: { registered: 4, assigned: 12, accepted: 88, shelved: 3, resolved: 31 },
  ...{ households: 171, late: 25, red: 20, serious: 2 },
}
const QUIET: OpenNow = {
  status: { registered: 0, assigned: 0, accepted: 0, shelved: 0, resolved: 0 },
  ...{ households: 0, late: 0, red: 0, serious: 0 },
}
const begins = (month: number) =>
  Temporal.PlainDate.from({ year: 2026, month, day: 1 })
    .toZonedDateTime('Asia/Shanghai')
    .toInstant()

export const BOARD: BoardView = {
  at: Temporal.Instant.from('2026-11-23T02:05:00Z'),
  now: NOW_OPEN,
  today: { added: 9, closed: 7 },
  ...{ month: MONTH, before: BEFORE, minimum: 20 },
  kinds: [
    { kind: 'county', open: 4, late: 0 },
    { kind: 'department', open: 60, late: 12 },
    { kind: 'township', open: 14, late: 3 },
    { kind: 'community', open: 60, late: 10 },
  ],
  late: [
    { unit: 'housing', late: 12 },
    { unit: 'anshun', late: 10 },
    { unit: 'hongning', late: 3 },
  ],
  months: [6, 7, 8, 9, 10, 11].map((month, at) => ({
    ...{
      begins: begins(month),
      added: 280 + 20 * at,
      closed: 270 + 22 * at,
      confirmed: 200 + 9 * at,
    },
  })),
}

const STATS: StatsView = {
  ...{ of: { unit: 'housing' }, now: NOW_OPEN, month: MONTH, before: BEFORE, minimum: 20 },
}
const YOUNG: StatsView = {
  ...{ of: 'units', now: QUIET, month: noFigures(''), before: noFigures(''), minimum: 20 },
}
const FIRST = { page: 0, hasMore: true }

/** Every screen about figures. */
export function figureScreens(item: ListItem): { title: string; screen: Screen }[] {
  const items = [item]
  const numbers = [item.number]
  const stats = (title: string, view: StatsView, rework: number) => ({
    title,
    screen: {
      ...({ screen: 'stats', view } as const),
      buttons: statsButtons(keptCounts(view.now, rework)),
    },
  })
  return [
    {
      title: 'board',
      screen: { screen: 'board', view: BOARD, buttons: boardButtons(BOARD) },
    },
    { title: 'board: its picture', screen: { screen: 'board_picture' } },
    { title: 'admin', screen: { screen: 'admin', view: ADMIN, buttons: adminButtons() } },
    {
      title: 'admin: all is well',
      screen: { screen: 'admin', view: ALL_WELL, buttons: adminButtons() },
    },
    {
      title: 'board: nothing open',
      screen: {
        ...{ screen: 'board', view: { ...BOARD, now: QUIET, month: noFigures('') } },
        buttons: boardButtons({ ...BOARD, now: QUIET }),
      },
    },
    {
      title: 'board: units of one kind',
      screen: {
        ...{ screen: 'board_group', kind: 'community', total: 14, minimum: 20 },
        rows: [
          { unit: 'anshun', open: 12, late: 10, figures: MONTH },
          { unit: 'hongning', open: 3, late: 0, figures: { ...BEFORE, answered: 19 } },
        ],
        buttons: groupButtons('community', ['anshun', 'hongning'], FIRST),
      },
    },
    {
      title: 'board: one unit',
      screen: {
        ...{ screen: 'board_unit', view: STATS, total: 12, items },
        buttons: unitButtons('housing', 'department', numbers, { page: 1, hasMore: true }),
      },
    },
    {
      title: 'board: one unit that is not late',
      screen: {
        ...{ screen: 'board_unit', view: { ...STATS, now: QUIET }, total: 0, items: [] },
        buttons: unitButtons('wulian', null, [], { page: 0, hasMore: false }),
      },
    },
    {
      title: 'overdue',
      screen: {
        ...{ screen: 'overdue', units: 3, late: 25 },
        buttons: overdueButtons(BOARD.late, FIRST),
      },
    },
    { title: 'overdue: nobody', screen: { screen: 'overdue', units: 0, late: 0, buttons: [] } },
    {
      title: 'overdue: one unit',
      screen: {
        ...{ screen: 'overdue_unit', unit: 'housing', total: 12, items },
        buttons: lateButtons('housing', numbers, FIRST),
      },
    },
    stats('stats: of a unit', STATS, 4),
    stats('stats: of the desk', { ...STATS, of: 'desk', before: STATS.month }, 1),
    stats('stats: of several units, on a young desk', YOUNG, 0),
    ...KEPT.map((kept) => ({
      title: `stats: ${kept}`,
      screen: {
        ...({ screen: 'stats_list', kept, total: 7, items } as const),
        buttons: keptButtons(kept, numbers, FIRST),
      },
    })),
    {
      title: 'stats: none left',
      screen: {
        ...{ screen: 'stats_list', kept: 'late', total: 0, items: [] },
        buttons: keptButtons('late', [], { page: 0, hasMore: false }),
      },
    },
  ]
}
