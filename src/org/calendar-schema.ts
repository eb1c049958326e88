import { z } from 'zod'
import { list, map } from './shapes.ts'

/*
 * When an organisation works: hours of each weekday, and dates of its own that are free or made up.
 */

const spanForm = 'hours such as "08:30-12:00", the beginning before the end'
const workSpan = z
  .string({ error: spanForm })
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: spanForm })
  .transform((given) => {
    const [from = 0, to = 0] = given.split('-').map(minuteOfDay)
    return { from, to }
  })
  .refine(({ from, to }) => from < to, { error: spanForm })

function minuteOfDay(clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

const spans = list(workSpan, `a list of ${spanForm}`).superRefine((day, context) => {
  for (const [at, span] of day.entries())
    if (span.from < (day[at - 1]?.to ?? 0))
      context.addIssue({ code: 'custom', path: [at], message: 'hours after the ones before it' })
})
type Spans = z.output<typeof spans>

const WEEKDAYS = [
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
] as const

const oneList = spans
  .min(1, { error: `a list of ${spanForm}` })
  .transform((same) => WEEKDAYS.map((_name, day): Spans => (day < 5 ? same : [])))
const week = map(
  Object.fromEntries(WEEKDAYS.map((name) => [name, spans.default([])])),
  `a list of ${spanForm}; or a map of weekdays to such lists`,
)
  .refine((days) => Object.values(days).some((day) => day.length > 0), {
    error: 'at least one weekday with hours',
  })
  .transform((days) => WEEKDAYS.map((name): Spans => days[name] ?? []))

/** Seven lists, Monday first. One list for all stands for Monday to Friday. */
const hours = z.unknown().transform((given, context): Spans[] => {
  const read = (Array.isArray(given) ? oneList : week).safeParse(given)
  if (read.success) return read.data
  // As if the right one of both had stood here: a mistake keeps its place in the list.
  for (const issue of read.error.issues)
    context.issues.push(
      issue.code === 'unrecognized_keys'
        ? { ...issue, input: undefined }
        : { code: 'custom', path: issue.path, message: issue.message, input: given },
    )
  return z.NEVER
})

/** Longer ones are a mistake in a year. */
const RANGE_DAYS_AT_MOST = 366

const rangeForm =
  'a date such as "2026-12-24", or a range "2026-12-24..2026-12-26" of a year at most'
const dates = list(
  z.string({ error: rangeForm }).transform((given, context) => {
    const days = datesOf(given)
    if (days) return days
    context.addIssue({ code: 'custom', message: rangeForm })
    return z.NEVER
  }),
  `a list of dates: ${rangeForm}`,
).transform((lists) => [...new Set(lists.flat())])

function datesOf(range: string): string[] | null {
  if (!/^\d{4}-\d\d-\d\d(\.\.\d{4}-\d\d-\d\d)?$/.test(range)) return null
  const [first, last = first] = range.split('..').map(dateOf)
  if (!first || !last) return null
  const { days } = first.until(last, { largestUnit: 'days' })
  if (days < 0 || days >= RANGE_DAYS_AT_MOST) return null
  return Array.from({ length: days + 1 }, (_one, ahead) => first.add({ days: ahead }).toString())
}

/** Null: no such day. */
function dateOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

const countryForm = 'a country by two capital letters such as CN'

export const calendar = map(
  {
    country: z
      .string({ error: countryForm })
      .regex(/^[A-Z]{2}$/, { error: countryForm })
      .default('CN'),
    hours: hours.prefault(['08:30-12:00', '13:30-17:30']),
    closures: dates.prefault([]),
    workdays: dates.prefault([]),
  },
  'a calendar { country, hours, closures, workdays }',
).superRefine(({ closures, workdays }, context) => {
  const both = closures.find((date) => workdays.includes(date))
  if (both !== undefined)
    context.addIssue({
      code: 'custom',
      path: ['workdays'],
      message: `dates that are not among closures, as ${both} is`,
    })
})
