import type { Moment } from '../domain/appeal.ts'

/** From the first moment on, up to the second, which is no part of it. */
export interface Period {
  from: Moment
  to: Moment
}

/** A period as it was known at a moment: answers that came later are not in it, nor the appeals that are left out. */
export interface Scope extends Period {
  knownAt?: Moment
  /** Appeal numbers. */
  without?: readonly string[]
}

/** The calendar month in which a moment lies, or one that is so many months earlier. */
export function monthOf(moment: Moment, timezone: string, earlier = 0): Period {
  const day = moment.toZonedDateTimeISO(timezone).toPlainDate()
  const month = day.toPlainYearMonth().subtract({ months: earlier })
  const begin = (one: Temporal.PlainYearMonth) =>
    one.toPlainDate({ day: 1 }).toZonedDateTime(timezone).toInstant()
  return { from: begin(month), to: begin(month.add({ months: 1 })) }
}

/** The month of that name, such as `2026-10`. Throws for what names none. */
export function monthNamed(month: string, timezone: string): Period {
  const day = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 15 })
  return monthOf(day.toZonedDateTime(timezone).toInstant(), timezone)
}
