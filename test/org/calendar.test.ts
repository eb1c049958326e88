import { describe, expect, test } from 'vitest'
import { addWorking, isWorkingTime, type Calendar } from '../../src/domain/calendar.ts'
import { calendarOf } from '../../src/org/calendar.ts'
import { parseOrg } from '../../src/org/parse-org.ts'

/** The calendar of an org file with these lines about it. */
function calendar(lines: object, timezone = 'Asia/Shanghai'): Calendar {
  const org = {
    ...{ name: 'county', timezone, calendar: lines },
    units: [{ code: 'county', kind: 'county', name: 'county' }],
    categories: [{ code: 'other', name: 'other' }],
  }
  const read = parseOrg(JSON.stringify(org), 'org.yaml')
  if ('faults' in read) throw new Error(read.faults.join('\n'))
  return calendarOf(read.org)
}

const office = ['08:30-12:00', '13:30-17:30']
const usual = calendar({})
const own = calendar({
  closures: ['2026-11-30', '2026-12-24..2026-12-25'],
  workdays: ['2026-12-05'],
})
const perDay = calendar({
  hours: {
    ...{
      monday: office,
      tuesday: office,
      wednesday: office,
      thursday: ['08:30-12:00', '13:30-19:00'],
    },
    ...{ friday: ['08:30-11:30'], saturday: ['09:00-12:00'] },
  },
})
const fourDays = calendar({
  hours: { monday: office, tuesday: office, wednesday: office, thursday: office },
})
const berlin = calendar(
  { country: 'DE', hours: { saturday: ['10:00-14:00'], monday: office } },
  'Europe/Berlin',
)
const shifts = calendar(
  {
    country: 'DE',
    hours: Object.fromEntries(
      ['friday', 'saturday', 'sunday', 'monday'].map((day) => [day, ['00:00-24:00']]),
    ),
  },
  'Europe/Berlin',
)

const at = ({ timezone }: Calendar, local: string) =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(timezone).toInstant()

// prettier-ignore
const worked: [remark: string, calendar: Calendar, local: string, isWorked: boolean][] = [
  ['an ordinary Saturday', usual, '2026-03-21 10:00', false],
  ['a make-up Saturday has the hours of the longest day', usual, '2026-02-14 17:00', true],
  ['a make-up Sunday', usual, '2026-09-20 10:00', true],
  ['a Monday within Spring Festival', usual, '2026-02-23 10:00', false],
  ['a closure', own, '2026-11-30 10:00', false],
  ['the last day of a range of closures', own, '2026-12-25 10:00', false],
  ['the day after it', own, '2026-12-28 10:00', true],
  ['a make-up day of its own', own, '2026-12-05 17:00', true],
  ['the Saturday after it', own, '2026-12-12 10:00', false],
  ['a short Friday, in the morning', perDay, '2026-03-20 11:00', true],
  ['a short Friday, later', perDay, '2026-03-20 11:45', false],
  ['a long Thursday', perDay, '2026-03-19 18:30', true],
  ['a Saturday that has hours', perDay, '2026-03-21 11:00', true],
  ['a make-up Saturday that has hours of its own keeps them', perDay, '2026-02-14 15:00', false],
  ['a make-up Sunday has those of the long Thursday', perDay, '2026-09-20 18:30', true],
  ['a Saturday that has hours, within Spring Festival', perDay, '2026-02-21 11:00', false],
  ['a weekday that is not named', fourDays, '2026-03-20 10:00', false],
  ['a make-up Saturday after it', fourDays, '2026-02-14 10:00', true],
  ['a Saturday of another country', berlin, '2026-03-21 11:00', true],
  ['a public holiday on such a Saturday', berlin, '2026-12-26 11:00', false],
]

describe('an organisation works on its own days and hours', () => {
  test.each(worked)('%s', (_remark, given, local, isWorked) => {
    expect(isWorkingTime(given, at(given, local))).toBe(isWorked)
  })
})

// prettier-ignore
const due: [remark: string, calendar: Calendar, from: string, amount: number, unit: 'hours' | 'days', due: string][] = [
  ['one day over a closure', own, '2026-11-27 10:00', 1, 'days', '2026-12-01 10:00'],
  ['hours over a closure', own, '2026-11-27 16:30', 2, 'hours', '2026-12-01 09:30'],
  ['one day to a make-up Saturday of its own', own, '2026-12-04 10:00', 1, 'days', '2026-12-05 10:00'],
  ['over closures and the weekend behind them', own, '2026-12-23 17:00', 1, 'hours', '2026-12-28 09:00'],
  ['from a long Thursday to a short Friday: clipped', perDay, '2026-03-19 18:00', 1, 'days', '2026-03-20 11:30'],
  ['from a short Friday to a short Saturday', perDay, '2026-03-20 11:00', 1, 'days', '2026-03-21 11:00'],
  ['hours over a short Friday', perDay, '2026-03-19 18:00', 5, 'hours', '2026-03-21 10:00'],
  ['Friday evening of four days', fourDays, '2026-03-20 20:00', 1, 'days', '2026-03-23 17:30'],
  ['a make-up Saturday counts where Friday is free', fourDays, '2026-02-12 10:00', 1, 'days', '2026-02-14 10:00'],
  ['Saturday to Monday over a clock that goes forward', berlin, '2026-03-28 13:00', 2, 'hours', '2026-03-30 09:30'],
  ['a night of 23 hours', shifts, '2026-03-28 20:00', 8, 'hours', '2026-03-29 05:00'],
  ['a night of 25 hours', shifts, '2026-10-24 20:00', 8, 'hours', '2026-10-25 03:00'],
]

describe('its deadlines run in its own time', () => {
  test.each(due)('%s', (_remark, given, from, amount, unit, expected) => {
    const end = addWorking(given, at(given, from), { amount, unit })
    const local = end.toZonedDateTimeISO(given.timezone).toPlainDateTime().toString()
    expect(local.replace('T', ' ').slice(0, 16)).toBe(expected)
  })
})
