import type { Appeal, Moment } from './appeal.ts'
import { addWorking, nextWorkingTime, type Calendar, type WorkSpan } from './calendar.ts'
import type { Deadline } from './organisation.ts'
import { deadlineOf, type Rules } from './rules.ts'

type Paced = Pick<Appeal, 'category' | 'urgency'>

/** The clock on which the deadlines of an appeal run: what is urgent knows neither night nor holiday. */
export function clockOf(
  { calendar }: Pick<Rules, 'calendar'>,
  { urgency }: Pick<Appeal, 'urgency'>,
): Calendar {
  return urgency === 'urgent' ? { ...AROUND_THE_CLOCK, timezone: calendar.timezone } : calendar
}

/**
 * When a unit that gets an appeal now must have signed for it, been heard by its resident, or replied. An urgent one has the organisation's
 * urgent time around the clock, or the time of its category in working hours: whichever is over first.
 */
export function dueAfter(
  rules: Rules,
  { category, urgency }: Paced,
  now: Moment,
  until: keyof Deadline,
): Moment {
  const usual = addWorking(rules.calendar, now, deadlineOf(rules, category)[until])
  if (urgency === 'normal') return usual
  return earlier(usual, addWorking(clockOf(rules, { urgency }), now, rules.org.urgent[until]))
}

/**
 * When people may be told of an appeal by something that can wait: quiet hours are those in which nobody works, and
 * what is urgent does not wait for their end.
 */
export function whenToTell(rules: Rules, appeal: Pick<Appeal, 'urgency'>, wished: Moment): Moment {
  return nextWorkingTime(clockOf(rules, appeal), wished)
}

export function earlier(a: Moment, b: Moment): Moment {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b
}

export function later(a: Moment, b: Moment): Moment {
  return earlier(a, b) === a ? b : a
}

const WHOLE_DAY: readonly WorkSpan[] = [{ from: 0, to: 1440 }]
const AROUND_THE_CLOCK: Omit<Calendar, 'timezone'> = {
  hours: Array.from({ length: 7 }, () => WHOLE_DAY),
  isWorkingDay: () => true,
}
