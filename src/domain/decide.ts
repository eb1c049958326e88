import { standingsOf, type Actor } from './actor.ts'
import { CHANGES, type Change } from './changes.ts'
import type { Command, Decision, Refused } from './command.ts'
import { moveClock } from './clock-moves.ts'
import { refreshTimers } from './countdown.ts'
import { GUARDS, type Case } from './guards.ts'
import { rowOf, type Row } from './lifecycle.ts'
import type { Refusal } from './refusal.ts'

/**
 * Decides one act on one appeal: the appeal as it is afterwards, who hears of it, what follows
 * by itself; or a refusal. Nothing changes here, and time comes in with the case.
 */
export function decide(command: Command, actor: Actor, given: Case): Decision | Refused {
  const row = rowOf(command.act)
  const refusal = refuseByTable(row, command, actor, given) ?? GUARDS[command.act]?.(given) ?? null
  if (refusal) return { ok: false, refusal }
  const change = CHANGES[command.act]?.(command, actor, given) ?? {}
  if (typeof change === 'string') return { ok: false, refusal: change }
  return { ok: true, ...apply(row, change, given) }
}

function refuseByTable(row: Row, command: Command, actor: Actor, given: Case): Refusal | null {
  const standings = standingsOf(actor, given.appeal, given.pending)
  if (!row.who.some((who) => standings.has(who))) return whyNotAllowed(row, actor, given)
  if (!row.from.includes(given.appeal.status)) {
    return row.to === given.appeal.status ? 'already_done' : 'not_now'
  }
  if (row.carries === 'words' && !command.hasWords) return 'words_needed'
  if (row.carries === 'content' && !command.hasWords && !command.hasFiles) return 'content_needed'
  return null
}

/** Says the true reason where it helps: one's own appeal, one's own request, one that is decided. */
function whyNotAllowed(row: Row, actor: Actor, { appeal, pending }: Case): Refusal {
  if (actor.desk) return 'not_allowed'
  if (appeal.resident === actor.person) return 'own_appeal'
  if (!row.who.includes('decider')) return 'not_allowed'
  if (!pending) return 'request_decided'
  return pending.by === actor.person ? 'own_request' : 'not_allowed'
}

function apply(row: Row, change: Change, given: Case): Omit<Decision, 'ok'> {
  const status = row.to === 'same' ? given.appeal.status : row.to
  const clock = moveClock(change.clock ?? row.clock, given)
  const appeal = { ...given.appeal, ...clock, status, ...change.appeal }
  const refresh = refreshTimers(appeal, given)
  return {
    appeal,
    data: change.data ?? {},
    notices: row.tells,
    newRequest: change.newRequest ?? null,
    settles: change.settles ?? null,
    timers: {
      set: [...(change.set ?? []), ...refresh.set],
      clear: [...(change.clear ?? []), ...refresh.clear],
    },
    next: change.next ?? null,
  }
}
