import type { Appeal, Moment } from './appeal.ts'
import {
  addWorking,
  addWorkingMinutes,
  minutesOfDay,
  workingMinutes,
  type Calendar,
} from './calendar.ts'
import type { Case } from './guards.ts'
import type { ClockMove } from './lifecycle.ts'
import { deadlineOf } from './rules.ts'

type ClockFields = Pick<Appeal, 'assignedAt' | 'acceptDue' | 'due' | 'paused'>

/**
 * What an act does to the deadlines. The clock starts with the first assignment and never
 * starts again: a later unit gets a new time to sign for it, not a new time to reply. A pause
 * ends with the unit whose question it was.
 */
export function moveClock(move: ClockMove, given: Case): ClockFields {
  const { assignedAt, acceptDue, due, paused } = given.appeal
  const same = { assignedAt, acceptDue, due, paused }
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
      return { ...same, acceptDue: null, paused: null, due: halfDeadline(given) }
  }
}

function start({ appeal, now, rules }: Case): ClockFields {
  const deadline = deadlineOf(rules, appeal.category)
  return {
    assignedAt: appeal.assignedAt ?? now,
    acceptDue: addWorking(rules.calendar, now, deadline.accept),
    due: dueNow({ appeal, now, rules }) ?? addWorking(rules.calendar, now, deadline.resolve),
    paused: null,
  }
}

/** When it is due if the clock runs from now on. What was late before a pause is due at once after it. */
function dueNow({ appeal, now, rules }: Pick<Case, 'appeal' | 'now' | 'rules'>) {
  if (!appeal.paused) return appeal.due
  const left = appeal.paused.minutesLeft
  return left > 0 ? addWorkingMinutes(rules.calendar, now, left) : now
}

/** Working minutes until due; negative when it is late already. */
export function minutesLeft({ appeal, now, rules }: Case): number {
  if (!appeal.due) return 0
  return Temporal.Instant.compare(now, appeal.due) <= 0
    ? workingMinutes(rules.calendar, now, appeal.due)
    : -workingMinutes(rules.calendar, appeal.due, now)
}

/** Half of the category's time, counted in working minutes from now. */
function halfDeadline({ appeal, now, rules }: Case) {
  const whole = addWorking(rules.calendar, now, deadlineOf(rules, appeal.category).resolve)
  const minutes = Math.ceil(workingMinutes(rules.calendar, now, whole) / 2)
  return addWorkingMinutes(rules.calendar, now, minutes)
}

/** Working days until due, rounded down; once it is late, the days of lateness as a negative number, rounded up. */
export function workingDaysLeft(calendar: Calendar, now: Moment, due: Moment): number {
  const day = minutesOfDay(calendar)
  return Temporal.Instant.compare(now, due) <= 0
    ? Math.floor(workingMinutes(calendar, now, due) / day)
    : -Math.max(1, Math.ceil(workingMinutes(calendar, due, now) / day))
}
