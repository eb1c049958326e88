import type { Moment } from '../domain/appeal.ts'
import type { Person } from '../flows/facts.ts'
import type { Transaction } from '../store/database.ts'
import type { Prisma } from '../store/generated/client.ts'
import { findPapers, type StoredPaper } from '../store/papers.ts'

/** How many papers stand on one page of a list. */
export const PAPERS_ON_PAGE = 6

interface PaperList {
  /** Null: this list is not for this person. */
  where: (person: Person, now: Moment) => Prisma.PaperWhereInput | null
  orderBy: Prisma.PaperOrderByWithRelationInput[]
}

const SOONEST: Prisma.PaperOrderByWithRelationInput[] = [
  { due: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
]

/** What is open first, what is due next at the top; then what was closed, the latest first. */
const OPEN_FIRST: Prisma.PaperOrderByWithRelationInput[] = [
  { closedAt: { sort: 'desc', nulls: 'first' } },
  ...SOONEST,
]

const oversees = ({ posts }: Person) =>
  posts.some(({ role }) => role === 'leader' || role === 'dispatcher')
const NEWEST: Prisma.PaperOrderByWithRelationInput[] = [{ id: 'desc' }]

type Post = Person['posts'][number]
const isHead = ({ role }: Post): boolean => role === 'head'
const isLeader = (posts: readonly Post[]): boolean => posts.some(({ role }) => role === 'leader')

/** Every list of papers there is. Its name stands in the buttons. */
const LISTS: Record<string, PaperList> = {
  // What waits for the units of this member of staff.
  mine: {
    where: ({ id, posts }) =>
      posts.length === 0
        ? null
        : {
            closedAt: null,
            ...notOwn(id),
            AND: {
              OR: [
                {
                  unit: { in: posts.map(({ unit }) => unit) },
                  kind: { in: ['directive', 'order', 'item'] },
                },
                // The heads alone are called in.
                {
                  unit: { in: posts.filter(isHead).map(({ unit }) => unit) },
                  kind: 'interview',
                },
              ],
            },
          },
    orderBy: SOONEST,
  },
  // All supervision orders, for those who look after all units.
  orders: {
    where: (person) => (oversees(person) ? { kind: 'order', ...notOwn(person.id) } : null),
    orderBy: OPEN_FIRST,
  },
  meetings: {
    where: (person) => (oversees(person) ? { kind: 'meeting', ...notOwn(person.id) } : null),
    orderBy: OPEN_FIRST,
  },
  // What /notice opens: leaders see drafts, too.
  notice: {
    where: ({ posts }) =>
      isLeader(posts)
        ? { kind: 'notice' }
        : posts.some(isHead)
          ? { kind: 'notice', state: { not: 'draft' } }
          : null,
    orderBy: NEWEST,
  },
  study: {
    where: ({ posts }) => (isLeader(posts) ? { kind: 'study' } : null),
    orderBy: NEWEST,
  },
  interview: {
    where: ({ posts }) =>
      isLeader(posts)
        ? { kind: 'interview' }
        : posts.some(isHead)
          ? { kind: 'interview', unit: { in: posts.filter(isHead).map(({ unit }) => unit) } }
          : null,
    orderBy: NEWEST,
  },
  // Key appeals: first those that nobody has taken on, then by the promised date.
  claims: {
    where: (person) => (isLeader(person.posts) ? { kind: 'claim', closedAt: null } : null),
    orderBy: [{ due: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  },
  // Sessions of the joint review, the latest first.
  reviews: {
    where: (person) => (isLeader(person.posts) ? { kind: 'review' } : null),
    orderBy: [{ due: 'desc' }, { id: 'desc' }],
  },
  // What joint reviews decided and nobody has done yet.
  decisions: {
    where: (person) =>
      isLeader(person.posts) ? { kind: 'item', state: { in: ['decided', 'reported'] } } : null,
    orderBy: SOONEST,
  },
}

/** Nobody sees papers about an appeal behind which they stand. */
function notOwn(person: number): Prisma.PaperWhereInput {
  const own = [{ residentId: person }, { joiners: { some: { personId: person } } }]
  return { OR: [{ appealId: null }, { appeal: { NOT: { OR: own } } }] }
}

/** A page of one list: at most PAPERS_ON_PAGE. Null: there is no such list for this person. */
export async function listOfPapers(
  tx: Transaction,
  person: Person,
  list: string,
  page: number,
  now: Moment,
): Promise<{ papers: StoredPaper[]; total: number } | null> {
  const where = LISTS[list]?.where(person, now)
  if (!where) return null
  const skip = page * PAPERS_ON_PAGE
  const orderBy = LISTS[list]?.orderBy ?? SOONEST
  return {
    papers: await findPapers(tx, where, orderBy, { skip, take: PAPERS_ON_PAGE }),
    total: await tx.paper.count({ where }),
  }
}

/** How many papers wait for the units of this member of staff. */
export async function papersOfUnits(tx: Transaction, person: Person, now: Moment): Promise<number> {
  const where = LISTS['mine']?.where(person, now)
  return where ? tx.paper.count({ where }) : 0
}
