import { describe, expect, it } from 'vitest'
import { radar, type RadarFacts } from '../../src/figures/radar.ts'
import { POLICY } from '../support/policy.ts'

const NOTHING: RadarFacts = {
  replies: [],
  satisfied: [],
  returns: [],
  pressed: [],
  asked: new Map(),
}

/** Replies of one unit: minutes left, and what they say. */
const replies = (unit: string, ...given: [minutesLeft: number | null, digest?: string][]) =>
  given.map(([minutesLeft, digest], at) => ({
    ...{ unit, number: `${unit}${at}`, minutesLeft, digest: digest ?? `${unit} ${at}` },
  }))
const times = <One>(count: number, one: One): One[] => Array.from({ length: count }, () => one)
const signs = (facts: Partial<RadarFacts>) =>
  radar({ ...NOTHING, ...facts }, POLICY.radar).map(({ sign, unit, k, n }) => [sign, unit, k, n])

describe('The radar', () => {
  it.each([
    [
      '4 of 10 in the last hour',
      [...times(4, [60]), ...times(6, [61])],
      [['last_hour', 'a', 4, 10]],
    ],
    ['3 of 10 is what the policy allows', [...times(3, [0]), ...times(7, [900])], []],
    ['9 replies are too few', times(9, [30]), []],
    ['late ones are late, and nothing else', [...times(4, [-1]), ...times(6, [900])], []],
    ['where nothing was due nothing counts', [...times(4, [30]), ...times(6, [null])], []],
  ] as [string, [number | null][], unknown[]][])(
    'sees replies that wait for the last hour: %s',
    (_remark, given, expected) => {
      expect(signs({ replies: replies('a', ...given) })).toEqual(expected)
    },
  )

  it.each([
    ['5 of 6 the same', [...times(5, [900, 'x']), [900, 'y']], [['identical', 'a', 5, 6]]],
    ['4 are not enough', times(4, [900, 'x']), []],
    [
      'two sentences, each often',
      [...times(5, [900, 'x']), ...times(6, [900, 'y'])],
      [
        ['identical', 'a', 6, 11],
        ['identical', 'a', 5, 11],
      ],
    ],
  ] as [string, [number, string][], unknown[]][])(
    'sees replies in the same words: %s',
    (_remark, given, expected) => {
      expect(signs({ replies: replies('a', ...given) })).toEqual(expected)
    },
  )

  it('does not add up the same words of two units', () => {
    const same = [...replies('a', ...times(3, [900, 'x'] as [number, string]))]
    expect(signs({ replies: [...same, ...same.map((one) => ({ ...one, unit: 'b' }))] })).toEqual([])
  })

  it('sees who was satisfied and soon came back', () => {
    const satisfied = [true, false, false].map((isBack, at) => ({
      unit: 'a',
      number: `${at}`,
      isBack,
    }))
    expect(signs({ satisfied })).toEqual([['back', 'a', 1, 3]])
    expect(signs({ satisfied: satisfied.slice(1) })).toEqual([])
  })

  it.each([
    ['to and fro, three times', ['a>b', 'b>a', 'a>b', 'a>c'], [['ping_pong', 'a', 3, 4]]],
    ['twice', ['a>b', 'b>a'], []],
    ['always from the same one', ['a>b', 'a>b', 'a>b'], []],
  ])('sees returns between the same two units: %s', (_remark, given, expected) => {
    const returns = given.map((one, at) => {
      const [unit = '', next = ''] = one.split('>')
      return { unit, next, number: `${at}` }
    })
    expect(signs({ returns })).toEqual(expected)
  })

  it('hears every resident who was asked for a good rating', () => {
    const pressed = [{ unit: 'a', number: '1' }]
    expect(signs({ pressed, asked: new Map([['a', 30]]) })).toEqual([['pressed', 'a', 1, 30]])
  })

  it('names ten appeals at most, each once, and the unit with the most first', () => {
    const pressed = [
      { unit: 'a', number: '1' },
      ...Array.from({ length: 24 }, (_, at) => ({ unit: 'b', number: `${at % 12}` })),
    ]
    const found = radar({ ...NOTHING, pressed }, POLICY.radar)
    expect(found.map(({ unit, numbers }) => [unit, numbers.length])).toEqual([
      ['b', 10],
      ['a', 1],
    ])
    expect(new Set(found[0]?.numbers).size).toBe(10)
  })
})
