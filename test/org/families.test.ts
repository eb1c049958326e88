import { expect, test } from 'vitest'
import { normalised } from '../../src/classify/normal.ts'
import { readFamilies } from '../../src/org/families.ts'

const families = readFamilies()

test('a family has several words, and no word stands in it twice', () => {
  for (const family of families) {
    expect(family.length, family[0]).toBeGreaterThan(3)
    expect(new Set(family).size, family[0]).toBe(family.length)
    expect(family).not.toContain('')
  }
})

test('words stand there as they are compared', () => {
  for (const word of families.flat()) expect(normalised(word)).toBe(word)
})
