import type { Moment } from '../domain/appeal.ts'
import { cut } from '../domain/words.ts'
import type { Person } from '../flows/facts.ts'
import { markOf } from '../flows/mark.ts'
import type { ListItem } from '../flows/views.ts'
import { appealOf } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import type { Prisma } from '../store/generated/client.ts'
import { dateOf, momentOf } from '../store/moments.ts'

/** How many appeals stand on one page of a list. */
export const PAGE_SIZE = 6
const OPEN = ['registered', 'assigned', 'accepted', 'shelved'] as const
const WORDS_SHOWN = 60

export interface Page {
  items: ListItem[]
  total: number
  late: number
}

/** The appeals behind which this person stands, newest first. Of those that they joined, without another's words. */
export function myAppeals(tx: Transaction, person: Person, page: number, now: Moment) {
  const own = [{ residentId: person.id }, { joiners: { some: { personId: person.id } } }]
  return pageOf(tx, { OR: own }, [{ id: 'desc' }], page, now, person.id)
}

/**
 * What waits for this member of staff: their own tasks, those of their units that nobody signed for
 * or whose handler has left, and those that their units are asked to help with.
 */
export async function tasksOf(tx: Transaction, person: Person, page: number, now: Moment) {
  const unit = { in: unitsOf(person, ['handler', 'head']) }
  const colleagues = await tx.staff.findMany({
    where: { unit, role: { in: ['handler', 'head'] }, retiredAt: null },
    select: { personId: true },
  })
  const where: Prisma.AppealWhereInput = {
    status: { in: ['assigned', 'accepted', 'shelved'] },
    residentId: { not: person.id },
    joiners: { none: { personId: person.id } },
    OR: [
      { unit, handlerId: person.id },
      { unit, handlerId: null },
      { unit, handlerId: { notIn: colleagues.map(({ personId }) => personId) } },
      { helps: { some: { unit, doneAt: null, endedAt: null } } },
    ],
  }
  return pageOf(tx, where, [{ due: 'asc' }], page, now)
}

/** Everything that the units of this head hold. */
export function unitAppeals(tx: Transaction, person: Person, page: number, now: Moment) {
  const where: Prisma.AppealWhereInput = {
    status: { in: ['assigned', 'accepted', 'shelved', 'resolved'] },
    unit: { in: unitsOf(person, ['head']) },
  }
  return pageOf(tx, where, [{ due: 'asc' }], page, now)
}

/** What waits for a dispatcher: appeals without a unit, and requests to decide. Urgent ones come first. */
export function dispatchQueue(tx: Transaction, page: number, now: Moment) {
  const where: Prisma.AppealWhereInput = {
    OR: [
      { status: 'registered' },
      { status: { in: ['assigned', 'accepted'] }, requests: { some: { state: 'pending' } } },
    ],
  }
  return pageOf(tx, where, [{ urgency: 'desc' }, { registeredAt: 'asc' }], page, now)
}

/** Appeals whose number, or any words that are kept, contain the text. Case does not matter. */
export function findAppeals(tx: Transaction, text: string, page: number, now: Moment) {
  const contains = { contains: escapeLike(text), mode: 'insensitive' } as const
  const where: Prisma.AppealWhereInput = {
    OR: [{ number: contains }, { history: { some: { words: { text: contains } } } }],
  }
  return pageOf(tx, where, [{ id: 'desc' }], page, now)
}

function unitsOf(person: Person, roles: readonly string[]): string[] {
  return person.posts.filter((post) => roles.includes(post.role)).map((post) => post.unit)
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)
}

async function pageOf(
  tx: Transaction,
  where: Prisma.AppealWhereInput,
  orderBy: Prisma.AppealOrderByWithRelationInput[],
  page: number,
  now: Moment,
  household: number | null = null,
): Promise<Page> {
  const isLate: Prisma.AppealWhereInput = {
    status: { in: [...OPEN] },
    pausedAt: null,
    due: { lt: dateOf(now) },
  }
  const first = { where: { seq: 1 }, select: { words: { select: { text: true } } } } as const
  const [rows, total, late] = [
    await tx.appeal.findMany({
      where,
      orderBy,
      skip: page * PAGE_SIZE,
      take: PAGE_SIZE,
      include: { history: first },
    }),
    await tx.appeal.count({ where }),
    await tx.appeal.count({ where: { AND: [where, isLate] } }),
  ]
  const items = rows.map((row) => ({
    number: row.number,
    status: row.status,
    urgency: row.urgency,
    category: row.category,
    place: row.place,
    unit: row.unit,
    due: momentOf(row.due),
    mark: markOf(appealOf(row), now),
    late: row.due !== null && row.pausedAt === null && isOpen(row.status) && row.due < dateOf(now),
    households: row.households,
    words: cut(isTheirs(row, household) ? (row.history[0]?.words?.text ?? '') : '', WORDS_SHOWN),
  }))
  return { items, total, late }
}

function isTheirs({ residentId }: { residentId: number }, household: number | null): boolean {
  return household === null || household === residentId
}

function isOpen(status: string): boolean {
  return (OPEN as readonly string[]).includes(status)
}
