import { describe, expect, it } from 'vitest'
import { sayLeft, sayMoment } from '../../src/text/when.ts'

const NOW = Temporal.Instant.from('2026-11-23T02:05:00Z')

describe('a moment is said as people say it', () => {
  it.each([
    ['the same day', '2026-11-23T09:30:00Z', '11月23日 今天 17:30', 'today 23 Nov, 17:30'],
    ['the next day', '2026-11-24T00:30:00Z', '11月24日 明天 08:30', 'tomorrow 24 Nov, 08:30'],
    ['the day before', '2026-11-22T09:30:00Z', '11月22日 昨天 17:30', 'yesterday 22 Nov, 17:30'],
    [
      'after midnight there, before midnight elsewhere',
      '2026-11-23T16:10:00Z',
      '11月24日 明天 00:10',
      'tomorrow 24 Nov, 00:10',
    ],
    ['later this month', '2026-11-25T09:30:00Z', '11月25日 周三 17:30', 'Wed 25 Nov, 17:30'],
    ['another month', '2026-12-01T09:30:00Z', '12月1日 周二 17:30', 'Tue 1 Dec, 17:30'],
    ['another year', '2027-01-04T09:30:00Z', '2027年1月4日 17:30', '4 Jan 2027, 17:30'],
  ])('%s', (_, moment, chinese, english) => {
    const instant = Temporal.Instant.from(moment)
    expect(sayMoment(instant, NOW, 'Asia/Shanghai', 'zh-CN')).toBe(chinese)
    expect(sayMoment(instant, NOW, 'Asia/Shanghai', 'en')).toBe(english)
  })

  it('with its date, so that a card that is read later still tells the truth', () => {
    for (const hours of [0, 24, -24, 72]) {
      const said = sayMoment(NOW.add({ hours }), NOW, 'Asia/Shanghai', 'en')
      expect(said).toMatch(/\d+ Nov/u)
    }
  })

  it('in the time zone of the county', () => {
    const instant = Temporal.Instant.from('2026-11-25T09:30:00Z')
    expect(sayMoment(instant, NOW, 'Europe/Berlin', 'en')).toBe('Wed 25 Nov, 10:30')
  })
})

describe('the days that are left', () => {
  it.each([
    [2, '还剩 2 个工作日', '2 working days left'],
    [1, '还剩 1 个工作日', '1 working day left'],
    [0, '不到 1 个工作日了', 'less than a working day left'],
    [-1, '已超 1 天', '1 day late'],
    [-3, '已超 3 天', '3 days late'],
  ])('%i', (days, chinese, english) => {
    expect(sayLeft(days, 'zh-CN')).toBe(chinese)
    expect(sayLeft(days, 'en')).toBe(english)
  })
})
