import type { Moment } from '../domain/appeal.ts'
import type { Locale } from '../flows/facts.ts'
import { t } from './i18n.ts'
import type { Key } from './resources.ts'

/** 24-hour clock, weekday and month by their short names. English days come before months. */
const FORMATS = { 'zh-CN': 'zh-CN', en: 'en-GB' } as const satisfies Record<Locale, string>

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * A moment as people say it: `Wed 25 Nov, 17:30`, `today 23 Nov, 17:30`; another year is named.
 * The date always stands there: a card is read on other days than it was written.
 */
export function sayMoment(moment: Moment, now: Moment, timezone: string, locale: Locale): string {
  const parts = partsOf(moment, timezone, locale)
  return t(locale)(keyOf(moment, now, timezone), {
    ...parts,
    time: `${parts.hour}:${parts.minute}`,
  })
}

function keyOf(moment: Moment, now: Moment, timezone: string): Key {
  const day = moment.toZonedDateTimeISO(timezone).toPlainDate()
  const today = now.toZonedDateTimeISO(timezone).toPlainDate()
  switch (today.until(day).days) {
    case 0:
      return 'when:today'
    case 1:
      return 'when:tomorrow'
    case -1:
      return 'when:yesterday'
    default:
      return day.year === today.year ? 'when:day' : 'when:year'
  }
}

/** A date on a button: `Wed 25 Nov`. */
export function sayDate(date: Temporal.PlainDate, locale: Locale): string {
  const midnight = date.toZonedDateTime('UTC').toInstant()
  return t(locale)('when:date', { ...partsOf(midnight, 'UTC', locale) })
}

/** `2 working days left`, `1 day late`. `days` is rounded down, so -1 is the first day late. */
export function sayLeft(days: number, locale: Locale): string {
  if (days < 0) return t(locale)('when:late', { count: -days })
  if (days === 0) return t(locale)('when:left_none')
  return t(locale)('when:left', { count: days })
}

/** `Nov`: the calendar month in which a moment lies, or one that is so many months earlier. */
export function sayMonth(moment: Moment, timezone: string, locale: Locale, earlier = 0): string {
  const day = moment.toZonedDateTimeISO(timezone).toPlainDate().with({ day: 1 })
  return day.subtract({ months: earlier }).toLocaleString(FORMATS[locale], { month: 'short' })
}

/** The same few moments stand on card after card. */
const said = new Map<string, Parts>()
const SAID_MOST = 10_000

function partsOf(moment: Moment, timezone: string, locale: Locale): Parts {
  const key = `${Math.floor(moment.epochMilliseconds / 60_000)} ${locale} ${timezone}`
  const known = said.get(key)
  if (known) return known
  const parts = formatted(moment, timezone, locale)
  if (said.size >= SAID_MOST) said.clear()
  said.set(key, parts)
  return parts
}

function formatted(moment: Moment, timezone: string, locale: Locale): Parts {
  const parts: Parts = { year: '', month: '', day: '', weekday: '', hour: '', minute: '' }
  for (const { type, value } of formatFor(timezone, locale).formatToParts(
    moment.epochMilliseconds,
  )) {
    if (type in parts) parts[type as keyof Parts] = value
  }
  return parts
}

type Parts = Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute', string>

function formatFor(timezone: string, locale: Locale): Intl.DateTimeFormat {
  const key = `${locale} ${timezone}`
  let format = formats.get(key)
  if (format === undefined) {
    format = new Intl.DateTimeFormat(FORMATS[locale], {
      timeZone: timezone,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formats.set(key, format)
  }
  return format
}
