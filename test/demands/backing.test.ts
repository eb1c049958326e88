import { describe, expect, it } from 'vitest'
import { backedLabel, partsOf } from '../../src/demands/backing.ts'
import type { Letter } from '../../src/demands/letter.ts'

type Said = Pick<Letter, 'household' | 'text'>
const said = (household: string | null, text: string): Said => ({ household, text })

/** What is left of a label when the words of these letters are kept. */
function labelAmong(label: string, letters: readonly Said[]): string {
  const all = letters.map((letter, at) => ({ ...letter, id: String(at), title: null }))
  return backedLabel(partsOf(label, all), new Map(all.map((letter) => [letter.id, letter])))
}

describe('A label', () => {
  const letters = [
    said('a', '安顺小区三号楼又停电了，张伟家没人管'),
    said('b', '三号楼停电两天了'),
    said('c', 'No hot water in block 4, ask Mr Brown'),
    said('d', 'the water is not hot again'),
  ]

  it.each([
    ['what several households said stays', '停电', '停电'],
    ['the words of one household go', '张伟', ''],
    ['the part that one household said goes, the rest stays', '停电·张伟', '停电'],
    ['a longer part must be said as a whole', '三号楼停电', ''],
    ['words may stand apart', 'hot water', 'hot water'],
    ['but all of them must be said by the same household', 'hot brown', ''],
    ['traditional and full-width characters are the same words', '停電', '停電'],
    ['parts that all are backed stay', '三号楼 / 停电', '三号楼 · 停电'],
    ['nothing stays nothing', '', ''],
    ['separators alone are nothing', ' · ', ''],
  ])('%s', (_, label, expected) => {
    expect(labelAmong(label, letters)).toBe(expected)
  })

  it('is not backed by one household that says it often', () => {
    const often = [said('a', 'the lift'), said('a', 'the lift again'), said('a', 'lift')]
    expect(labelAmong('lift', often)).toBe('')
    expect(labelAmong('lift', [...often, said('b', 'our lift too')])).toBe('lift')
  })

  it('loses its words with those of the last but one household', () => {
    expect(labelAmong('停电', letters.slice(1))).toBe('')
  })
})
