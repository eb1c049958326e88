import { standingsOf, type Actor } from '../domain/actor.ts'
import type { Case } from '../domain/guards.ts'
import type { Moment } from '../domain/appeal.ts'
import { movesOf } from '../domain/moves.ts'
import { isAbove, type Role } from '../domain/organisation.ts'
import type { Rules } from '../domain/rules.ts'
import type { AppealInView, Person } from '../flows/facts.ts'
import type { Named } from '../flows/named.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import { findRequest, findWithRequest, type StoredRequest } from '../store/requests.ts'
import { unitPeople } from './audience.ts'

/** An appeal with everything that a decision about it looks at. */
export interface LoadedCase extends Case {
  appeal: StoredAppeal
  pending: StoredRequest | null
}

/** Reads what a decision about this appeal looks at; `lock` when something is to be changed. */
export async function loadCase(
  tx: Transaction,
  number: string,
  given: { rules: Rules; now: Moment },
  lock: boolean,
): Promise<LoadedCase | null> {
  const found = await findWithRequest(tx, number, lock)
  return found && { ...given, ...found, unitPeople: await unitPeople(tx, found.appeal.unit) }
}

/** The actor that a person is. */
export function actorOf(person: Pick<Person, 'id' | 'posts'>): Actor {
  return { desk: false, person: person.id, posts: person.posts }
}

/**
 * The appeal in the eyes of this person, or null: no such number and not theirs to see
 * look the same, so that nobody learns which numbers exist.
 */
export function viewFor(person: Person, loaded: LoadedCase | null): AppealInView | null {
  if (!loaded || !maySee(person, loaded)) return null
  const actor = actorOf(person)
  const { appeal, pending } = loaded
  return {
    appeal,
    standings: [...standingsOf(actor, appeal, pending)],
    moves: movesOf(actor, loaded),
    pending,
  }
}

const OVERSEERS: readonly Role[] = ['dispatcher', 'leader', 'admin']

/** The resident; the holding unit and the heads above it; dispatchers, leaders, admins. */
function maySee(person: Person, { appeal, rules }: LoadedCase): boolean {
  if (appeal.resident === person.id) return true
  return person.posts.some((post) => {
    if (OVERSEERS.includes(post.role)) return true
    if (appeal.unit === null) return false
    if (post.unit === appeal.unit) return true
    return post.role === 'head' && isAbove(rules.org, post.unit, appeal.unit)
  })
}

/** The number of the appeal that the input is about. */
export async function numberIn(tx: Transaction, named: Named | null): Promise<string | null> {
  if (!named) return null
  if (named.by === 'number') return named.number
  return (await findRequest(tx, named.request))?.number ?? null
}
