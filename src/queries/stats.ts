import type { Moment } from '../domain/appeal.ts'
import type { Person } from '../flows/facts.ts'
import type { Transaction } from '../store/database.ts'
import type { Prisma } from '../store/generated/client.ts'
import { dateOf } from '../store/moments.ts'

export interface Stats {
  open: number
  /** How many stand behind the open ones. */
  households: number
  late: number
  /** Replies given in the last thirty days. */
  resolved: number
  confirmed: number
  asked: number
  answered: number
  satisfied: number
}

const DAYS = 30
const WORKING = ['assigned', 'accepted', 'shelved'] as const
/** Ratings that say satisfied: 3, 4 and 5 of 5. */
const CONTENT = ['3', '4', '5']

/**
 * The figures of this member of staff's units: what is open now, and the last thirty days. Ratings
 * are counted from the history, where a round that went back to work still stands.
 */
export async function statsOf(tx: Transaction, person: Person, now: Moment): Promise<Stats> {
  const unit = { in: person.posts.map((post) => post.unit) }
  const open = { unit, status: { in: [...WORKING] } }
  const since = { gte: dateOf(now.subtract({ hours: 24 * DAYS })) }
  const rated = { unit, act: 'satisfied', at: since }
  const content = CONTENT.map((answer) => ({ data: { path: ['answer'], equals: answer } }))
  return {
    open: await tx.appeal.count({ where: open }),
    households: await householdsBehind(tx, open),
    late: await tx.appeal.count({ where: { ...open, pausedAt: null, due: { lt: dateOf(now) } } }),
    resolved: await tx.history.count({ where: { unit, act: 'resolve', at: since } }),
    confirmed: await tx.appeal.count({
      where: { unit, status: 'closed', closedAt: since, outcome: 'solved_confirmed' },
    }),
    asked: await tx.history.count({
      where: { unit, act: { in: ['close', 'rework'] }, at: since },
    }),
    answered: await tx.history.count({ where: rated }),
    satisfied: await tx.history.count({ where: { ...rated, OR: content } }),
  }
}

async function householdsBehind(tx: Transaction, where: Prisma.AppealWhereInput): Promise<number> {
  const { _sum: sum } = await tx.appeal.aggregate({ where, _sum: { households: true } })
  return sum.households ?? 0
}
