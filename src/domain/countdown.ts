import type { Appeal, Status } from './appeal.ts'
import { startOfTomorrow } from './calendar.ts'
import type { Decision } from './command.ts'
import { whenToTell } from './deadlines.ts'
import type { Case } from './guards.ts'

const WAITS_FOR_A_REPLY: readonly Status[] = ['registered', 'assigned', 'accepted']

/** Whether the days left on the cards of an appeal become fewer by themselves. */
export function countsDown({
  status,
  due,
  paused,
}: Pick<Appeal, 'status' | 'due' | 'paused'>): boolean {
  return due !== null && paused === null && WAITS_FOR_A_REPLY.includes(status)
}

/** When cards that count days must be brought up to date: before people look at them at work. */
export function nextRefresh(
  appeal: Pick<Appeal, 'urgency'>,
  { now, rules }: Pick<Case, 'now' | 'rules'>,
): Temporal.Instant {
  return whenToTell(rules, appeal, startOfTomorrow(rules.calendar, now))
}

/** The daily refresh begins with the countdown, or with another clock, and ends with it; in between it sets itself. */
export function refreshTimers(after: Appeal, given: Case): Decision['timers'] {
  const isBegun = countsDown(given.appeal)
  const isSet = isBegun && given.appeal.urgency === after.urgency
  const goesOn = countsDown(after)
  return {
    set: goesOn && !isSet ? [{ kind: 'refresh', at: nextRefresh(after, given) }] : [],
    clear: isBegun && !goesOn ? ['refresh'] : [],
  }
}
