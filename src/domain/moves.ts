import type { Actor } from './actor.ts'
import { standingsOf } from './actor.ts'
import { inTheirPlace } from './decide.ts'
import { GUARDS, type Case } from './guards.ts'
import { ACT_NAMES, rowOf, type ActName } from './lifecycle.ts'

/** The acts that this actor may do now: exactly what a card offers as buttons. */
export function movesOf(actor: Actor, given: Case): ActName[] {
  const standings = standingsOf(actor, given)
  const seen = inTheirPlace(actor, given)
  return ACT_NAMES.filter((act) => {
    const row = rowOf(act)
    if (!row.who.some((who) => standings.has(who))) return false
    if (!row.from.includes(given.appeal.status)) return false
    return !GUARDS[act]?.(seen)
  })
}
