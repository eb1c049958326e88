import { describe, expect, it } from 'vitest'
import { partsOf } from '../../src/demands/backing.ts'
import type { Letter } from '../../src/demands/letter.ts'
import { nextNight } from '../../src/demands/night.ts'
import type { Grouped } from '../../src/demands/order.ts'
import { labelIn, membersAfter, settle, type Run } from '../../src/demands/settle.ts'

/** Letters `a1 b1 …`: the household is the first character. */
const letter = (id: string): Letter => ({
  ...{ id, title: null, text: `dark stairs ${id}`, at: 0 },
  ...{ household: id.charAt(0), place: null, category: null },
})

function run(change: {
  letters: string
  groups: string[]
  demands?: Run['demands']
  owners?: Record<string, number>
  returned?: Grouped['returned']
  label?: string
  joiners?: Record<string, string[]>
}): Run {
  const ids = change.letters.split(' ')
  const groups = change.groups.map((members) => ({
    label: partsOf(change.label ?? '', members.split(' ').map(letter)),
    members: members.split(' '),
  }))
  return {
    grouped: { groups, returned: change.returned ?? [], lastYear: [] },
    demands: change.demands ?? [],
    owners: new Map(Object.entries(change.owners ?? {})),
    letters: new Map(ids.map((id) => [id, letter(id)])),
    households: new Map(ids.map((id) => [id, [id.charAt(0), ...(change.joiners?.[id] ?? [])]])),
  }
}

const found = { state: 'found' } as const

describe('A group', () => {
  it('of three households is a new demand, of two that write a lot it is none', () => {
    const given = run({ letters: 'a1 b1 c1 d1 d2 d3 e1', groups: ['a1 b1 c1', 'd1 d2 d3 e1'] })
    expect(settle(given)).toEqual({ same: new Map(), fresh: [0] })
  })

  it('of two letters behind which three households stand is one, too', () => {
    const given = run({ letters: 'a1 b1', groups: ['a1 b1'], joiners: { a1: ['c'] } })
    expect(settle(given).fresh).toEqual([0])
  })

  it('that is known stays known, however few are left', () => {
    const given = run({
      letters: 'a1 b1',
      groups: ['a1 b1'],
      demands: [{ id: 7, ...found }],
      owners: { a1: 7 },
    })
    expect(settle(given)).toEqual({ same: new Map([[0, 7]]), fresh: [] })
  })

  it('of new letters is a demand that rested, if they are about the same', () => {
    const given = run({
      ...{ letters: 'a1 b1 c1', groups: ['a1 b1 c1'], demands: [{ id: 7, state: 'confirmed' }] },
      returned: [
        ['a1', 7],
        ['b1', 7],
      ],
    })
    expect(settle(given).same).toEqual(new Map([[0, 7]]))
  })
})

describe('A letter', () => {
  const demands = [
    { id: 7, ...found },
    { id: 8, ...found },
  ]
  const after = (given: Run, ids: [number, number][]) =>
    Object.fromEntries(membersAfter(given, new Map(ids)))

  it('follows its group from one demand to another', () => {
    const given = run({ letters: 'a1 b1', groups: ['a1 b1'], demands, owners: { a1: 7, b1: 8 } })
    expect(after(given, [[0, 8]])).toEqual({ a1: 8, b1: 8 })
  })

  it('leaves a demand that goes on without it', () => {
    const given = run({
      letters: 'a1 b1 c1',
      groups: ['a1 b1'],
      demands,
      owners: { a1: 7, b1: 7, c1: 7 },
    })
    expect(after(given, [[0, 7]])).toEqual({ a1: 7, b1: 7, c1: null })
  })

  it('stays with a demand that rests', () => {
    const given = run({ letters: 'a1 b1 c1', groups: ['b1 c1'], demands, owners: { a1: 7 } })
    expect(after(given, [])).toEqual({ a1: 7, b1: null, c1: null })
  })

  it('that came alone belongs to the resting demand that it is about', () => {
    const given = run({ letters: 'a1', groups: [], demands, returned: [['a1', 8]] })
    expect(after(given, [])).toEqual({ a1: 8 })
  })
})

describe('The label of a group', () => {
  it('is made of words that are still kept', () => {
    const given = run({ letters: 'a1 b1 c1', groups: ['a1 b1 c1'], label: 'dark stairs' })
    expect(labelIn(given, 0, new Set(['a1', 'c1']))).toBe('dark stairs')
    expect(labelIn(given, 0, new Set(['a1']))).toBe('')
  })
})

describe('The night for it', () => {
  it.each([
    ['2026-11-23T02:59:59+08:00', '2026-11-23T03:00:00+08:00'],
    ['2026-11-23T03:00:00+08:00', '2026-11-24T03:00:00+08:00'],
    ['2026-11-23T23:00:00+08:00', '2026-11-24T03:00:00+08:00'],
  ])('after %s is %s', (now, expected) => {
    const night = nextNight(Temporal.Instant.from(now), 'Asia/Shanghai')
    expect(night.equals(Temporal.Instant.from(expected))).toBe(true)
  })
})
