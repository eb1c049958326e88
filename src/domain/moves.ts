import type { Actor } from './actor.ts'
import { inTheirPlace } from './decide.ts'
import { GUARDS, type Case } from './guards.ts'
import { ACT_NAMES, rowOf, type ActName } from './lifecycle.ts'
import type { Refusal } from './refusal.ts'
import { may } from './rights/may.ts'

/** The acts that this actor may do now: exactly what a card offers as buttons. */
export function movesOf(actor: Actor, given: Case): ActName[] {
  const seen = inTheirPlace(actor, given)
  return inTable(actor, given).filter((act) => !GUARDS[act]?.(seen, actor))
}

/** Acts that would be theirs at this point, but for the reason that is named. */
export function hindered(actor: Actor, given: Case): Partial<Record<ActName, Refusal>> {
  const seen = inTheirPlace(actor, given)
  const reasons: Partial<Record<ActName, Refusal>> = {}
  for (const act of inTable(actor, given)) {
    const refusal = GUARDS[act]?.(seen, actor)
    if (refusal) reasons[act] = refusal
  }
  return reasons
}

function inTable(actor: Actor, given: Case): ActName[] {
  return ACT_NAMES.filter(
    (act) =>
      rowOf(act).from.includes(given.appeal.status) && may(actor, act, { is: 'appeal', given }),
  )
}
