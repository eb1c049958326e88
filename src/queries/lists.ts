import type { Moment } from '../domain/appeal.ts'
import { aboutTheirUnits } from '../domain/conduct.ts'
import type { Org } from '../domain/organisation.ts'
import { cut } from '../domain/words.ts'
import type { Person } from '../flows/facts.ts'
import { markOf } from '../flows/mark.ts'
import type { Kept } from '../flows/figures/views.ts'
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

/** Who looks at a list, and at which page of it. */
export interface Looking {
  person: Person
  org: Org
  now: Moment
  page: number
}

/** The appeals behind which this person stands, newest first. */
export function myAppeals(tx: Transaction, looking: Looking) {
  return pageOf(tx, { OR: standsBehind(looking.person) }, [{ id: 'desc' }], looking)
}

/**
 * What waits for this member of staff: their own tasks, those of their units that nobody signed for
 * or whose handler has left, and those that their units are asked to help with.
 */
export async function tasksOf(tx: Transaction, looking: Looking) {
  const { person } = looking
  const unit = { in: unitsOf(person, ['handler', 'head']) }
  const colleagues = await tx.staff.findMany({
    where: { unit, role: { in: ['handler', 'head'] }, retiredAt: null },
    select: { personId: true },
  })
  const where: Prisma.AppealWhereInput = {
    ...notAboutTheirs(looking),
    status: { in: ['assigned', 'accepted', 'shelved'] },
    NOT: { OR: standsBehind(person) },
    OR: [
      { unit, handlerId: person.id },
      { unit, handlerId: null },
      { unit, handlerId: { notIn: colleagues.map(({ personId }) => personId) } },
      { helps: { some: { unit, doneAt: null, endedAt: null } } },
    ],
  }
  return pageOf(tx, where, [{ due: 'asc' }], looking)
}

/** Everything that the units of this head hold. */
export function unitAppeals(tx: Transaction, looking: Looking) {
  const where: Prisma.AppealWhereInput = {
    ...notAboutTheirs(looking),
    status: { in: ['assigned', 'accepted', 'shelved', 'resolved'] },
    unit: { in: unitsOf(looking.person, ['head']) },
  }
  return pageOf(tx, where, [{ due: 'asc' }], looking)
}

/** What waits for a dispatcher: appeals without a unit, and requests to decide. Urgent ones come first. */
export function dispatchQueue(tx: Transaction, looking: Looking) {
  const where: Prisma.AppealWhereInput = {
    ...notAboutTheirs(looking),
    OR: [
      { status: 'registered' },
      { status: { in: ['assigned', 'accepted'] }, requests: { some: { state: 'pending' } } },
    ],
  }
  return pageOf(tx, where, [{ urgency: 'desc' }, { registeredAt: 'asc' }], looking)
}

/** Those among the open appeals of these units that are late, wait for a signature, or came back. Null: of the desk. */
export function keptAppeals(
  tx: Transaction,
  units: readonly string[] | null,
  kept: Kept,
  looking: Looking,
) {
  const ofUnits = units && { unit: { in: [...units] } }
  const where = { ...notAboutTheirs(looking), ...ofUnits, ...KEPT_WHERE[kept](looking.now) }
  return pageOf(tx, where, [{ due: 'asc' }, { id: 'asc' }], looking)
}

const KEPT_WHERE: Record<Kept, (now: Moment) => Prisma.AppealWhereInput> = {
  late: (now) => ({ status: { in: [...OPEN] }, pausedAt: null, due: { lt: dateOf(now) } }),
  waiting: () => ({ status: { in: ['registered', 'assigned'] } }),
  rework: () => ({ status: { in: [...OPEN] }, rounds: { gt: 0 } }),
}

/** Appeals whose number, or any words that are kept, contain the text. Case does not matter. */
export function findAppeals(tx: Transaction, text: string, looking: Looking) {
  const contains = { contains: escapeLike(text), mode: 'insensitive' } as const
  const where: Prisma.AppealWhereInput = {
    ...notAboutTheirs(looking),
    OR: [{ number: contains }, { history: { some: { words: { text: contains } } } }],
  }
  return pageOf(tx, where, [{ id: 'desc' }], looking)
}

/** Without complaints about their own unit, or one above it. */
function notAboutTheirs({ person, org }: Looking): Prisma.AppealWhereInput {
  const hidden = aboutTheirUnits(org, person.posts)
  return { AND: { OR: [{ about: null }, { about: { notIn: hidden } }] } }
}

function standsBehind({ id }: Person) {
  return [{ residentId: id }, { joiners: { some: { personId: id } } }]
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
  { person, page, now }: Looking,
): Promise<Page> {
  const isLate = KEPT_WHERE.late(now)
  const first = { where: { seq: 1 }, select: { words: { select: { text: true } } } } as const
  const [rows, total, late] = [
    await tx.appeal.findMany({
      where,
      orderBy,
      skip: page * PAGE_SIZE,
      take: PAGE_SIZE,
      include: { history: first, joiners: { where: { personId: person.id } } },
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
    // What is over, or replied to, has no date to wait for any more.
    due: isOpen(row.status) ? momentOf(row.due) : null,
    mark: markOf(appealOf(row), now),
    late: row.due !== null && row.pausedAt === null && isOpen(row.status) && row.due < dateOf(now),
    households: row.households,
    // Whoever joined learns that the same was said, not how.
    words: row.joiners.length > 0 ? '' : cut(row.history[0]?.words?.text ?? '', WORDS_SHOWN),
  }))
  return { items, total, late }
}

function isOpen(status: string): boolean {
  return (OPEN as readonly string[]).includes(status)
}
