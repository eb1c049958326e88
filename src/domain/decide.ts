import { householdOf, isHousehold, standingsOf, type Actor } from './actor.ts'
import { chargeFor } from './charges.ts'
import { CHANGES } from './changes.ts'
import type { Change } from './change.ts'
import type { Command, Decision, Refused } from './command.ts'
import { moveClock } from './clock-moves.ts'
import { CONTACTS } from './contacts.ts'
import { refreshTimers } from './countdown.ts'
import { GUARDS, type Case } from './guards.ts'
import { rowOf, type Row } from './lifecycle.ts'
import { questionTimers } from './question.ts'
import type { Refusal } from './refusal.ts'
import { may } from './rights/may.ts'
import { alarmTimers, warningTimes } from './warnings.ts'

/**
 * Decides one act on one appeal: the appeal as it is afterwards, who hears of it, what follows
 * by itself; or a refusal. Nothing changes here, and time comes in with the case.
 */
export function decide(command: Command, actor: Actor, given: Case): Decision | Refused {
  const row = rowOf(command.act)
  const seen = inTheirPlace(actor, given)
  const refusal =
    refuseByTable(row, command, actor, given) ?? GUARDS[command.act]?.(seen, actor) ?? null
  if (refusal) return { ok: false, refusal }
  const change = CHANGES[command.act]?.(command, actor, seen) ?? {}
  if (typeof change === 'string') return { ok: false, refusal: change }
  const decision = apply(command, row, withCaller(change, actor), seen)
  return { ok: true, ...(seen === given ? decision : backInPlace(decision, actor, seen, given)) }
}

/** Whoever acts for a caller stands in the history, and the caller beside them. */
function withCaller(change: Change, actor: Actor): Change {
  if (actor.desk || actor.caller === undefined) return change
  return { ...change, data: { ...change.data, caller: actor.caller } }
}

/**
 * A joiner answers the return visit as the resident does: the case with their answers in the place of the
 * resident's, who in turn is one of the others.
 */
export function inTheirPlace(actor: Actor, given: Case): Case {
  const { appeal, joiners } = given
  const self = joiners.find(({ person }) => person === householdOf(actor))
  if (!self) return given
  const resident = { person: appeal.resident, from: null, visit: appeal.visit }
  const others = joiners.filter((one) => one !== self)
  return { ...given, appeal: { ...appeal, visit: self.visit }, joiners: [resident, ...others] }
}

function backInPlace(
  decision: Omit<Decision, 'ok'>,
  actor: Actor,
  seen: Case,
  { appeal }: Case,
): Omit<Decision, 'ok'> {
  const { visit } = decision.appeal
  const person = householdOf(actor)
  const isAnswer = person !== null && visit !== seen.appeal.visit
  return {
    ...decision,
    appeal: { ...decision.appeal, visit: appeal.visit },
    ...(isAnswer ? { joiners: { do: 'answer', person, visit } } : {}),
  }
}

function refuseByTable(row: Row, command: Command, actor: Actor, given: Case): Refusal | null {
  if (!may(actor, command.act, { is: 'appeal', given })) return whyNotAllowed(row, actor, given)
  if (!row.from.includes(given.appeal.status)) {
    return row.to === given.appeal.status ? 'already_done' : 'not_now'
  }
  if (row.carries === 'words' && !command.hasWords) return 'words_needed'
  if (row.carries === 'content' && !command.hasWords && !command.hasFiles) return 'content_needed'
  return null
}

/** Says the true reason where it helps: one's own appeal, one's own request, one that is decided. */
function whyNotAllowed(row: Row, actor: Actor, given: Case): Refusal {
  const { pending } = given
  if (actor.desk) return 'not_allowed'
  if (isHousehold(standingsOf(actor, given)))
    return row.who.includes('neighbour') ? 'joined_already' : 'own_appeal'
  if (!row.who.includes('decider')) return 'not_allowed'
  if (!pending) return 'request_decided'
  return pending.by === actor.person ? 'own_request' : 'not_allowed'
}

function apply(command: Command, row: Row, change: Change, given: Case): Omit<Decision, 'ok'> {
  const { appeal: before, now, rules } = given
  const status = row.to === 'same' ? before.status : row.to
  const clock = moveClock(change.clock ?? row.clock, given)
  const contactedAt = before.contactedAt ?? (CONTACTS.has(command.act) ? now : null)
  const changed = { ...before, contactedAt, ...clock, status, ...change.appeal }
  const { charge, chargedFrom } = chargeFor(changed, given)
  const appeal = { ...changed, chargedFrom, ...warningTimes(changed, before, rules) }
  const byThemselves = [refreshTimers, alarmTimers, questionTimers].map((of) => of(appeal, given))
  return {
    appeal,
    data: change.data ?? {},
    notices: row.tells.filter((notice) => !change.quiet?.includes(notice)),
    charge,
    joiners: change.joiners ?? null,
    help: change.help ?? null,
    newRequest: change.newRequest ?? null,
    settles: change.settles ?? null,
    timers: {
      set: [...(change.set ?? []), ...byThemselves.flatMap(({ set }) => set)],
      clear: [...(change.clear ?? []), ...byThemselves.flatMap(({ clear }) => clear)],
    },
    next: change.next ?? null,
  }
}
