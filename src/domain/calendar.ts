/** Deadlines in working time. Days are working days, not 24 hours; hours are hours of work. */
export interface WorkDuration {
  amount: number
  unit: 'hours' | 'days'
}

/** Minutes since midnight; the end does not belong to it. `to` may be 1440. */
export interface WorkSpan {
  from: number
  to: number
}

/** When people work. What is a holiday comes in as a function: the domain knows no country. */
export interface Calendar {
  /** IANA name. */
  timezone: string
  /**
   * Monday first, seven lists; each in order and without overlap. Valid on a working day only; one whose list is
   * empty is made up, and has the hours of the longest day of the week.
   */
  hours: readonly (readonly WorkSpan[])[]
  isWorkingDay: (date: Temporal.PlainDate) => boolean
}

/**
 * When a duration of work is over. Hours: working time is counted up. Days: the same time of day so many
 * working days later, clipped into that day's hours. A moment outside working hours, the closing minute included,
 * counts from the next opening; what would be due at an opening is due at the closing before it, which is the
 * same working minute and the one that people mean.
 */
export function addWorking(
  calendar: Calendar,
  from: Temporal.Instant,
  duration: WorkDuration,
): Temporal.Instant {
  if (duration.unit === 'hours') return addWorkingMinutes(calendar, from, duration.amount * 60)
  const start = nextWorkingTime(calendar, from).toZonedDateTimeISO(calendar.timezone)
  let date = start.toPlainDate()
  for (let left = duration.amount; left > 0; left--) date = nextWorkingDay(calendar, date)
  const due = clipped(calendar, date, start.toPlainTime())
  return duration.amount > 0 ? closingBefore(calendar, date, due) : due
}

/** The moment at which so many minutes have been worked since `from`. Nought: the next working time. */
export function addWorkingMinutes(
  calendar: Calendar,
  from: Temporal.Instant,
  minutes: number,
): Temporal.Instant {
  let left = Math.round(minutes * MINUTE)
  for (const span of spansFrom(calendar, from)) {
    if (left <= span.to - span.from) return instant(span.from + left)
    left -= span.to - span.from
  }
  throw new RangeError('The calendar has no working time for ten years')
}

/**
 * When a duration of work has to begin to be over at this moment. Days: the same time of day so many working days
 * before, clipped into that day's hours.
 */
export function subtractWorking(
  calendar: Calendar,
  end: Temporal.Instant,
  duration: WorkDuration,
): Temporal.Instant {
  if (duration.unit === 'hours') return subtractWorkingMinutes(calendar, end, duration.amount * 60)
  const local = end.toZonedDateTimeISO(calendar.timezone)
  let date = local.toPlainDate()
  for (let left = duration.amount; left > 0; left--) date = nextWorkingDay(calendar, date, -1)
  return clipped(calendar, date, local.toPlainTime())
}

/** The latest moment from which so many minutes have been worked until `end`. */
export function subtractWorkingMinutes(
  calendar: Calendar,
  end: Temporal.Instant,
  minutes: number,
): Temporal.Instant {
  let left = Math.round(minutes * MINUTE)
  let date = end.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  for (let day = 0; day < DAYS_AT_MOST; day++) {
    for (const span of spansOf(calendar, date).toReversed()) {
      const worked = Math.min(span.to, end.epochMilliseconds) - span.from
      if (worked <= 0) continue
      if (left <= worked) return instant(span.from + worked - left)
      left -= worked
    }
    date = date.subtract({ days: 1 })
  }
  throw new RangeError('The calendar has no working time for ten years')
}

/** Minutes of work between two moments, whole ones unless told otherwise; 0 when the second is not after the first. */
export function workingMinutes(
  calendar: Calendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
  round: (minutes: number) => number = Math.floor,
): number {
  const end = to.epochMilliseconds
  if (end <= from.epochMilliseconds) return 0
  let sum = 0
  for (const span of spansFrom(calendar, from)) {
    if (span.from >= end) break
    sum += Math.min(span.to, end) - span.from
  }
  return round(sum / MINUTE)
}

export function isWorkingTime(calendar: Calendar, moment: Temporal.Instant): boolean {
  return nextWorkingTime(calendar, moment).epochMilliseconds === moment.epochMilliseconds
}

/** The moment itself while people work, else the next opening. */
export function nextWorkingTime(calendar: Calendar, from: Temporal.Instant): Temporal.Instant {
  for (const span of spansFrom(calendar, from)) return instant(span.from)
  throw new RangeError('The calendar has no working time for ten years')
}

/** When the date after that of `from` begins. */
export function startOfTomorrow(calendar: Calendar, from: Temporal.Instant): Temporal.Instant {
  const date = from.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  return instant(startOf(calendar, date.add({ days: 1 }), 0))
}

/** A time of day on a date, by the minutes since midnight. */
export function momentAt(
  calendar: Pick<Calendar, 'timezone'>,
  date: Temporal.PlainDate,
  minute: number,
): Temporal.Instant {
  return instant(startOf(calendar, date, minute))
}

