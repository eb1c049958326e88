import { readFileSync } from 'node:fs'

const FILE = new URL('../../org/families.txt', import.meta.url)

/** The families of words that come with the desk, whatever the organisation: general knowledge of public matters. */
export function readFamilies(): string[][] {
  const lines = readFileSync(FILE, 'utf8').split('\n')
  return lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').map((word) => word.trim()))
}
