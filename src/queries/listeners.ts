import { countyOf, leadersOf, type Org } from '../domain/organisation.ts'
import type { Listener } from '../domain/warnings.ts'
import type { Transaction } from '../store/database.ts'

/** What decides who is warned of an appeal. */
export interface Handled {
  unit: string | null
  handler: number | null
}

/** Person ids of those who are warned of an appeal, as the posts are at this moment. */
export type ListenersOf = (listener: Listener, appeal: Handled) => readonly number[]

/** Reads all posts once: whoever is warned of thousands of appeals is looked up in memory. */
export async function readListeners(tx: Transaction, org: Org): Promise<ListenersOf> {
  const posts = await tx.staff.findMany({
    where: { retiredAt: null },
    select: { personId: true, unit: true, role: true, person: { select: { telegramId: true } } },
    orderBy: { id: 'asc' },
  })
  const holders = (roles: readonly string[], unit: string | null) =>
    posts.filter((post) => roles.includes(post.role) && (unit === null || post.unit === unit))
  const idsOf = (found: typeof posts) => [...new Set(found.map(({ personId }) => personId))]
  const dispatchers = ['dispatcher', 'leader', 'admin']
    .map((role) => idsOf(holders([role], null)))
    .find((people) => people.length > 0)

  const ofUnit = remembered((unit) => idsOf(holders(['handler', 'head'], unit)))
  const headsOf = remembered((unit) => idsOf(holders(['head'], unit)))
  const inCharge = remembered((unit) => {
    const accounts = new Set(leadersOf(org, unit).map(({ telegram }) => telegram))
    return idsOf(
      holders(['leader'], null).filter(({ person }) => accounts.has(Number(person.telegramId))),
    )
  })
  const county = countyOf(org)?.code ?? ''

  return (listener, { unit, handler }) => {
    if (listener === 'leader') return inCharge(unit ?? county)
    // Nobody holds what came back to the queue.
    if (unit === null) return listener === 'handler' ? (dispatchers ?? []) : []
    if (listener === 'head') return headsOf(unit)
    const people = ofUnit(unit)
    return handler !== null && people.includes(handler) ? [handler] : people
  }
}

function remembered(find: (unit: string) => number[]): (unit: string) => readonly number[] {
  const known = new Map<string, number[]>()
  return (unit) => {
    const people = known.get(unit) ?? find(unit)
    known.set(unit, people)
    return people
  }
}
