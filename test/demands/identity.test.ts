import { describe, expect, it } from 'vitest'
import { identify, type Known } from '../../src/demands/identity.ts'

const lettersOf = (members: string) => members.match(/./gu) ?? []

const known = (id: number, members: string, state: Known['state'] = 'found'): Known => ({
  ...{ id, state },
  members: new Set(lettersOf(members)),
})
const groups = (...of: string[]) => of.map((members) => ({ members: lettersOf(members) }))

describe('Tomorrow’s run', () => {
  it.each<[string, Known[], string[], [number, number][]]>([
    ['knows a demand again by its letters', [known(1, 'abc')], ['abcd'], [[0, 1]]],
    ['calls what shares nothing new', [known(1, 'abc')], ['xyz'], []],
    ['lets what is gone rest', [known(1, 'abc'), known(2, 'xyz')], ['xyz'], [[0, 2]]],
    [
      'gives one name to one group: the larger half keeps it',
      [known(1, 'abcdef')],
      ['ab', 'cdef'],
      [[1, 1]],
    ],
    [
      'gives one group one name: what shares more keeps its',
      [known(1, 'ab'), known(2, 'cdef')],
      ['abcdef'],
      [[0, 2]],
    ],
    [
      'leaves the weaker claim another group',
      [known(1, 'abxy'), known(2, 'cdef')],
      ['abcdef', 'xy'],
      [
        [0, 2],
        [1, 1],
      ],
    ],
    [
      'keeps a topic where a found demand shares more',
      [known(1, 'ab', 'confirmed'), known(2, 'cdef')],
      ['abcdef'],
      [[0, 1]],
    ],
    [
      'keeps what was merged where a found demand shares more',
      [known(1, 'ab', 'merged'), known(2, 'cdef')],
      ['abcdef'],
      [[0, 1]],
    ],
    [
      'lets the stronger of two topics keep its name',
      [known(1, 'ab', 'confirmed'), known(2, 'cdef', 'confirmed')],
      ['abcdef'],
      [[0, 2]],
    ],
    ['knows again what was dismissed', [known(1, 'abc', 'dismissed')], ['abcd'], [[0, 1]]],
    [
      'carries no name along with a few letters that moved',
      [known(1, 'abcdefgh', 'confirmed')],
      ['axyzuvw'],
      [],
    ],
    ['knows a demand again that has grown much', [known(1, 'abc')], ['abcdefghijklmn'], [[0, 1]]],
    ['knows a demand again that has shrunk to a few', [known(1, 'abcdefghijkl')], ['ab'], [[0, 1]]],
    [
      'prefers the older of two that share as much',
      [known(2, 'cd'), known(1, 'ab')],
      ['abcd'],
      [[0, 1]],
    ],
    ['passes over a demand without letters', [known(1, '')], ['ab'], []],
  ])('%s', (_, before, found, expected) => {
    const same = [...identify(groups(...found), before)].sort(([a], [b]) => a - b)
    expect(same).toEqual(expected)
  })

  it('does not depend on the order in which the demands are given', () => {
    const before = [known(1, 'abx'), known(2, 'cdef'), known(3, 'gh', 'confirmed')]
    const found = groups('abcd', 'efgh', 'x')
    const sorted = (same: Map<number, number>) => [...same].sort(([a], [b]) => a - b)
    expect(sorted(identify(found, before))).toEqual(sorted(identify(found, before.toReversed())))
  })
})
