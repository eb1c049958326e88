/** When letters are grouped: nobody works, and the day's letters are all there. */
const HOUR = 3

/** The next night's run, in the desk's own time of day. */
export function nextNight(now: Temporal.Instant, timezone: string): Temporal.Instant {
  const present = now.toZonedDateTimeISO(timezone)
  const tonight = present.withPlainTime({ hour: HOUR })
  const isPast = Temporal.ZonedDateTime.compare(tonight, present) <= 0
  return (isPast ? tonight.add({ days: 1 }) : tonight).toInstant()
}
