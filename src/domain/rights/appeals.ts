import { isHousehold, standingsOf, type Actor } from '../actor.ts'
import { isOfSubject } from '../conduct.ts'
import type { Case } from '../guards.ts'
import { rowOf, type ActName } from '../lifecycle.ts'
import { isAbove, type Role } from '../organisation.ts'

/** What rights on an appeal depend on: never on how far it is. */
export type AppealInQuestion = Pick<
  Case,
  'appeal' | 'pending' | 'joiners' | 'callers' | 'helps' | 'other' | 'rules'
>

/**
 * Whether an act on an appeal is theirs, by the table of the lifecycle. `see`: to learn that it is there, and what
 * their standing shows of it; `see_work`: all of the work card.
 */
export function mayWithAppeal(
  actor: Actor,
  act: ActName | 'see' | 'see_work',
  given: AppealInQuestion,
): boolean {
  const standings = standingsOf(actor, given)
  if (act === 'see_work') return !isHousehold(standings) && seesWork(actor, given)
  if (act === 'see')
    return isHousehold(standings) || standings.has('helper') || seesWork(actor, given)
  return rowOf(act).who.some((who) => standings.has(who))
}

const OVERSEERS: readonly Role[] = ['dispatcher', 'leader', 'admin']

/**
 * The holding unit and the heads above it, after a merger the unit of the main appeal too; dispatchers, leaders,
 * admins; nobody of the unit that a complaint is about. A co-unit sees what it is asked for, and the matter.
 */
function seesWork(actor: Actor, given: AppealInQuestion): boolean {
  if (actor.desk) return true
  if (isOfSubject(given, actor.posts)) return false
  const { appeal, other, rules } = given
  const units = [appeal.unit, appeal.main === null ? null : (other?.unit ?? null)]
  return actor.posts.some((post) => {
    if (OVERSEERS.includes(post.role)) return true
    return units.some((unit) => {
      if (unit === null) return false
      if (post.unit === unit) return true
      return post.role === 'head' && isAbove(rules.org, post.unit, unit)
    })
  })
}
