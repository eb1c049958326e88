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

/** Every list of papers there is. Its name stands in the buttons. */
const LISTS: Record<string, PaperList> = {
  // What waits for the units of this member of staff.
  mine: {
    where: ({ posts }) =>
      posts.length === 0
        ? null
        : {
            closedAt: null,
            unit: { in: posts.map(({ unit }) => unit) },
            kind: { in: ['directive', 'order', 'item', 'interview'] },
          },
    orderBy: SOONEST,
  },
  // Key appeals: first those that nobody has taken on, then by the promised date.
  claims: {
    where: (person) => (isLeader(person) ? { kind: 'claim', closedAt: null } : null),
    orderBy: [{ due: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  },
  // Sessions of the joint review, the latest first.
  reviews: {
    where: (person) => (isLeader(person) ? { kind: 'review' } : null),
    orderBy: [{ due: 'desc' }, { id: 'desc' }],
  },
  // What joint reviews decided and nobody has done yet.
  decisions: {
    where: (person) =>
      isLeader(person) ? { kind: 'item', state: { in: ['decided', 'reported'] } } : null,
    orderBy: SOONEST,
  },
}

function isLeader({ posts }: Person): boolean {
  return posts.some(({ role }) => role === 'leader')
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
