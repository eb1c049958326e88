import type { Moment } from './appeal.ts'
import { momentAt, subtractWorking, type Calendar } from './calendar.ts'
import type { Rules } from './rules.ts'

/** A session of the joint review that is to come: its day, and when its agenda is drawn up. */
export interface Session {
  date: Temporal.PlainDate
  drawAt: Moment
}

/**
 * The next session whose agenda is still to be drawn up: on the weekday of the policy, or, where nobody works on it,
 * on the next day that is worked. Its agenda is drawn up on the working day before, at the last time of day at which
 * reminders are told.
 */
export function nextSession({ org, calendar }: Rules, now: Moment): Session {
  const { review, reminders } = org.policy
  const today = now.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  const monday = today.subtract({ days: today.dayOfWeek - 1 })
  for (let week = 0; ; week += 1) {
    const wished = monday.add({ days: 7 * week + review.weekday - 1 })
    const date = workingDay(calendar, wished, 1)
    const before = workingDay(calendar, date.subtract({ days: 1 }), -1)
    const drawAt = momentAt(calendar, before, Math.max(...reminders.at))
    if (Temporal.Instant.compare(drawAt, now) > 0) return { date, drawAt }
  }
}

/** The session that is not over yet: today's, or the next one, whether its agenda is drawn up or not. */
export function comingDay(rules: Rules, now: Moment): Session {
  let session = nextSession(rules, now.subtract({ hours: 24 * LOOKS_BACK }))
  while (isOver(rules.calendar, session, now)) session = nextSession(rules, session.drawAt)
  return session
}

/** A session that a long holiday moved was drawn up as long before. */
const LOOKS_BACK = 21

function isOver(calendar: Calendar, { date }: Session, now: Moment): boolean {
  const closing = closingOf(calendar, date.toString())
  return closing === null || Temporal.Instant.compare(closing, now) <= 0
}

/** The next days on which a session could be held, today first if it is one that is worked. */
export function sessionDays(calendar: Calendar, now: Moment, count: number): Temporal.PlainDate[] {
  const days: Temporal.PlainDate[] = []
  let day = now.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  while (days.length < count) {
    day = workingDay(calendar, day, 1)
    days.push(day)
    day = day.add({ days: 1 })
  }
  return days
}

/** The end of work on a day that is worked. Null: it is none, or the text is no date. */
export function closingOf(calendar: Calendar, text: string): Moment | null {
  const [, year, month, day] = ISO_DATE.exec(text) ?? []
  if (year === undefined) return null
  const date = Temporal.PlainDate.from({
    year: Number(year),
    month: Number(month),
    day: Number(day),
  })
  if (!calendar.isWorkingDay(date)) return null
  return subtractWorking(calendar, momentAt(calendar, date, MIDNIGHT), NO_TIME)
}

const ISO_DATE = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const MIDNIGHT = 1440
const NO_TIME = { amount: 0, unit: 'hours' } as const

/** The day itself if people work on it, else the nearest in that direction. */
function workingDay(
  calendar: Calendar,
  from: Temporal.PlainDate,
  step: 1 | -1,
): Temporal.PlainDate {
  for (let days = 0; days < DAYS_AT_MOST; days++) {
    const date = from.add({ days: days * step })
    if (calendar.isWorkingDay(date)) return date
  }
  throw new RangeError('The calendar has no working day for a year')
}

const DAYS_AT_MOST = 366
