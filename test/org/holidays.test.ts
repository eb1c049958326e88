import { describe, expect, test } from 'vitest'
import { calendarOf } from '../../src/org/calendar.ts'
import { workingDays } from '../../src/org/holidays.ts'
import { smallOrg } from './small-org.ts'

describe('a day is worked or not as its country has it', () => {
  test.each([
    ['CN', '2026-02-13', true, 'the Friday before Spring Festival'],
    ['CN', '2026-02-14', true, 'a make-up Saturday'],
    ['CN', '2026-02-15', false, 'Spring Festival begins on a Sunday'],
    ['CN', '2026-02-23', false, 'its ninth day, a Monday'],
    ['CN', '2026-02-24', true, 'back at work'],
    ['CN', '2026-02-28', true, 'the second make-up Saturday'],
    ['CN', '2026-03-21', false, 'an ordinary Saturday'],
    ['CN', '2026-03-23', true, 'an ordinary Monday'],
    ['CN', '2026-09-20', true, 'a make-up Sunday before National Day'],
    ['CN', '2026-10-01', false, 'National Day'],
    ['CN', '2026-10-07', false, 'its seventh day, a Wednesday'],
    ['CN', '2026-10-08', true, 'back at work'],
    ['CN', '2026-10-10', true, 'a make-up Saturday'],
    ['CN', '2041-10-01', true, 'a Tuesday of a year not announced: weekends only'],
    ['CN', '2041-10-05', false, 'a Saturday of such a year'],
    ['DE', '2026-04-03', false, 'Good Friday'],
    ['DE', '2026-04-06', false, 'Easter Monday'],
    ['DE', '2026-04-07', true, 'the Tuesday after'],
    ['DE', '2026-10-31', false, 'a Saturday'],
    ['DE', '2026-12-24', true, 'Christmas Eve is no public holiday'],
    ['GB', '2027-12-27', false, 'a substitute day'],
    ['XX', '2026-12-25', true, 'a country that nobody knows: weekends only'],
    ['XX', '2026-12-26', false, 'a Saturday there'],
  ])('%s %s: %s, %s', (country, date, expected) => {
    expect(workingDays(country)(Temporal.PlainDate.from(date))).toBe(expected)
  })
})

test('the answer does not depend on the time zone of the machine', () => {
  const zone = process.env.TZ
  try {
    for (const machine of ['America/New_York', 'Asia/Shanghai', 'Pacific/Auckland']) {
      process.env.TZ = machine
      const isWorkingDay = workingDays('CN')
      expect(isWorkingDay(Temporal.PlainDate.from('2026-03-21')), machine).toBe(false)
      expect(isWorkingDay(Temporal.PlainDate.from('2026-03-23')), machine).toBe(true)
    }
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})

test('the hours of the org file hold on every weekday, for a make-up Saturday needs them', () => {
  const org = smallOrg([])
  const calendar = calendarOf(org)
  expect(calendar.timezone).toBe('Asia/Shanghai')
  expect(calendar.hours).toEqual(Array.from({ length: 7 }, () => org.calendar.hours))
})
