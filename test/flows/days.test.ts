import { describe, expect, it } from 'vitest'
import { daysAsked, daysInWords } from '../../src/flows/words/days.ts'

describe('Days in words', () => {
  it.each([
    ['figures', '3天', 3],
    ['full-width figures', '３天', 3],
    ['a Chinese number', '三天', 3],
    ['two, as it is counted', '两天', 2],
    ['ten', '十天', 10],
    ['ten and five', '十五天', 15],
    ['two tens', '二十天', 20],
    ['two tens and three', '二十三天', 23],
    ['a hundred', '一百天', 100],
    ['working days', '十个工作日', 10],
    ['with a blank', '5 个工作日', 5],
    ['within days', '3日内完成', 3],
    ['weeks', '两周', 14],
    ['a week', '一个星期', 7],
    ['half a month', '半个月', 15],
    ['a month', '一个月', 30],
    ['English', '3 days', 3],
    ['short', '3d', 3],
    ['a short week', '1w', 7],
    ['words', 'two weeks', 14],
    ['one', 'a week', 7],
    ['with words between', 'five more working days', 5],
    ['with a dash', '10-day', 10],
    ['the wished one, not the first', '已经停电3天,需要延期5天', 5],
    ['the wished one, not the last', '延期5天，因为已经停电3天', 5],
    ['the wished one', 'off for 3 days, need 5 more days', 5],
    ['the third day is no span', '第3天才修', null],
    ['a date is no span', '5月12日', null],
    ['none', '等配件', null],
    ['none', 'wait for the part', null],
    ['no telephone', '13800138000天', null],
  ])('%s: %s: %s', (_remark, text, days) => {
    expect(daysInWords(text)).toBe(days)
  })

  it.each([
    ['the usual', 'ask_extension', '', 3],
    ['weeks of five working days', 'ask_extension', '两周', 10],
    ['at most', 'ask_extension', '90 days', 30],
    ['at least', 'ask_extension', '0天', 1],
    ['the usual', 'ask_suspension', '', 30],
    ['plain weeks', 'ask_suspension', '两周', 14],
    ['at most', 'ask_suspension', '一百天', 90],
  ] as const)('%s: %s of %o: %i', (_remark, what, words, days) => {
    expect(daysAsked(what, words)).toBe(days)
  })
})
