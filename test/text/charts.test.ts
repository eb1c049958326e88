import { describe, expect, it } from 'vitest'
import { rank } from '../../src/figures/rank.ts'
import type { BoardChart, RankingChart } from '../../src/reports/spec.ts'
import { LOCALES } from '../../src/text/i18n.ts'
import { createRenderer } from '../../src/text/render.ts'
import { answers } from '../figures/units.ts'
import { BOARD } from '../support/figure-samples.ts'
import { POLICY } from '../support/policy.ts'
import { names, NOW, TIMEZONE } from '../support/samples.ts'

const renderer = createRenderer(names, TIMEZONE)
const policy = POLICY.notice
const ends = { best: ['anshun'], backward: ['housing'] }
const units = ['anshun', 'hongning', 'housing'].map((unit, at) => answers(unit, [30 - 5 * at, 30]))
const { ranked } = rank(units, policy)
const ranking = (locale: 'zh-CN' | 'en') =>
  renderer.chart(
    { chart: 'ranking', kind: 'community', month: NOW, ranked, policy, ...ends },
    locale,
    NOW,
  ) as RankingChart

describe('The picture of a ranking', () => {
  it('has a whisker whose left end is the score that ranks, with the share inside', () => {
    const { rows } = ranking('en')
    expect(rows.map(({ low }) => low)).toEqual(ranked.map(({ score }) => score))
    for (const { low, share, high } of rows) {
      expect(low).toBeLessThanOrEqual(share)
      expect(share).toBeLessThanOrEqual(high + 1e-9)
    }
  })

  it('shows k of n beside each, and tells the best and the backward apart', () => {
    const { rows } = ranking('en')
    expect(rows.map(({ base, tone }) => [base, tone])).toEqual([
      ['30 / 30', 'best'],
      ['25 / 30', 'plain'],
      ['20 / 30', 'backward'],
    ])
    expect(rows[0]?.label).toBe('1. Anshun Community')
  })
})

describe('A picture', () => {
  it.each(LOCALES)('has all its words in the language of its reader: %s', (locale) => {
    const board = renderer.chart({ chart: 'board', view: BOARD }, locale, NOW) as BoardChart
    const words = [
      ...[board.title, board.note, board.open.title, board.late.title, board.late.none],
      ...[...board.open.bars, ...board.late.bars].map(({ label }) => label),
      ...[board.months.title, ...board.months.labels],
      ...board.months.lines.map(({ label }) => label),
      ...[ranking(locale).title, ranking(locale).note, ranking(locale).rows[0]?.label],
    ]
    for (const one of words) {
      if (locale === 'en') expect(one).toMatch(/^[\x20-\x7e\u00b7]+$/u)
      else expect(one).toMatch(/\p{Script=Han}/u)
    }
  })
})
