import type { Moment } from '../domain/appeal.ts'

/** From the first moment on, up to the second, which is no part of it. */
export interface Period {
  from: Moment
  to: Moment
}

/** The calendar month in which a moment lies, or one that is so many months earlier. */
export function monthOf(moment: Moment, timezone: string, earlier = 0): Period {
  const day = moment.toZonedDateTimeISO(timezone).toPlainDate()
  const month = day.toPlainYearMonth().subtract({ months: earlier })
  const begin = (one: Temporal.PlainYearMonth) =>
    one.toPlainDate({ day: 1 }).toZonedDateTime(timezone).toInstant()
  return { from: begin(month), to: begin(month.add({ months: 1 })) }
}
