import { readFile } from 'node:fs/promises'
import { readable } from '../../src/classify/letter.ts'
import type { Labelled } from '../../src/classify/learning/learn.ts'
import { nearlySame } from '../../src/classify/learning/nearly-same.ts'
import { randomFrom } from '../../src/classify/learning/random.ts'

const FILE = new URL('../../../shared/data/appeals.train.jsonl', import.meta.url)
export const ABSENT = 'the letters of ../shared/data are not there: not measured'

/** The labelled letters. Null where the data is absent. */
export async function labelledLetters(): Promise<Labelled[] | null> {
  try {
    const lines = (await readFile(FILE, 'utf8')).split('\n').filter((line) => line !== '')
    return lines.map((line) => JSON.parse(line) as Labelled)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const HELD_OUT = 0.2

/** A fifth of the letters is held out; letters that are nearly the same stay on one side. */
export function split(
  letters: readonly Labelled[],
  seed = 7,
): { learned: Labelled[]; heldOut: Labelled[] } {
  const groups = nearlySame(letters.map((letter) => readable(letter).text))
  const random = randomFrom(seed)
  const isHeldOut = new Map(Array.from(new Set(groups), (group) => [group, random() < HELD_OUT]))
  const side = (wanted: boolean) =>
    letters.filter((_, at) => isHeldOut.get(groups[at] ?? at) === wanted)
  return { learned: side(false), heldOut: side(true) }
}
