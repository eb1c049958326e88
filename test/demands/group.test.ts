import { describe, expect, it } from 'vitest'
import { assignLetters, groupLetters } from '../../src/demands/group.ts'
import { ALONE, BUS, letter, PLANT } from './letters.ts'

const idsOf = (letters: readonly { id: string }[]) => letters.map(({ id }) => id)
const EVERYTHING = [...ALONE.slice(0, 7), ...BUS, ...PLANT, ...ALONE.slice(7)]

describe('letters become demands', () => {
  it('by what they are about, in Chinese and English, the strongest first; the others are in none', () => {
    const demands = groupLetters(EVERYTHING)
    expect(demands.map(({ members }) => members)).toEqual([idsOf(PLANT), idsOf(BUS)])
    expect(demands.map(({ strength }) => strength)).toEqual([6, 4])
  })

  it('whatever order they come in', () => {
    const sorted = (letters: typeof EVERYTHING) =>
      groupLetters(letters).map(({ members }) => members.toSorted())
    expect(sorted(EVERYTHING.toReversed())).toEqual(sorted(EVERYTHING))
  })

  it('named by the place and the matter that most of them name', () => {
    expect(groupLetters(EVERYTHING).map(({ label }) => label)).toEqual([
      '柳泉花园 · 石料场',
      'bus · Weaver Lane',
    ])
  })

  it('counted in households: one who writes again and again is one', () => {
    const again = Array.from({ length: 20 }, (_, index) =>
      letter(`again-${index}`, `第${index}次反映柳泉花园石料场扬尘`, { household: 'plant-0' }),
    )
    const [first] = groupLetters([...EVERYTHING, ...again])
    expect(first).toMatchObject({ strength: 6, households: 6 })
    expect(first?.members).toHaveLength(26)
  })

  it('never out of one household alone, however often it writes', () => {
    const again = PLANT.map((one) => ({ ...one, household: 'one' }))
    expect(groupLetters([...ALONE, ...again])).toEqual([])
  })

  it('each counting for itself where nobody knows who wrote', () => {
    const unsigned = PLANT.map((one) => ({ ...one, household: null }))
    expect(groupLetters([...ALONE, ...unsigned])[0]?.strength).toBe(6)
  })

  it.each([
    ['another place', { place: 'elsewhere' }],
    ['another category', { category: 'other' }],
    ['most of a year between', { day: 330 }],
  ])('%s speaks against being one matter', (_evidence, other) => {
    const [half, rest] = [PLANT.slice(0, 3), PLANT.slice(3)]
    const known = { place: 'here', category: 'dust' }
    const here = half.map(({ id, text }) => letter(id, text, known))
    const there = rest.map(({ id, text }) => letter(id, text, { ...known, ...other }))
    const demands = groupLetters([...ALONE, ...here, ...there])
    expect(demands.some(({ members }) => members.length === PLANT.length)).toBe(false)
  })

  it('not by a chain in which each is only a little like the next', () => {
    const subjects = ['石料场扬尘', '公交车停运', '路灯不亮', '下水道堵塞', '电梯故障', '物业涨价']
    const chain = subjects.map((subject, index) =>
      letter(`chain-${index}`, `${subject}，${subjects[index + 1] ?? '垃圾没人收'}`),
    )
    const largest = groupLetters([...ALONE, ...chain])[0]?.members.length ?? 0
    expect(largest).toBeLessThan(subjects.length / 2 + 1)
  })

  it('out of nothing, or out of letters without words, none', () => {
    expect(groupLetters([])).toEqual([])
    expect(groupLetters([letter('a', ''), letter('b', ' '), letter('c', '。。。')])).toEqual([])
  })
})

describe('a label', () => {
  it('never has words that one household alone used', () => {
    const again = Array.from({ length: 8 }, (_, index) =>
      letter(`again-${index}`, '柳泉花园石料场扬尘，尉迟恭反映', { household: 'plant-0' }),
    )
    const [first] = groupLetters([...EVERYTHING, ...again])
    expect(first?.members).toHaveLength(PLANT.length + again.length)
    expect(first?.label).toBe('柳泉花园 · 石料场')
  })
})

describe('older letters', () => {
  const groups = [{ members: PLANT }, { members: BUS }]

  it('belong to the demand whose letters they are like, however long ago', () => {
    const older = [
      letter('dust', '去年就反映过柳泉花园边上石料场扬尘', { day: -365 }),
      letter('ride', 'Bus 12 never stops at Weaver Lane', { day: -400 }),
      letter('none', '低保申请要哪些材料', { day: -365 }),
    ]
    expect(assignLetters(older, groups)).toEqual(
      new Map([
        ['dust', 0],
        ['ride', 1],
      ]),
    )
  })

  it('belong to none where there is none', () => {
    expect(assignLetters(PLANT, [])).toEqual(new Map())
  })
})
