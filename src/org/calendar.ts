import type { Calendar } from '../domain/calendar.ts'
import type { Org } from '../domain/organisation.ts'
import { workingDays } from './holidays.ts'

/** The calendar of an organisation: its hours on every day that is a working day in its country. */
export function calendarOf(org: Org): Calendar {
  return {
    timezone: org.timezone,
    // On each weekday: a make-up Saturday is worked like any other day.
    hours: Array.from({ length: 7 }, () => org.calendar.hours),
    isWorkingDay: workingDays(org.calendar.country),
  }
}
