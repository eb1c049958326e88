import type { Moment } from '../domain/appeal.ts'
import type { Org } from '../domain/organisation.ts'
import { monthOf } from '../figures/period.ts'
import { together } from '../figures/unit-figures.ts'
import type { BoardView, OpenNow, OpenStatus, StatsView, UnitRow } from '../flows/figures/views.ts'
import { OPEN_STATUSES } from '../flows/figures/views.ts'
import type { Transaction } from '../store/database.ts'
import { Prisma } from '../store/generated/client.ts'
import { dateOf } from '../store/moments.ts'
import { figuresOf, type Figures } from './figures.ts'

/** Calendar months in the picture of the board. */
const MONTHS = 6

/** Everything that the board and its picture show. */
export async function boardOf(tx: Transaction, org: Org, now: Moment): Promise<BoardView> {
  const open = await openByUnit(tx, now)
  const units = new Map(open.map(({ unit, ...of }) => [unit, of]))
  const { month, before } = await twoMonths(tx, org, now)
  const kinds = Map.groupBy(org.units, ({ kind }) => kind)
  const sums = [...kinds].map(([kind, members]) => {
    const of = members.flatMap(({ code }) => units.get(code) ?? [])
    return { kind, open: of.reduce((sum, one) => sum + openIn(one), 0), late: lateIn(of) }
  })
  const late = open.flatMap(({ unit, late }) => (unit !== null && late > 0 ? [{ unit, late }] : []))
  return {
    at: now,
    now: sumOf(open),
    today: await dayOf(tx, now, org.timezone),
    ...{ month: month.whole, before: before.whole, kinds: sums },
    minimum: org.policy.notice.minimum,
    late: late.sort((a, b) => b.late - a.late || (a.unit < b.unit ? -1 : 1)),
    months: await monthsOf(tx, now, org.timezone),
  }
}

/** Units with late appeals, most first. */
export async function lateUnits(
  tx: Transaction,
  now: Moment,
): Promise<{ unit: string; late: number }[]> {
  return tx.$queryRaw`
    SELECT unit, count(*)::int AS late FROM appeal
    WHERE unit IS NOT NULL AND ${isLate(now)}
    GROUP BY unit ORDER BY late DESC, unit`
}

/** These units as a list shows them, those with most late ones first, then those with most open ones. */
export async function unitRows(
  tx: Transaction,
  org: Org,
  codes: readonly string[],
  now: Moment,
): Promise<UnitRow[]> {
  const open = new Map((await openByUnit(tx, now)).map(({ unit, ...of }) => [unit, of]))
  const { units } = await figuresOf(tx, org, monthOf(now, org.timezone))
  const rows = units.flatMap((figures) => {
    const { unit } = figures
    if (!codes.includes(unit)) return []
    const of = open.get(unit)
    return [{ unit, open: of ? openIn(of) : 0, late: of?.late ?? 0, figures }]
  })
  return rows.sort((a, b) => b.late - a.late || b.open - a.open)
}

/** What these units have open, and their figures of this month and the last. Null: the whole desk. */
export async function statsOf(
  tx: Transaction,
  org: Org,
  units: readonly string[] | null,
  now: Moment,
): Promise<StatsView> {
  const open = await openByUnit(tx, now)
  const { month, before } = await twoMonths(tx, org, now)
  const isIn = (unit: string | null) => units === null || (unit !== null && units.includes(unit))
  const [only] = units ?? []
  const figures = ({ units: all, whole }: Figures) => {
    if (units === null) return whole
    const own = all.filter(({ unit }) => isIn(unit))
    return own.length === 1 && own[0] ? own[0] : together('', own, null)
  }
  return {
    of: units === null ? 'desk' : units.length === 1 && only ? { unit: only } : 'units',
    now: sumOf(open.filter(({ unit }) => isIn(unit))),
    month: figures(month),
    before: figures(before),
    minimum: org.policy.notice.minimum,
  }
}

async function twoMonths(
  tx: Transaction,
  org: Org,
  now: Moment,
): Promise<{ month: Figures; before: Figures }> {
  return {
    month: await figuresOf(tx, org, monthOf(now, org.timezone)),
    before: await figuresOf(tx, org, monthOf(now, org.timezone, 1)),
  }
}

type OpenOf = OpenNow & { unit: string | null }

/** Late: the reply is due and its clock runs, as everywhere. */
function isLate(now: Moment): Prisma.Sql {
  return Prisma.sql`
    status IN ('registered', 'assigned', 'accepted', 'shelved') AND paused_at IS NULL AND due < ${dateOf(now)}`
}

