import type { UnitRequest } from './appeal.ts'
import type { Case } from './guards.ts'
import { isOfSubject, isSubject } from './conduct.ts'
import { isOfUnit } from './helping.ts'
import type { Standing } from './lifecycle.ts'
import type { Role } from './organisation.ts'

/** Who acts. The desk itself has no person id. */
export type Actor =
  | { desk: true }
  | {
      desk: false
      person: number
      posts: readonly { unit: string; role: Role }[]
      /** Person id of the caller for whom they act. */
      caller?: number
    }

export const DESK: Actor = { desk: true }

/** The actor that a person is; with `caller`, one who acts for somebody without a chat. */
export function actorOf(
  person: { id: number; posts: readonly { unit: string; role: Role }[] },
  caller?: number,
): Actor {
  const { id, posts } = person
  return { desk: false, person: id, posts, ...(caller === undefined ? {} : { caller }) }
}

/** The household that an act is for: their own, or that of the caller for whom they act. */
export function householdOf(actor: Actor): number | null {
  return actor.desk ? null : (actor.caller ?? actor.person)
}

/**
 * In what standings this actor meets this appeal. A member of staff is nothing but the resident
 * in an appeal of their own, or one that they joined, and
 * nothing in one about their own unit; nobody decides a request that they made.
 */
export function standingsOf(
  actor: Actor,
  given: Pick<Case, 'appeal' | 'pending' | 'joiners' | 'callers' | 'helps' | 'rules'>,
): Set<Standing> {
  const { appeal, pending, joiners, helps } = given
  if (actor.desk) return new Set(['desk'])
  if (actor.caller !== undefined) return standingsFor(actor.caller, actor, given)
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
 * In what standing somebody acts for a caller. That one more caller joins, anybody with a post registers. How it went,
 * a dispatcher asks: by telephone, and none who stands behind the appeal or is of the unit that holds it, or of one
 * below it.
 */
function standingsFor(
  caller: number,
  { person, posts }: Pick<Extract<Actor, { desk: false }>, 'person' | 'posts'>,
  given: Pick<Case, 'appeal' | 'joiners' | 'callers' | 'rules'>,
): Set<Standing> {
  const { appeal, joiners, callers, rules } = given
  if (posts.length === 0 || isOfSubject(given, posts)) return new Set()
  if (!callers.includes(caller)) return new Set(['clerk'])
  const isTheirs = appeal.resident === person || joiners.some((one) => one.person === person)
  const isOfHolder = posts.some(({ unit }) => isSubject(rules.org, appeal.unit, unit))
  const isDispatcher = posts.some(({ role }) => role === 'dispatcher')
  return new Set(isDispatcher && !isTheirs && !isOfHolder ? ['asker'] : [])
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
