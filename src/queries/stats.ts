import type { Moment } from '../domain/appeal.ts'
import type { Person } from '../flows/facts.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf } from '../store/moments.ts'

export interface Stats {
  open: number
  late: number
  /** Replies given in the last thirty days whose return visit is over. */
  resolved: number
  confirmed: number
  asked: number
  answered: number
  satisfied: number
}

const DAYS = 30

/** The figures of this member of staff's units: what is open now, and the last thirty days. */
export async function statsOf(tx: Transaction, person: Person, now: Moment): Promise<Stats> {
  const unit = { in: person.posts.map((post) => post.unit) }
  const working = { unit, status: { in: ['assigned', 'accepted', 'shelved'] as const } }
  const open = { unit, status: { in: [...working.status.in] } }
  const since = dateOf(now.subtract({ hours: 24 * DAYS }))
  const closed = { unit, status: 'closed' as const, closedAt: { gte: since } }
  const answered = { ...closed, satisfied: { not: null } }
  return {
    open: await tx.appeal.count({ where: open }),
    late: await tx.appeal.count({ where: { ...open, pausedAt: null, due: { lt: dateOf(now) } } }),
    resolved: await tx.appeal.count({ where: { unit, resolvedAt: { gte: since } } }),
    confirmed: await tx.appeal.count({ where: { ...closed, outcome: 'solved_confirmed' } }),
    asked: await tx.appeal.count({ where: closed }),
    answered: await tx.appeal.count({ where: answered }),
    satisfied: await tx.appeal.count({ where: { ...closed, satisfied: { gte: 3 } } }),
  }
}
