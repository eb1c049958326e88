import type { Moment } from '../appeal.ts'
import type { Calendar } from '../calendar.ts'

/** Ways of handling: four-party dialogue, mediation, night visit, public hearing, on the spot. */
export const WAYS = ['dialogue', 'mediation', 'night', 'hearing', 'onsite'] as const
export type Way = (typeof WAYS)[number]

/** Minutes since midnight at which each may begin: morning and afternoon, or the evening, when people are at home. */
const BEGINS: Readonly<Record<Way, readonly number[]>> = {
  dialogue: [540, 870, 1170],
  mediation: [540, 870, 1170],
  night: [1110, 1170, 1230],
  hearing: [540, 870],
  onsite: [540, 660, 870, 990],
}

/** So many days ahead, today included. Weekends too: that is when residents have time. */
const DAYS_AHEAD = 7

export function isWay(given: unknown): given is Way {
  return WAYS.some((way) => way === given)
}

/** The days on which such a meeting may still begin, as `20261123`. */
export function meetingDays(way: Way, calendar: Calendar, now: Moment): string[] {
  const today = now.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => codeOf(today.add({ days: ahead })))
  return days.filter((day) => meetingTimes(way, day, calendar, now).length > 0)
}

/** When such a meeting may begin on that day: what is still to come. Nothing for a day that is none. */
export function meetingTimes(
  way: Way,
  day: string,
  calendar: Pick<Calendar, 'timezone'>,
  now: Moment,
): { time: string; at: Moment }[] {
  const date = dateIn(day)
  if (!date) return []
  return BEGINS[way]
    .map((minute) => {
      const plainTime = { hour: Math.floor(minute / 60), minute: minute % 60 }
      const at = date.toZonedDateTime({ timeZone: calendar.timezone, plainTime }).toInstant()
      const digits = (value: number) => String(value).padStart(2, '0')
      return { time: `${digits(plainTime.hour)}${digits(plainTime.minute)}`, at }
    })
    .filter(({ at }) => Temporal.Instant.compare(at, now) > 0)
}

/** The moment that a choice such as `20261124.0900` names. Null: such a meeting cannot begin then. */
export function meetingAt(
  way: Way,
  day: string,
  time: string,
  calendar: Calendar,
  now: Moment,
): Moment | null {
  if (!meetingDays(way, calendar, now).includes(day)) return null
  const found = meetingTimes(way, day, calendar, now).find((one) => one.time === time)
  return found?.at ?? null
}

function codeOf(date: Temporal.PlainDate): string {
  return date.toString().replaceAll('-', '')
}

function dateIn(day: string): Temporal.PlainDate | null {
  if (!/^\d{8}$/.test(day)) return null
  try {
    return Temporal.PlainDate.from(day)
  } catch {
    return null
  }
}
