import { createRequire } from 'node:module'
import chineseDays from 'chinese-days'

/** `holiday`: nobody works, whatever weekday it is. `made_up`: worked, to make up for one. `plain`: as its weekday is. */
export type DayKind = 'holiday' | 'made_up' | 'plain'
export type DayKinds = (date: Temporal.PlainDate) => DayKind

/**
 * What kind of day a date is in a country, by its two-letter code. China with its make-up days; other countries with
 * their public holidays. Years that have not been announced yet, and countries that nobody knows, have plain days only.
 */
export function dayKinds(country: string): DayKinds {
  const kindOf = country === 'CN' ? kindInChina : kindByHolidays(country)
  const known = new Map<string, DayKind>()
  return (date) => {
    const day = date.toString()
    const kind = known.get(day) ?? kindOf(date)
    known.set(day, kind)
    return kind
  }
}

/** Knows 2004 to the year the State Council announced last; after that every day is plain. */
function kindInChina({ year, month, day, dayOfWeek }: Temporal.PlainDate): DayKind {
  // A local noon: the package reads a text as midnight in Greenwich, which is the day before in America.
  const { work, name } = chineseDays.getDayDetail(new Date(year, month - 1, day, 12))
  const isWeekend = dayOfWeek > 5
  if (work === !isWeekend) {
    // A weekend within a holiday is part of it; any other has the weekday for a name.
    return work || !name.includes(',') ? 'plain' : 'holiday'
  }
  return work ? 'made_up' : 'holiday'
}

type Holidays = typeof import('date-holidays').default

function kindByHolidays(country: string): DayKinds {
  // Only where it is needed: the package takes a quarter of a second to load, and 40 MB.
  const Holidays = createRequire(import.meta.url)('date-holidays') as Holidays
  const holidays = new Holidays(country)
  const years = new Map<number, Set<string>>()
  return (date) => {
    const ofYear = years.get(date.year) ?? daysOf(holidays.getHolidays(date.year))
    years.set(date.year, ofYear)
    return ofYear.has(date.toString()) ? 'holiday' : 'plain'
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
