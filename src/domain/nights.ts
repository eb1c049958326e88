import type { Moment } from './appeal.ts'

/** When it is that time next, by the organisation's clock. */
export function nextNight(
  now: Moment,
  timezone: string,
  time: Readonly<{ hour: number; minute: number }>,
): Moment {
  const zoned = now.toZonedDateTimeISO(timezone)
  const today = zoned.withPlainTime(time)
  const isOver = Temporal.ZonedDateTime.compare(today, zoned) <= 0
  return (isOver ? today.add({ days: 1 }) : today).toInstant()
}
