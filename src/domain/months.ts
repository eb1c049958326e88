import { nextWorkingTime } from './calendar.ts'
import type { Moment } from './appeal.ts'
import type { Rules } from './rules.ts'

/**
 * When the month before is looked at next: on the day that the policy names, or the first working day after it, at the
 * first time of reminders.
 */
export function nextMonthly({ calendar, org }: Rules, after: Moment): Moment {
  const { notice, reminders } = org.policy
  const [first = 0] = reminders.at
  const plainTime = { hour: Math.floor(first / 60), minute: first % 60 }
  const today = after.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  // A long holiday may push a day near the end of a month into the next one.
  for (let ahead = -1; ; ahead++) {
    const month = today.toPlainYearMonth().add({ months: ahead })
    let day = month.toPlainDate({ day: notice.day })
    while (!calendar.isWorkingDay(day)) day = day.add({ days: 1 })
    const wished = day.toZonedDateTime({ timeZone: calendar.timezone, plainTime }).toInstant()
    const at = nextWorkingTime(calendar, wished)
    if (Temporal.Instant.compare(at, after) > 0) return at
  }
}

/** The month that is to be looked at now, such as `2026-10`: the one before that whose day came last. */
export function monthLookedAt({ calendar, org }: Rules, now: Moment): string {
  const today = now.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  const hasCome = today.day >= org.policy.notice.day
  return today
    .toPlainYearMonth()
    .subtract({ months: hasCome ? 1 : 2 })
    .toString()
}
