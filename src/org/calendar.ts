import type { Calendar } from '../domain/calendar.ts'
import type { Org } from '../domain/organisation.ts'
import { dayKinds } from './holidays.ts'

/**
 * The calendar of an organisation. Its own dates come before those of its country; a plain day is worked if its
 * weekday has hours.
 */
export function calendarOf({ timezone, calendar }: Org): Calendar {
  const { hours } = calendar
  const closures = new Set(calendar.closures)
  const workdays = new Set(calendar.workdays)
  const kindOf = dayKinds(calendar.country)
  return {
    timezone,
    hours,
    isWorkingDay(date) {
      const day = date.toString()
      if (closures.has(day)) return false
      if (workdays.has(day)) return true
      const kind = kindOf(date)
      return kind === 'plain' ? (hours[date.dayOfWeek - 1] ?? []).length > 0 : kind === 'made_up'
    },
  }
}
