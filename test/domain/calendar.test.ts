import { describe, expect, test } from 'vitest'
import {
  addWorking,
  addWorkingMinutes,
  isWorkingTime,
  minutesOfDay,
  nextWorkingTime,
  workingMinutes,
  type Calendar,
  type WorkSpan,
} from '../../src/domain/calendar.ts'

const span = (from: string, to: string): WorkSpan => ({ from: minute(from), to: minute(to) })
const minute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

function calendar(timezone: string, hours: WorkSpan[], given: Partial<Calendar> = {}): Calendar {
  return {
    timezone,
    hours: Array.from({ length: 7 }, () => hours),
    isWorkingDay: (date) => date.dayOfWeek <= 5,
    ...given,
  }
}

const officeHours = [span('08:30', '12:00'), span('13:30', '17:30')]
const off = /2026-02-(1[5-9]|2[0-3])|2026-10-0[1-7]/
const madeUp = ['2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10']
const county = calendar('Asia/Shanghai', officeHours, {
  isWorkingDay: (date) =>
    madeUp.includes(date.toString()) || (date.dayOfWeek <= 5 && !off.test(date.toString())),
})
const roundTheClock = calendar('Europe/Berlin', [span('00:00', '24:00')], {
  isWorkingDay: () => true,
})
const berlin = calendar('Europe/Berlin', officeHours)

/** `2026-03-20 17:00` in the time zone of the calendar. */
const at = (given: Calendar, local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local.replace(' ', 'T')).toZonedDateTime(given.timezone).toInstant()
const local = (given: Calendar, moment: Temporal.Instant): string =>
  moment.toZonedDateTimeISO(given.timezone).toPlainDateTime().toString().replace('T', ' ')

// prettier-ignore
const durations: [remark: string, calendar: Calendar, from: string, amount: number, unit: 'hours' | 'days', due: string][] = [
  ['within a morning', county, '2026-03-18 09:00', 2, 'hours', '2026-03-18 11:00'],
  ['ends with the morning', county, '2026-03-18 10:00', 2, 'hours', '2026-03-18 12:00'],
  ['over the lunch break', county, '2026-03-18 11:00', 2, 'hours', '2026-03-18 14:30'],
  ['asked in the lunch break', county, '2026-03-18 12:30', 2, 'hours', '2026-03-18 15:30'],
  ['over night', county, '2026-03-18 17:00', 2, 'hours', '2026-03-19 10:00'],
  ['before opening', county, '2026-03-18 06:00', 2, 'hours', '2026-03-18 10:30'],
  ['Friday evening', county, '2026-03-20 20:00', 2, 'hours', '2026-03-23 10:30'],
  ['Friday, just before closing', county, '2026-03-20 17:29', 2, 'hours', '2026-03-23 10:29'],
  ['midnight', county, '2026-03-19 00:00', 1, 'hours', '2026-03-19 09:30'],
  ['half an hour', county, '2026-03-18 09:00', 0.5, 'hours', '2026-03-18 09:30'],
  ['a whole week of hours', county, '2026-03-18 09:00', 37.5, 'hours', '2026-03-25 09:00'],
  ['a make-up Saturday is worked', county, '2026-02-13 17:00', 2, 'hours', '2026-02-14 10:00'],
  ['over Spring Festival', county, '2026-02-14 17:00', 1, 'hours', '2026-02-24 09:00'],
  ['over National Day', county, '2026-09-30 17:30', 1, 'hours', '2026-10-08 09:30'],
  ['seconds are kept', county, '2026-03-18 11:59:30', 1, 'hours', '2026-03-18 14:29:30'],
  ['one day: the same time tomorrow', county, '2026-03-18 10:15', 1, 'days', '2026-03-19 10:15'],
  ['one day from Friday', county, '2026-03-20 16:00', 1, 'days', '2026-03-23 16:00'],
  ['one day from Friday evening counts from Monday', county, '2026-03-20 18:00', 1, 'days', '2026-03-23 17:30'],
  ['one day from the closing minute counts from tomorrow', county, '2026-03-18 17:30', 1, 'days', '2026-03-19 17:30'],
  ['one day from Saturday', county, '2026-03-21 10:00', 1, 'days', '2026-03-23 17:30'],
  ['one day from the lunch break', county, '2026-03-18 12:30', 1, 'days', '2026-03-19 12:00'],
  ['one day, and Saturday is made up', county, '2026-02-13 10:00', 1, 'days', '2026-02-14 10:00'],
  ['one day over Spring Festival', county, '2026-02-14 10:00', 1, 'days', '2026-02-24 10:00'],
  ['five days over National Day, a make-up Saturday in it', county, '2026-09-28 10:00', 5, 'days', '2026-10-10 10:00'],
  ['no day: the next working time', county, '2026-03-18 18:00', 0, 'days', '2026-03-19 08:30'],
  ['no hour: the next working time', county, '2026-03-18 18:00', 0, 'hours', '2026-03-19 08:30'],
  ['clocks go forward over the weekend', berlin, '2026-03-27 17:00', 1, 'hours', '2026-03-30 09:00'],
  ['one day over it keeps the time of day', berlin, '2026-03-27 10:00', 1, 'days', '2026-03-30 10:00'],
  ['clocks go back over the weekend', berlin, '2026-10-23 17:00', 1, 'hours', '2026-10-26 09:00'],
  ['a night shift of 23 hours', roundTheClock, '2026-03-29 00:00', 24, 'hours', '2026-03-30 01:00'],
  ['a night shift of 25 hours', roundTheClock, '2026-10-25 00:00', 24, 'hours', '2026-10-25 23:00'],
  ['half past two does not exist that day', roundTheClock, '2026-03-28 02:30', 1, 'days', '2026-03-29 03:30'],
]

