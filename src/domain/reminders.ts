import type { Moment } from './appeal.ts'
import { momentAt, nextWorkingTime } from './calendar.ts'
import type { Rules } from './rules.ts'

/**
 * When reminders that can wait are told next, after this moment: at the times of day of the policy, on days and at
 * hours that are worked. A time of day before opening, or in a break, means the opening after it.
 */
export function nextReminders({ org, calendar }: Rules, after: Moment): Moment {
  const today = after.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  const times = [...org.policy.reminders.at].sort((a, b) => a - b)
  for (let days = 0; ; days += 1)
    for (const minute of times) {
      const moment = nextWorkingTime(calendar, momentAt(calendar, today.add({ days }), minute))
      if (Temporal.Instant.compare(moment, after) > 0) return moment
    }
}
