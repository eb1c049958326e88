import type { Appeal, Moment } from './appeal.ts'
import { addWorkingMinutes, minutesOfDay, workingMinutes, type Calendar } from './calendar.ts'
import { clockOf, dueAfter, earlier, later } from './deadlines.ts'
import type { Case } from './guards.ts'
import type { ClockMove } from './lifecycle.ts'

type ClockFields = Pick<
  Appeal,
  'assignedAt' | 'acceptDue' | 'respondDue' | 'due' | 'allowedMinutes' | 'paused'
>

/**
 * What an act does to the deadlines. The clock starts with the first assignment and never
 * starts again: a later unit gets a new time to sign for it, not a new time to reply. A pause
 * ends with the unit whose question it was.
 */
export function moveClock(move: ClockMove, given: Case): ClockFields {
  const { assignedAt, acceptDue, respondDue, due, allowedMinutes, paused } = given.appeal
  const same = { assignedAt, acceptDue, respondDue, due, allowedMinutes, paused }
  switch (move) {
    case 'keep':
      return same
    case 'start':
      return start(given)
    case 'pause':
      return paused || !due
        ? same
        : { ...same, paused: { since: given.now, minutesLeft: minutesLeft(given) } }
    case 'resume':
      return { ...same, paused: null, due: dueNow(given) }
    case 'stop':
      return { ...same, paused: null }
    case 'restart_half':
      return { ...same, acceptDue: null, paused: null, ...halfDeadline(given) }
    case 'shorten':
      return { ...same, ...shorten(given) }
    case 'lengthen':
      return { ...same, ...lengthen(given) }
  }
}

function start({ appeal, now, rules }: Case): ClockFields {
  const due = dueNow({ appeal, now, rules }) ?? dueAfter(rules, appeal, now, 'resolve')
  return {
    assignedAt: appeal.assignedAt ?? now,
    acceptDue: dueAfter(rules, appeal, now, 'accept'),
    respondDue: appeal.contactedAt ? appeal.respondDue : dueAfter(rules, appeal, now, 'respond'),
    due,
    allowedMinutes: appeal.allowedMinutes ?? workingMinutes(clockOf(rules, appeal), now, due),
    paused: null,
  }
}

/** When it is due if the clock runs from now on. What was late before a pause is due at once after it. */
function dueNow({ appeal, now, rules }: Pick<Case, 'appeal' | 'now' | 'rules'>) {
  if (!appeal.paused) return appeal.due
  const left = appeal.paused.minutesLeft
  return left > 0 ? addWorkingMinutes(clockOf(rules, appeal), now, left) : now
}

/** When a reply is due that is given now: a pause has moved it, unless it was late before. */
export function dueAt(given: Pick<Case, 'appeal' | 'now' | 'rules'>): Moment | null {
  const { due, paused } = given.appeal
  return paused && paused.minutesLeft > 0 ? dueNow(given) : due
}

/**
 * Working minutes until due; negative when it is late already. A minute that has begun counts whole: no pause brings a
 * date forward that was promised, and none makes good what was late by seconds.
 */
function minutesLeft({ appeal, now, rules }: Case): number {
  if (!appeal.due) return 0
  const clock = clockOf(rules, appeal)
  return Temporal.Instant.compare(now, appeal.due) <= 0
    ? workingMinutes(clock, now, appeal.due, Math.ceil)
    : -workingMinutes(clock, appeal.due, now, Math.ceil)
}

/** The appeal becomes urgent: from now on its time is short, and on another clock. It never gets longer. */
function shorten({ appeal, now, rules }: Case): Partial<ClockFields> {
  const urgent = { ...appeal, urgency: 'urgent' } as const
  const due = dueAfter(rules, urgent, now, 'resolve')
  const minutes = workingMinutes(clockOf(rules, urgent), now, due)
  const { paused, acceptDue, respondDue, contactedAt, status } = appeal
  return {
    due: appeal.due && earlier(appeal.due, due),
    // Counted on the new clock: what was used on the other one is not taken off.
    allowedMinutes: appeal.due && minutes,
    ...(respondDue && !contactedAt
      ? { respondDue: earlier(respondDue, dueAfter(rules, urgent, now, 'respond')) }
      : {}),
    ...(status === 'assigned' && acceptDue
      ? { acceptDue: earlier(acceptDue, dueAfter(rules, urgent, now, 'accept')) }
      : {}),
    paused: paused && { ...paused, minutesLeft: Math.min(paused.minutesLeft, minutes) },
  }
}

/** It was no emergency: it has its usual time, counted from the first assignment, and never less than it has now. */
function lengthen({ appeal, now, rules }: Case): Partial<ClockFields> {
  const { assignedAt, heldSince, acceptDue, respondDue, contactedAt, due, paused, status } = appeal
  if (!assignedAt || !due) return {}
  const normal = { ...appeal, urgency: 'normal' } as const
  const usual = later(due, dueAfter(rules, normal, assignedAt, 'resolve'))
  const from = paused?.since ?? now
  const usualLeft = workingMinutes(rules.calendar, from, usual, Math.ceil)
  return {
    due: usual,
    allowedMinutes: workingMinutes(rules.calendar, assignedAt, usual),
    ...(respondDue && !contactedAt && heldSince
      ? { respondDue: later(respondDue, dueAfter(rules, normal, heldSince, 'respond')) }
      : {}),
    ...(status === 'assigned' && acceptDue && heldSince
      ? { acceptDue: later(acceptDue, dueAfter(rules, normal, heldSince, 'accept')) }
      : {}),
    paused: paused && { ...paused, minutesLeft: Math.max(paused.minutesLeft, usualLeft) },
  }
}

/** Half of the time that such an appeal has, counted in minutes of its clock from now. */
function halfDeadline({ appeal, now, rules }: Case) {
  const clock = clockOf(rules, appeal)
  const whole = dueAfter(rules, appeal, now, 'resolve')
  const allowedMinutes = Math.ceil(workingMinutes(clock, now, whole) / 2)
  return { allowedMinutes, due: addWorkingMinutes(clock, now, allowedMinutes) }
}

/** Working days until due, rounded down; once it is late, the days of lateness as a negative number, rounded up. */
export function workingDaysLeft(calendar: Calendar, now: Moment, due: Moment): number {
  const day = minutesOfDay(calendar)
  return Temporal.Instant.compare(now, due) <= 0
    ? Math.floor(workingMinutes(calendar, now, due) / day)
    : -Math.max(1, Math.ceil(workingMinutes(calendar, due, now) / day))
}
