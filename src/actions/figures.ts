import { unitOf } from '../domain/organisation.ts'
import { PEER_KINDS, peerGroups, type PeerKind } from '../figures/peers.ts'
import {
  boardButtons,
  groupButtons,
  keptButtons,
  keptCounts,
  lateButtons,
  overdueButtons,
  statsButtons,
  unitButtons,
  UNITS_ON_PAGE,
} from '../flows/figures/buttons.ts'
import { adminButtons } from '../flows/figures/admin.ts'
import { statsScope } from '../flows/figures/figures.ts'
import type { Kept } from '../flows/figures/views.ts'
import type { Screen } from '../flows/screen.ts'
import { adminView } from '../queries/admin.ts'
import { boardOf, lateUnits, statsOf, unitRows } from '../queries/board.ts'
import { keptAppeals, PAGE_SIZE, type Page } from '../queries/lists.ts'
import type { StoredPerson } from '../store/people.ts'
import type { CardSubject } from './cards.ts'
import type { Work } from './desk.ts'
import { lookingOf } from './looking.ts'
import { keepFile } from './made-files.ts'

/** What a query found, on a card about the figures. */
interface Found {
  screen: Screen
  card: CardSubject
  /** A picture that follows: the words are there at once, while it is drawn. */
  picture?: number
}

const CARD: CardSubject = { kind: 'board', subject: 'figures' }

/** The desk at a look. When it is opened, its picture follows; on the way back to it, it does not come again. */
export async function board(work: Work, person: StoredPerson, isOpened: boolean): Promise<Found> {
  const { tx, desk, now } = work
  const view = await boardOf(tx, desk.rules.org, now)
  const screen: Screen = { screen: 'board', view, buttons: boardButtons(view) }
  if (!isOpened) return { screen, card: CARD }
  const chart = desk.renderer.chart({ chart: 'board', view }, person.locale, now)
  const picture = await keepFile(work, { kind: 'photo', name: 'board.png', chart })
  return { screen, card: CARD, picture }
}

/** How the desk itself is doing. */
export async function admin({ tx, desk, now }: Work): Promise<Found> {
  const view = await adminView(tx, desk.rules.org, now)
  return {
    screen: { screen: 'admin', view, buttons: adminButtons() },
    card: { kind: 'board', subject: 'admin' },
  }
}

/** The units of one kind. */
export async function boardGroup(
  { tx, desk, now }: Work,
  kind: PeerKind,
  page: number,
): Promise<Found> {
  const { org } = desk.rules
  const codes = peerGroups(org).find((group) => group.kind === kind)?.units ?? []
  const all = await unitRows(tx, org, codes, now)
  const rows = all.slice(page * UNITS_ON_PAGE, (page + 1) * UNITS_ON_PAGE)
  const hasMore = all.length > (page + 1) * UNITS_ON_PAGE
  const units = rows.map(({ unit }) => unit)
  return {
    screen: {
      ...{ screen: 'board_group', kind, rows, total: all.length },
      minimum: org.policy.notice.minimum,
      buttons: groupButtons(kind, units, { page, hasMore }),
    },
    card: CARD,
  }
}

/** One unit: its figures of two months, and its late appeals. */
export async function boardUnit(
  work: Work,
  person: StoredPerson,
  unit: string,
  page: number,
): Promise<Found> {
  const { tx, desk, now } = work
  const { org } = desk.rules
  const view = await statsOf(tx, org, [unit], now)
  const late = await keptAppeals(tx, [unit], 'late', lookingOf(work, person, page))
  const kind = PEER_KINDS.find((one) => one === unitOf(org, unit)?.kind) ?? null
  return {
    screen: {
      ...{ screen: 'board_unit', view, total: late.total, items: late.items },
      buttons: unitButtons(unit, kind, numbersOf(late), turnOf(late, page)),
    },
    card: CARD,
  }
}

/** Who is late, most first. */
export async function overdue({ tx, now }: Work, page: number): Promise<Found> {
  const all = await lateUnits(tx, now)
  const units = all.slice(page * UNITS_ON_PAGE, (page + 1) * UNITS_ON_PAGE)
  const hasMore = all.length > (page + 1) * UNITS_ON_PAGE
  return {
    screen: {
      ...{ screen: 'overdue', units: all.length },
      late: all.reduce((sum, { late }) => sum + late, 0),
      buttons: overdueButtons(units, { page, hasMore }),
    },
    card: CARD,
  }
}

export async function overdueUnit(
  work: Work,
  person: StoredPerson,
  unit: string,
  page: number,
): Promise<Found> {
  const late = await keptAppeals(work.tx, [unit], 'late', lookingOf(work, person, page))
  return {
    screen: {
      ...{ screen: 'overdue_unit', unit, total: late.total, items: late.items },
      buttons: lateButtons(unit, numbersOf(late), turnOf(late, page)),
    },
    card: CARD,
  }
}

/** The figures of this member of staff's units; of the whole desk for whoever oversees it. */
export async function stats(work: Work, person: StoredPerson): Promise<Found> {
  const { tx, desk, now } = work
  const scope = statsScope(person)
  const view = await statsOf(tx, desk.rules.org, scope, now)
  const rework = await keptAppeals(tx, scope, 'rework', lookingOf(work, person, 0))
  const buttons = statsButtons(keptCounts(view.now, rework.total))
  return { screen: { screen: 'stats', view, buttons }, card: CARD }
}

/** Appeals behind these figures. */
export async function statsList(
  work: Work,
  person: StoredPerson,
  kept: Kept,
  page: number,
): Promise<Found> {
  const found = await keptAppeals(work.tx, statsScope(person), kept, lookingOf(work, person, page))
  return {
    screen: {
      ...{ screen: 'stats_list', kept, total: found.total, items: found.items },
      buttons: keptButtons(kept, numbersOf(found), turnOf(found, page)),
    },
    card: CARD,
  }
}

function numbersOf({ items }: Page): string[] {
  return items.map(({ number }) => number)
}

function turnOf({ total }: Page, page: number) {
  return { page, hasMore: total > (page + 1) * PAGE_SIZE }
}