/** A card that went out for the date that still holds. */
function hasCard(kind: 'red' | 'serious'): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM history AS h
    WHERE h.appeal_id = appeal.id AND h.act = ${kind} AND h.at >= appeal.due)`
}

async function openByUnit(tx: Transaction, now: Moment): Promise<OpenOf[]> {
  const rows = await tx.$queryRaw<
    {
      unit: string | null
      status: OpenStatus
      count: number
      households: number
      late: number
      red: number
      serious: number
    }[]
  >`
    SELECT unit, status, count(*)::int AS count, sum(households)::int AS households,
      (count(*) FILTER (WHERE ${isLate(now)}))::int AS late,
      (count(*) FILTER (WHERE ${isLate(now)} AND ${hasCard('red')}))::int AS red,
      (count(*) FILTER (WHERE ${isLate(now)} AND ${hasCard('serious')}))::int AS serious
    FROM appeal
    WHERE status IN ('registered', 'assigned', 'accepted', 'shelved', 'resolved')
    GROUP BY unit, status`
  return [...Map.groupBy(rows, ({ unit }) => unit)].map(([unit, of]) => {
    const status = { ...NOTHING_OPEN.status }
    for (const row of of) status[row.status] = row.count
    const sum = (figure: 'households' | 'late' | 'red' | 'serious') =>
      of.reduce((total, row) => total + row[figure], 0)
    return {
      ...{ unit, status, households: sum('households'), late: sum('late') },
      ...{ red: sum('red'), serious: sum('serious') },
    }
  })
}

const NOTHING_OPEN: OpenNow = {
  status: { registered: 0, assigned: 0, accepted: 0, shelved: 0, resolved: 0 },
  ...{ households: 0, late: 0, red: 0, serious: 0 },
}

function sumOf(of: readonly OpenNow[]): OpenNow {
  const status = { ...NOTHING_OPEN.status }
  for (const one of of) for (const name of OPEN_STATUSES) status[name] += one.status[name]
  const sum = (figure: 'households' | 'late' | 'red' | 'serious') =>
    of.reduce((total, one) => total + one[figure], 0)
  return {
    ...{ status, households: sum('households'), late: sum('late') },
    ...{ red: sum('red'), serious: sum('serious') },
  }
}

function openIn({ status }: OpenNow): number {
  return OPEN_STATUSES.reduce((sum, name) => sum + status[name], 0)
}

function lateIn(of: readonly OpenNow[]): number {
  return of.reduce((sum, { late }) => sum + late, 0)
}

/** What came and what was closed since midnight. */
async function dayOf(
  tx: Transaction,
  now: Moment,
  timezone: string,
): Promise<{ added: number; closed: number }> {
  const from = dateOf(now.toZonedDateTimeISO(timezone).startOfDay().toInstant())
  return {
    added: await tx.appeal.count({ where: { registeredAt: { gte: from } } }),
    closed: await tx.appeal.count({ where: { status: 'closed', closedAt: { gte: from } } }),
  }
}

async function monthsOf(
  tx: Transaction,
  now: Moment,
  timezone: string,
): Promise<BoardView['months']> {
  const { from } = monthOf(now, timezone, MONTHS - 1)
  const since = dateOf(from)
  const month = (column: Prisma.Sql) =>
    Prisma.sql`to_char(${column} AT TIME ZONE ${timezone}, 'YYYY-MM')`
  const rows = await tx.$queryRaw<
    { month: string; added: number; closed: number; confirmed: number }[]
  >`
    SELECT month, sum(added)::int AS added, sum(closed)::int AS closed, sum(confirmed)::int AS confirmed
    FROM (
      SELECT ${month(Prisma.sql`registered_at`)} AS month, 1 AS added, 0 AS closed, 0 AS confirmed
      FROM appeal WHERE registered_at >= ${since}
      UNION ALL
      SELECT ${month(Prisma.sql`closed_at`)}, 0, 1, (outcome = 'solved_confirmed')::int
      FROM appeal WHERE closed_at >= ${since} AND status = 'closed') AS counted
    GROUP BY month`
  return Array.from({ length: MONTHS }, (_, at) => {
    const { from: begins } = monthOf(now, timezone, MONTHS - 1 - at)
    const day = begins.toZonedDateTimeISO(timezone)
    const name = `${day.year}-${String(day.month).padStart(2, '0')}`
    const found = rows.find((row) => row.month === name)
    const { added, closed, confirmed } = found ?? { added: 0, closed: 0, confirmed: 0 }
    return { begins, added, closed, confirmed }
  })
}
