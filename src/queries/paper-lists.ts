import { actorOf } from '../domain/actor.ts'
import { aboutTheirUnits } from '../domain/conduct.ts'
import type { Org } from '../domain/organisation.ts'
import { isPaperList, type PaperListName } from '../domain/rights/commands.ts'
import { may } from '../domain/rights/may.ts'
import type { Person } from '../flows/facts.ts'
import type { Transaction } from '../store/database.ts'
import type { Prisma } from '../store/generated/client.ts'
import { findPapers, type StoredPaper } from '../store/papers.ts'

/** How many papers stand on one page of a list. */
export const PAPERS_ON_PAGE = 6

interface PaperList {
  /** What stands in it for somebody whose list it is. */
  where: (person: Person) => Prisma.PaperWhereInput
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

const NEWEST: Prisma.PaperOrderByWithRelationInput[] = [{ id: 'desc' }]

type Post = Person['posts'][number]
const isHead = ({ role }: Post): boolean => role === 'head'
const isLeader = (posts: readonly Post[]): boolean => posts.some(({ role }) => role === 'leader')

/** Every list of papers there is. Its name stands in the buttons. */
const LISTS: Record<PaperListName, PaperList> = {
  // What waits for the units of this member of staff.
  mine: {
    where: ({ posts }) => ({
      closedAt: null,
      OR: [
        {
          unit: { in: posts.map(({ unit }) => unit) },
          kind: { in: ['directive', 'order', 'item'] },
        },
        // The heads alone are called in.
        { unit: { in: posts.filter(isHead).map(({ unit }) => unit) }, kind: 'interview' },
      ],
    }),
    orderBy: SOONEST,
  },
  // All supervision orders, for those who look after all units.
  orders: {
    where: () => ({ kind: 'order' }),
    orderBy: OPEN_FIRST,
  },
  meetings: {
    where: () => ({ kind: 'meeting' }),
    orderBy: OPEN_FIRST,
  },
  // What /notice opens: leaders see drafts, too.
  notice: {
    where: ({ posts }) =>
      isLeader(posts) ? { kind: 'notice' } : { kind: 'notice', state: { not: 'draft' } },
    orderBy: NEWEST,
  },
  study: {
    where: () => ({ kind: 'study' }),
    orderBy: NEWEST,
  },
  interview: {
    where: ({ posts }) =>
      isLeader(posts)
        ? { kind: 'interview' }
        : { kind: 'interview', unit: { in: posts.filter(isHead).map(({ unit }) => unit) } },
    orderBy: NEWEST,
  },
  // Key appeals: first those that nobody has taken on, then by the promised date.
  claims: {
    where: () => ({ kind: 'claim', closedAt: null }),
    orderBy: [{ due: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
  },
  // Sessions of the joint review, the latest first.
  reviews: {
    where: () => ({ kind: 'review' }),
    orderBy: [{ due: 'desc' }, { id: 'desc' }],
  },
  // What joint reviews decided and nobody has done yet.
  decisions: {
    where: () => ({ kind: 'item', state: { in: ['decided', 'reported'] } }),
    orderBy: SOONEST,
  },
}

/** Papers about no appeal, or about one behind which they do not stand and that complains of no unit of theirs. */
function notOwn({ id, posts }: Person, org: Org): Prisma.PaperWhereInput {
  const own = [{ residentId: id }, { joiners: { some: { personId: id } } }]
  const notAboutTheirs = [{ about: null }, { about: { notIn: aboutTheirUnits(org, posts) } }]
  return { OR: [{ appealId: null }, { appeal: { NOT: { OR: own }, OR: notAboutTheirs } }] }
}

/** What a list holds for this person. Null: there is no such list for them. */
function whereFor(person: Person, list: string, org: Org): Prisma.PaperWhereInput | null {
  if (!isPaperList(list) || !may(actorOf(person), 'see', { is: 'papers', list })) return null
  return { AND: [LISTS[list].where(person), notOwn(person, org)] }
}

/** A page of one list: at most PAPERS_ON_PAGE. Null: there is no such list for this person. */
export async function listOfPapers(
  tx: Transaction,
  person: Person,
  list: string,
  page: number,
  org: Org,
): Promise<{ papers: StoredPaper[]; total: number } | null> {
  const where = whereFor(person, list, org)
  if (!where || !isPaperList(list)) return null
  const skip = page * PAPERS_ON_PAGE
  const { orderBy } = LISTS[list]
  return {
    papers: await findPapers(tx, where, orderBy, { skip, take: PAPERS_ON_PAGE }),
    total: await tx.paper.count({ where }),
  }
}

/** How many papers wait for the units of this member of staff. */
export async function papersOfUnits(tx: Transaction, person: Person, org: Org): Promise<number> {
  const where = whereFor(person, 'mine', org)
  return where ? tx.paper.count({ where }) : 0
}
