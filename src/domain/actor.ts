import type { UnitRequest } from './appeal.ts'
import type { Case } from './guards.ts'
import { isOfSubject } from './conduct.ts'
import { isOfUnit } from './helping.ts'
import type { Standing } from './lifecycle.ts'
import type { Role } from './organisation.ts'

/** Who acts. The desk itself has no person id. */
export type Actor =
  { desk: true } | { desk: false; person: number; posts: readonly { unit: string; role: Role }[] }

export const DESK: Actor = { desk: true }

/** The actor that a person is. */
export function actorOf(person: {
  id: number
  posts: readonly { unit: string; role: Role }[]
}): Actor {
  return { desk: false, person: person.id, posts: person.posts }
}

/**
 * In what standings this actor meets this appeal. A member of staff is nothing but the resident
 * in an appeal of their own, or one that they joined, and
 * nothing in one about their own unit; nobody decides a request that they made.
 */
export function standingsOf(
  actor: Actor,
  given: Pick<Case, 'appeal' | 'pending' | 'joiners' | 'helps' | 'rules'>,
): Set<Standing> {
  const { appeal, pending, joiners, helps } = given
  if (actor.desk) return new Set(['desk'])
  if (appeal.resident === actor.person) return new Set(['resident'])
  if (joiners.some(({ person }) => person === actor.person)) return new Set(['joiner'])
  if (isOfSubject(given, actor.posts)) return new Set()
  const standings = new Set<Standing>(['neighbour'])
  for (const post of actor.posts) {
    if (post.role === 'dispatcher') standings.add('dispatcher')
    if (post.role === 'leader') standings.add('leader')
    if (post.unit === appeal.unit && (post.role === 'handler' || post.role === 'head')) {
      standings.add('unit')
      if (post.role === 'head') standings.add('head')
    }
  }
  if (helps.some(({ unit }) => isOfUnit(actor, unit))) standings.add('helper')
  if (pending && pending.by !== actor.person && mayDecide(pending, standings, actor.posts))
    standings.add('decider')
  return standings
}

/**
 * A return is the dispatcher's to decide; more time also the head's; shelving also a leader's; an ending as explained
 * the dispatcher's or a leader's, unless they are of that unit.
 */
function mayDecide(
  request: UnitRequest,
  standings: ReadonlySet<Standing>,
  posts: readonly { unit: string }[],
): boolean {
  if (request.kind === 'explained') {
    if (posts.some(({ unit }) => unit === request.unit)) return false
    return standings.has('dispatcher') || standings.has('leader')
  }
  if (standings.has('dispatcher')) return true
  if (request.kind === 'extension') return standings.has('head')
  if (request.kind === 'suspension') return standings.has('head') || standings.has('leader')
  return false
}

/** Whether somebody stands behind the appeal: is its resident, or joined. */
export function isHousehold(standings: ReadonlySet<Standing> | readonly Standing[]): boolean {
  const all = [...standings]
  return all.includes('resident') || all.includes('joiner')
}