describe('a duration of work ends when so much has been worked', () => {
  test.each(durations)('%s', (_remark, given, from, amount, unit, due) => {
    expect(local(given, addWorking(given, at(given, from), { amount, unit }))).toBe(
      due.length > 16 ? due : `${due}:00`,
    )
  })
})

test('a shorter day clips the time of day into its hours', () => {
  const hours = Array.from({ length: 7 }, () => officeHours)
  hours[4] = [span('09:00', '11:00'), span('11:30', '12:00')] // Friday
  const shortFriday = { ...county, hours }
  const day = { amount: 1, unit: 'days' } as const
  const due = (from: string): string =>
    local(shortFriday, addWorking(shortFriday, at(county, from), day))
  expect(due('2026-03-19 08:30')).toBe('2026-03-19 17:30:00')
  expect(due('2026-03-19 11:15')).toBe('2026-03-20 11:00:00')
  expect(due('2026-03-19 16:00')).toBe('2026-03-20 12:00:00')
})

// prettier-ignore
const stretches: [remark: string, calendar: Calendar, from: string, to: string, minutes: number][] = [
  ['a morning', county, '2026-03-18 08:30', '2026-03-18 12:00', 210],
  ['the lunch break', county, '2026-03-18 12:00', '2026-03-18 13:30', 0],
  ['a full day', county, '2026-03-18 00:00', '2026-03-19 00:00', 450],
  ['a night', county, '2026-03-18 17:30', '2026-03-19 08:30', 0],
  ['a weekend', county, '2026-03-20 17:30', '2026-03-23 08:30', 0],
  ['a week', county, '2026-03-16 00:00', '2026-03-23 00:00', 2250],
  ['a week with a make-up Saturday', county, '2026-02-09 00:00', '2026-02-16 00:00', 2700],
  ['Spring Festival', county, '2026-02-14 17:30', '2026-02-24 08:30', 0],
  ['National Day', county, '2026-09-30 17:30', '2026-10-08 08:30', 0],
  ['nothing', county, '2026-03-18 10:00', '2026-03-18 10:00', 0],
  ['backwards', county, '2026-03-18 11:00', '2026-03-18 10:00', 0],
  ['a begun minute does not count', county, '2026-03-18 10:00:00', '2026-03-18 10:01:59', 1],
  ['a night of 23 hours', roundTheClock, '2026-03-29 00:00', '2026-03-30 00:00', 23 * 60],
  ['a night of 25 hours', roundTheClock, '2026-10-25 00:00', '2026-10-26 00:00', 25 * 60],
]

describe('only time that people work counts', () => {
  test.each(stretches)('%s', (_remark, given, from, to, minutes) => {
    expect(workingMinutes(given, at(given, from), at(given, to))).toBe(minutes)
  })
})

test('a moment is working time from opening to before closing', () => {
  const isOpen = (time: string): boolean => isWorkingTime(county, at(county, `2026-03-18 ${time}`))
  expect(['08:29', '08:30', '11:59', '12:00', '13:30', '17:29', '17:30'].map(isOpen)).toEqual([
    ...[false, true, true, false, true, true, false],
  ])
  expect(isWorkingTime(county, at(county, '2026-03-21 10:00'))).toBe(false)
})

test('the next working time is now, or the next opening', () => {
  const next = (from: string): string => local(county, nextWorkingTime(county, at(county, from)))
  expect(next('2026-03-18 10:00')).toBe('2026-03-18 10:00:00')
  expect(next('2026-03-18 12:00')).toBe('2026-03-18 13:30:00')
  expect(next('2026-02-14 18:00')).toBe('2026-02-24 08:30:00')
})

test('a working day is as long as the longest of the week', () => {
  expect(minutesOfDay(county)).toBe(450)
  expect(minutesOfDay(roundTheClock)).toBe(1440)
})

test('what was added is what is counted, from any moment, in any zone', () => {
  for (const given of [county, berlin, roundTheClock])
    for (const [from, minutes] of samples(given)) {
      const to = addWorkingMinutes(given, from, minutes)
      expect(workingMinutes(given, from, to), `${from.toString()} + ${minutes}`).toBe(minutes)
    }
})

test('two stretches that meet are as long as both together', () => {
  for (const given of [county, berlin, roundTheClock])
    for (const [from, minutes] of samples(given)) {
      const middle = from.add({ minutes })
      const end = middle.add({ minutes: minutes % 5000 })
      expect(workingMinutes(given, from, middle) + workingMinutes(given, middle, end)).toBe(
        workingMinutes(given, from, end),
      )
    }
})

function* samples(given: Calendar): Generator<[from: Temporal.Instant, minutes: number]> {
  let seed = 11
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 150; round++)
    yield [at(given, '2026-01-01 00:00').add({ minutes: next(525_600) }), next(3000)]
}

test('a calendar that never opens is refused instead of searched for ever', () => {
  const closed = calendar('Asia/Shanghai', officeHours, { isWorkingDay: () => false })
  const now = at(closed, '2026-03-18 10:00')
  expect(() => nextWorkingTime(closed, now)).toThrow(RangeError)
  expect(() => addWorking(closed, now, { amount: 1, unit: 'days' })).toThrow(RangeError)
  expect(workingMinutes(closed, now, now.add({ hours: 24 * 365 }))).toBe(0)
})
