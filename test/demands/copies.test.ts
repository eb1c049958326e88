import { describe, expect, it } from 'vitest'
import { alikePairs } from '../../src/demands/alike-pairs.ts'
import { copiesOf, gatherCopies, shareElsewhere, STRETCH_MS } from '../../src/demands/copies.ts'
import { groupLetters, rarityAmong } from '../../src/demands/group.ts'
import { ALONE, BUS, letter, PLANT } from './letters.ts'

const SAID = '路灯不亮'
const gathered = (letters: Parameters<typeof gatherCopies>[0], stretch = STRETCH_MS) =>
  gatherCopies(letters, stretch).map(({ indexes }) => indexes)

describe('letters that say the same', () => {
  const KNOWN = { title: 'lamp', category: 'light', place: 'here' }
  const one = letter('one', SAID, KNOWN)

  it.each([
    ['at another place', { place: 'there' }, true],
    ['of another household', { household: 'other' }, true],
    ['on the next day', { day: 1 }, true],
    ['with another end, far below', { text: `${SAID}${'。'.repeat(400)}x` }, false],
    ['under another title', { title: 'dark' }, false],
    ['of another category', { category: 'road' }, false],
    ['two months later', { day: 60 }, false],
  ])('%s', (_name, other, areCopies) => {
    const letters = [one, letter('two', SAID, { ...KNOWN, ...other })]
    expect(gathered(letters)).toEqual(areCopies ? [[0, 1]] : [[0], [1]])
  })

  it('are one whenever they were written, where time says nothing', () => {
    expect(gathered([one, { ...one, at: one.at + 90 * STRETCH_MS }], Infinity)).toEqual([[0, 1]])
  })

  it('stand for the middle of their times', () => {
    const days = [0, 1, 8].map((day) => letter(`day-${day}`, SAID, { day }))
    const [copies] = gatherCopies(days, Infinity)
    expect(((copies?.at ?? 0) - (days[0]?.at ?? 0)) / (24 * 3_600_000)).toBeCloseTo(3)
  })
})

it.each([
  [['a', 'a', 'b'], ['a', 'c'], 4 / 6],
  [['a', null], ['a', 'b', null], 1 / 6],
  [['a'], ['a'], 0],
  [[null], ['a'], 0],
  [['a'], ['b'], 1],
])('of %j and %j the places differ in this share of pairs', (some, others, share) => {
  const at = (places: readonly (string | null)[]) =>
    gatherCopies(
      places.map((place, index) => letter(String(index), SAID, { place })),
      Infinity,
    )[0] ?? copiesOf(letter('', ''))
  expect(shareElsewhere(at(some), at(others))).toBeCloseTo(share)
  expect(shareElsewhere(at(others), at(some))).toBeCloseTo(share)
})

describe('what is kept to compare letters', () => {
  it('does not grow with copies: six thousand letters of two dozen are grouped as two dozen', () => {
    const different = [...PLANT, ...BUS, ...ALONE]
    const many = Array.from({ length: 6_000 }, (_, index) => ({
      ...(different[index % different.length] ?? letter('', '')),
      ...{ id: String(index), household: String(index % 997), place: `place ${index % 50}` },
    }))
    const copies = gatherCopies(many, STRETCH_MS)
    expect(copies).toHaveLength(24)
    expect(alikePairs(copies, rarityAmong(many)).likeness.length).toBeLessThan((24 * 23) / 2)
    const members = groupLetters(many).map((demand) => demand.members.length)
    expect(members.reduce((sum, one) => sum + one, 0)).toBe(6_000)
    expect(members.filter((one) => one % 250 !== 0)).toEqual([])
  })

  it('has a limit where all differ, and those most alike stay', () => {
    const all = Array.from({ length: 60 }, (_, index) =>
      letter(String(index), `${PLANT[index % PLANT.length]?.text ?? ''} ${index}`),
    )
    const copies = gatherCopies(all, STRETCH_MS)
    const rarity = rarityAmong(all)
    const [every, some] = [alikePairs(copies, rarity), alikePairs(copies, rarity, 300)]
    expect(every.likeness.length).toBeGreaterThan(1_000)
    expect(some.likeness.length).toBeLessThanOrEqual(300)
    // Of the last letter five pairs, with letters that say the same but for a number.
    const ofLast = [...some.seconds.keys()].filter((at) => some.seconds[at] === 59)
    expect(ofLast.map((at) => (some.firsts[at] ?? 0) % PLANT.length)).toEqual(Array(5).fill(5))
  })
})