/** Working minutes of a full day: the longest of the week. */
export function minutesOfDay(calendar: Pick<Calendar, 'hours'>): number {
  return lengthOf(longestDay(calendar))
}

function longestDay({ hours }: Pick<Calendar, 'hours'>): readonly WorkSpan[] {
  return hours.reduce((longest, day) => (lengthOf(day) > lengthOf(longest) ? day : longest))
}

function lengthOf(day: readonly WorkSpan[]): number {
  return day.reduce((sum, span) => sum + span.to - span.from, 0)
}

const MINUTE = 60_000
/** A calendar that never opens must not hang the desk. */
const DAYS_AT_MOST = 3660

/** Stretches of work from a moment on, as milliseconds since 1970; the first is cut to begin no earlier. */
function* spansFrom(calendar: Calendar, from: Temporal.Instant): Generator<WorkSpan> {
  const begin = from.epochMilliseconds
  let date = from.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  for (let day = 0; day < DAYS_AT_MOST; day++) {
    for (const span of spansOf(calendar, date))
      if (span.to > begin) yield { from: Math.max(span.from, begin), to: span.to }
    date = date.add({ days: 1 })
  }
}

const known = new WeakMap<Calendar, Map<string, readonly WorkSpan[]>>()

/** The stretches of one date: worked out once, for every appeal asks for the same few weeks. */
function spansOf(calendar: Calendar, date: Temporal.PlainDate): readonly WorkSpan[] {
  const dates = known.get(calendar) ?? new Map<string, readonly WorkSpan[]>()
  known.set(calendar, dates)
  const day = date.toString()
  const spans = dates.get(day) ?? stretchesOf(calendar, date)
  dates.set(day, spans)
  return spans
}

/** A night of clock change makes them longer or shorter, as people work them. */
function stretchesOf(calendar: Calendar, date: Temporal.PlainDate): WorkSpan[] {
  const hours = hoursOf(calendar, date)
  if (hours.length === 0) return []
  const start = startOf(calendar, date, 0)
  const isPlainDay = startOf(calendar, date, MINUTES_A_DAY) - start === MINUTES_A_DAY * MINUTE
  return hours
    .map((span) =>
      isPlainDay
        ? { from: start + span.from * MINUTE, to: start + span.to * MINUTE }
        : { from: startOf(calendar, date, span.from), to: startOf(calendar, date, span.to) },
    )
    .filter((span) => span.to > span.from)
}

const MINUTES_A_DAY = 1440

function startOf(
  { timezone }: Pick<Calendar, 'timezone'>,
  date: Temporal.PlainDate,
  minute: number,
): number {
  const day = minute === MINUTES_A_DAY ? date.add({ days: 1 }) : date
  const plainTime = { hour: Math.floor(minute / 60) % 24, minute: minute % 60 }
  return day.toZonedDateTime({ timeZone: timezone, plainTime }).epochMilliseconds
}

function hoursOf(calendar: Calendar, date: Temporal.PlainDate): readonly WorkSpan[] {
  if (!calendar.isWorkingDay(date)) return []
  const own = calendar.hours[date.dayOfWeek - 1] ?? []
  return own.length > 0 ? own : longestDay(calendar)
}

/** The next date that is worked; with a step of -1 the one before. */
function nextWorkingDay(
  calendar: Calendar,
  date: Temporal.PlainDate,
  step: 1 | -1 = 1,
): Temporal.PlainDate {
  for (let days = 1; days < DAYS_AT_MOST; days++) {
    const next = date.add({ days: days * step })
    if (hoursOf(calendar, next).length > 0) return next
  }
  throw new RangeError('The calendar has no working day for ten years')
}

function clipped(
  calendar: Calendar,
  date: Temporal.PlainDate,
  time: Temporal.PlainTime,
): Temporal.Instant {
  const wished = date.toZonedDateTime({ timeZone: calendar.timezone, plainTime: time })
  const spans = spansOf(calendar, date)
  const begun = spans.filter((span) => span.from <= wished.epochMilliseconds).at(-1)
  if (!begun) return instant(spans[0]?.from ?? wished.epochMilliseconds)
  return instant(Math.min(begun.to, wished.epochMilliseconds))
}

/** The moment itself, unless work opens at it: then the end of the stretch of work before. */
function closingBefore(
  calendar: Calendar,
  date: Temporal.PlainDate,
  due: Temporal.Instant,
): Temporal.Instant {
  const at = due.epochMilliseconds
  if (!spansOf(calendar, date).some((span) => span.from === at)) return due
  for (let days = 0; days < DAYS_AT_MOST; days++) {
    const before = spansOf(calendar, date.subtract({ days })).findLast((span) => span.to <= at)
    if (before) return instant(before.to)
  }
  return due
}

function instant(milliseconds: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(milliseconds)
}
