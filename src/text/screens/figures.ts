import { pointsBetween } from '../../figures/compared.ts'
import type { Rate } from '../../figures/rate.ts'
import type { UnitFigures } from '../../figures/unit-figures.ts'
import { OPEN_STATUSES, type OpenNow, type StatsView } from '../../flows/figures/views.ts'
import type { Screen } from '../../flows/screen.ts'
import type { ListItem } from '../../flows/views.ts'
import { bold, type Writer } from '../writer.ts'
import { MOST_ITEMS } from './appeal.ts'
import { taskItem } from './lists.ts'

type Of<Name extends Screen['screen']> = Extract<Screen, { screen: Name }>

/** The desk at a look: what is open, today, this month, and where. */
export function board({ view }: Of<'board'>, writer: Writer): void {
  writer.title('figures:board')
  open(view.now, writer)
  writer.line('figures:today', view.today)
  month(view, writer)
  writer.gap()
  for (const { kind, open, late } of view.kinds)
    writer.line('figures:kind_line', { kind: writer.t(`figures:kind.${kind}`), open, late })
}

/** Below the picture of the board: what it is, and of when. */
export function boardPicture(writer: Writer): void {
  const values = { name: writer.t('figures:board'), when: writer.moment(writer.now) }
  writer.line('figures:picture', values)
}

/** Units of one kind, a line each. */
export function boardGroup(screen: Of<'board_group'>, writer: Writer): void {
  const { rows, total, minimum } = screen
  writer.title('figures:group', { kind: writer.t(`figures:kind.${screen.kind}`) })
  writer.line('figures:group_shown', { shown: rows.length, total }).gap()
  for (const { unit, open, late, figures } of rows) {
    const key = figures.answered < minimum ? 'figures:row_few' : 'figures:row'
    writer.line(key, { unit: bold(writer.unit(unit)), open, late, ...figures.solution })
  }
}

/** A unit: what it has open, its two months, and what is late. */
export function boardUnit(screen: Of<'board_unit'>, writer: Writer): void {
  stats(screen.view, writer)
  if (screen.total === 0) return
  writer.gap().title('figures:kept.late')
  list(screen, writer)
}

export function overdue({ units, late }: Of<'overdue'>, writer: Writer): void {
  writer.title('figures:overdue')
  if (units === 0) writer.line('figures:overdue_none')
  else writer.line('figures:overdue_total', { units, late })
}

export function overdueUnit(screen: Of<'overdue_unit'>, writer: Writer): void {
  writer.title('figures:late_of', { unit: writer.unit(screen.unit) })
  list(screen, writer)
}

/** What is open, this month against the last, and the last. */
export function stats(view: StatsView, writer: Writer): void {
  const { of, now, before } = view
  if (typeof of === 'string') writer.title(`figures:stats.${of}`)
  else writer.title('figures:stats.unit', { unit: writer.unit(of.unit) })
  open(now, writer)
  month(view, writer)
  writer.gap().title('figures:month_before', { month: writer.month(writer.now, 1) })
  figures(before, null, writer)
}

/** Appeals behind the figures. */
export function statsList(screen: Of<'stats_list'>, writer: Writer): void {
  writer.title(`figures:kept.${screen.kept}`)
  list(screen, writer)
}

function list({ total, items }: { total: number; items: readonly ListItem[] }, writer: Writer) {
  if (items.length === 0) writer.line('figures:kept_none')
  else writer.line('figures:kept_total', { count: total })
  for (const item of items.slice(0, MOST_ITEMS)) taskItem(item, writer)
}

function open({ status, households, late, red, serious }: OpenNow, writer: Writer): void {
  const count = OPEN_STATUSES.reduce((sum, name) => sum + status[name], 0)
  if (count === 0) {
    writer.line('figures:open_none')
    return
  }
  const parts = OPEN_STATUSES.filter((name) => status[name] > 0).map((name) =>
    writer.t('figures:counted', { name: writer.t(`figures:status.${name}`), count: status[name] }),
  )
  writer.line('figures:open', { count, list: parts.join(writer.t('files:join')) })
  if (households > count) writer.line('figures:households', { count: households })
  if (late === 0) writer.line('figures:late_none')
  else writer.line('figures:late', { count: late })
  if (red > 0) writer.line('figures:red', { count: red })
  if (serious > 0) writer.line('figures:serious', { count: serious })
}

function month({ month, before, minimum }: Months, writer: Writer): void {
  writer.gap().title('figures:month', { month: writer.month(writer.now) })
  const then = new Map(ratesOf(before))
  const moved: Moved = (name, now) => {
    const was = then.get(name)
    return was ? pointsBetween(now, was, minimum) : null
  }
  figures(month, moved, writer)
}

/** How a rate has moved, in percentage points; null below the minimum base. */
type Moved = (name: RateName, now: Rate) => number | null
type Months = Pick<StatsView, 'month' | 'before' | 'minimum'>

/** Each rate with k and n; a month with nothing in it says so. */
function figures(of: UnitFigures, moved: Moved | null, writer: Writer): void {
  const counts = {
    ...{ returns: of.returns, extensions: of.extensions },
    ...{ relapses: of.relapses, explained: of.explained },
  }
  const named = Object.entries(counts) as [keyof typeof counts, number][]
  const also = named.filter(([, count]) => count > 0)
  const rates = ratesOf(of).filter(([, { n }]) => n > 0)
  if (rates.length === 0 && also.length === 0) writer.line('figures:nothing_yet')
  if (of.asked > 0) writer.line('figures:visits', { asked: of.asked, answered: of.answered })
  for (const [name, now] of rates) rate(name, now, moved, writer)
  if (of.minutes)
    writer.line('figures:minutes', {
      ...{ median: hours(of.minutes.median), p90: hours(of.minutes.p90) },
    })
  if (also.length > 0) {
    const said = also.map(([name, count]) => writer.t(`figures:${name}`, { count }))
    writer.line('figures:also', { list: said.join(writer.t('files:join')) })
  }
}

type RateName =
  'response' | 'solution' | 'satisfaction' | 'confirmed' | 'rework' | 'accept' | 'contact' | 'reply'

function ratesOf(of: UnitFigures): [RateName, Rate][] {
  const { response, solution, satisfaction, confirmed, reworks: rework } = of
  const { accept, contact, reply } = of.onTime
  const rates = { response, solution, satisfaction, confirmed, rework, accept, contact, reply }
  return Object.entries(rates) as [RateName, Rate][]
}

/** With how it has moved, where that is asked. */
function rate(name: RateName, of: Rate, moved: Moved | null, writer: Writer): void {
  const { k, n } = of
  const values = { name: writer.t(`figures:of.${name}`), k, n, percent: Math.round((k / n) * 100) }
  if (!moved) writer.line('figures:rate', values)
  else writer.line('figures:rate_moved', { ...values, moved: sayMoved(moved(name, of), writer) })
}

function sayMoved(points: number | null, writer: Writer): string {
  const way = points === null ? 'unknown' : points === 0 ? 'same' : points > 0 ? 'up' : 'down'
  return writer.t(`figures:moved.${way}`, { points: Math.abs(points ?? 0) })
}

function hours(minutes: number): number {
  return Math.round(minutes / 6) / 10
}
