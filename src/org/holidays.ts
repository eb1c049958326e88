import { createRequire } from 'node:module'
import chineseDays from 'chinese-days'

type IsWorkingDay = (date: Temporal.PlainDate) => boolean

/**
 * Which days are worked in a country, by its two-letter code. China with its make-up days; other countries without
 * their public holidays. Years that have not been announced yet, and countries that nobody knows, have weekends only.
 */
export function workingDays(country: string): IsWorkingDay {
  const isWorked = country === 'CN' ? isWorkedInChina : withoutHolidays(country)
  const known = new Map<string, boolean>()
  return (date) => {
    const day = date.toString()
    const isWorkingDay = known.get(day) ?? isWorked(date)
    known.set(day, isWorkingDay)
    return isWorkingDay
  }
}

/** Knows 2004 to the year the State Council announced last; after that Monday to Friday. */
function isWorkedInChina({ year, month, day }: Temporal.PlainDate): boolean {
  // A local noon: the package reads a text as midnight in Greenwich, which is the day before in America.
  return chineseDays.isWorkday(new Date(year, month - 1, day, 12))
}

type Holidays = typeof import('date-holidays').default

function withoutHolidays(country: string): IsWorkingDay {
  // Only where it is needed: the package takes a quarter of a second to load, and 40 MB.
  const Holidays = createRequire(import.meta.url)('date-holidays') as Holidays
  const holidays = new Holidays(country)
  const years = new Map<number, Set<string>>()
  return (date) => {
    if (date.dayOfWeek > 5) return false
    const ofYear = years.get(date.year) ?? daysOf(holidays.getHolidays(date.year))
    years.set(date.year, ofYear)
    return !ofYear.has(date.toString())
  }
}

interface Holiday {
  date: string
  start: Date
  end: Date
  type: string
}

const dayMilliseconds = 86_400_000

/** The dates on which all rest; a holiday of several days counts in full, half days and observances do not. */
function daysOf(holidays: readonly Holiday[]): Set<string> {
  const days = new Set<string>()
  for (const { date, start, end, type } of holidays) {
    if (type !== 'public') continue
    const first = Temporal.PlainDate.from(date.slice(0, 10))
    // A day of clock change has 23 or 25 hours.
    const length = Math.round((end.getTime() - start.getTime()) / dayMilliseconds)
    for (let day = 0; day < length; day++) days.add(first.add({ days: day }).toString())
  }
  return days
}
