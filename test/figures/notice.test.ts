import { describe, expect, it } from 'vitest'
import { noticeOf, type NoticeFacts } from '../../src/figures/notice.ts'
import { monthsIn, spanSheet } from '../../src/figures/sheets.ts'
import { scoreOf } from '../../src/figures/rank.ts'
import { noFigures } from '../../src/figures/unit-figures.ts'
import { canonical } from '../../src/store/canonical.ts'
import { POLICY } from '../support/policy.ts'
import type { OrgUnit, UnitKind } from '../../src/domain/organisation.ts'
import { answers } from './units.ts'

const name = { 'zh-CN': 'x', en: 'x' }
const unit = (code: string, kind: UnitKind): OrgUnit => ({
  ...{ code, kind, parent: kind === 'county' ? null : 'county', name, aliases: [], area: null },
})
const CODES = ['a', 'b', 'c', 'd', 'e']
const org = {
  units: [unit('county', 'county'), ...CODES.map((code) => unit(code, 'community'))],
  policy: POLICY,
}
const none = noFigures('')

function facts(change: Partial<NoticeFacts> = {}): NoticeFacts {
  return {
    ...{ month: '2026-11', knownAt: '2026-12-01T00:30:00Z', introduction: '', remark: '' },
    whole: { now: none, before: none, lastYear: none },
    units: CODES.map((code, at) => answers(code, [30 - 4 * at, 30])),
    ...{ orders: new Map(), explained: [], cases: { good: [], bad: [] }, objections: [] },
    ...change,
  }
}

const [group] = noticeOf(facts(), org).groups

describe('the notice', () => {
  it.each([
    [5, ['a', 'b', 'c'], ['e', 'd']],
    [4, ['a', 'b'], ['d', 'c']],
    [2, ['a'], ['b']],
    [1, ['a'], []],
    [0, [], []],
  ])(
    'of %i ranked names nobody twice, and nobody of the upper half as backward',
    (count, best, backward) => {
      const units = CODES.slice(0, count).map((code, at) => answers(code, [30 - 4 * at, 30]))
      expect(noticeOf(facts({ units }), org).groups[0]).toMatchObject({ best, backward })
    },
  )

  it('ranks only units with answers enough, and says how many the others lack', () => {
    const units = [answers('a', [20, 20]), answers('b', [19, 19]), noFigures('c')]
    expect(noticeOf(facts({ units }), org).groups[0]).toMatchObject({
      ranked: [{ unit: 'a', place: 1 }],
      notRanked: [
        { unit: 'b', answered: 19, difference: { by: 'answers', more: 1 } },
        { unit: 'c', answered: 0, difference: { by: 'answers', more: 20 } },
      ],
    })
  })

  it('compares the county with nobody', () => {
    const units = [answers('county', [30, 30]), answers('a', [30, 30])]
    const content = noticeOf(facts({ units }), org)
    expect(content.units.map((one) => one.unit)).toEqual(['a'])
    expect(content.groups.flatMap(({ ranked }) => ranked.map((one) => one.unit))).toEqual(['a'])
  })

  it('says which rate cost how many points: what is lost to the average is the score below it', () => {
    const ranked = group?.ranked ?? []
    const average = ranked.reduce((sum, { score }) => sum + score, 0) / ranked.length
    for (const { score, costs } of ranked) {
      const lost = costs.response + costs.solution + costs.satisfaction
      expect(lost).toBeCloseTo(average - score, 9)
    }
    expect(ranked.at(-1)?.costs.solution).toBeGreaterThan(0)
    expect(ranked[0]?.costs.solution).toBeLessThan(0)
  })

  it.each([
    [1, 1],
    [20, 1],
    [39, 1],
    [40, 2],
    [100, 5],
  ])('of %i endings lets %i be explanations', (endings, atMost) => {
    const explained = [{ unit: 'a', endings, appeals: [] }]
    expect(noticeOf(facts({ explained }), org).explained[0]?.atMost).toBe(atMost)
  })

  it('has a sheet for every unit, with the rate of its directives and orders', () => {
    const { sheets } = noticeOf(facts({ orders: new Map([['b', { k: 1, n: 4 }]]) }), org)
    expect(sheets.map((one) => one.unit)).toEqual(CODES)
    const orders = sheets[1]?.parts.find(({ part }) => part === 'orders')
    expect(orders).toMatchObject({ points: 25 })
    expect(sheets[0]?.leftOut).toContain('orders')
  })
})

describe('a span', () => {
  it.each([
    ['month', '2026-11', ['2026-11']],
    ['quarter', '2026-11', ['2026-10', '2026-11']],
    ['quarter', '2026-12', ['2026-10', '2026-11', '2026-12']],
    ['quarter', '2026-01', ['2026-01']],
    ['year', '2026-03', ['2026-01', '2026-02', '2026-03']],
  ] as const)('%s up to %s has these months', (span, month, months) => {
    expect(monthsIn(span, month)).toEqual(months)
  })

  it('adds the months that have a notice up, and says how many have none', () => {
    const content = (month: string, k: number) =>
      noticeOf(facts({ month, units: [answers('a', [k, 20])] }), org)
    const contents = [content('2026-09', 1), content('2026-10', 10), content('2026-12', 20)]
    const { sheet, months, missing } = spanSheet('quarter', 'a', contents, '2026-12', POLICY)
    expect([months, missing]).toEqual([['2026-10', '2026-12'], 1])
    const points = scoreOf(answers('a', [30, 40]), POLICY.notice)
    expect(sheet.parts.find(({ part }) => part === 'rates')?.points).toBeCloseTo(points, 9)
  })
})

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [2, { d: null, c: 'x' }] }, '{"a":[2,{"c":"x","d":null}],"b":1}'],
    ['\u516d "x"', '"\u516d \\"x\\""'],
    [[true, 0.1, -0], '[true,0.1,0]'],
  ])('of %o is one text', (value, text) => {
    expect(canonical(value)).toBe(text)
    expect(canonical(JSON.parse(text))).toBe(text)
  })

  it.each([[undefined], [NaN], [Infinity], [{ a: undefined }], [() => 1]])(
    'does not lose %o in silence',
    (value) => {
      expect(() => canonical(value)).toThrow('JSON')
    },
  )
})
