import { describe, expect, test } from 'vitest'
import { dayKinds } from '../../src/org/holidays.ts'

describe('a day is a holiday, made up, or plain, as its country has it', () => {
  test.each([
    ['CN', '2026-02-13', 'plain', 'the Friday before Spring Festival'],
    ['CN', '2026-02-14', 'made_up', 'a make-up Saturday'],
    ['CN', '2026-02-15', 'holiday', 'Spring Festival begins on a Sunday'],
    ['CN', '2026-02-21', 'holiday', 'a Saturday within it'],
    ['CN', '2026-02-23', 'holiday', 'its ninth day, a Monday'],
    ['CN', '2026-02-24', 'plain', 'back at work'],
    ['CN', '2026-02-28', 'made_up', 'the second make-up Saturday'],
    ['CN', '2026-03-21', 'plain', 'an ordinary Saturday'],
    ['CN', '2026-03-23', 'plain', 'an ordinary Monday'],
    ['CN', '2026-09-20', 'made_up', 'a make-up Sunday before National Day'],
    ['CN', '2026-10-01', 'holiday', 'National Day'],
    ['CN', '2026-10-07', 'holiday', 'its seventh day, a Wednesday'],
    ['CN', '2026-10-08', 'plain', 'back at work'],
    ['CN', '2026-10-10', 'made_up', 'a make-up Saturday'],
    ['CN', '2041-10-01', 'plain', 'a Tuesday of a year not announced: weekends only'],
    ['CN', '2041-10-05', 'plain', 'a Saturday of such a year'],
    ['DE', '2026-04-03', 'holiday', 'Good Friday'],
    ['DE', '2026-04-06', 'holiday', 'Easter Monday'],
    ['DE', '2026-04-07', 'plain', 'the Tuesday after'],
    ['DE', '2026-10-31', 'plain', 'a Saturday'],
    ['DE', '2026-12-24', 'plain', 'Christmas Eve is no public holiday'],
    ['DE', '2026-12-26', 'holiday', 'a public holiday on a Saturday'],
    ['GB', '2027-12-27', 'holiday', 'a substitute day'],
    ['XX', '2026-12-25', 'plain', 'a country that nobody knows: weekends only'],
    ['XX', '2026-12-26', 'plain', 'a Saturday there'],
  ])('%s %s: %s, %s', (country, date, expected) => {
    expect(dayKinds(country)(Temporal.PlainDate.from(date))).toBe(expected)
  })
})

test('the answer does not depend on the time zone of the machine', () => {
  const zone = process.env.TZ
  try {
    for (const machine of ['America/New_York', 'Asia/Shanghai', 'Pacific/Auckland']) {
      process.env.TZ = machine
      const kindOf = dayKinds('CN')
      expect(kindOf(Temporal.PlainDate.from('2026-02-14')), machine).toBe('made_up')
      expect(kindOf(Temporal.PlainDate.from('2026-03-23')), machine).toBe('plain')
    }
  } finally {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  }
})
