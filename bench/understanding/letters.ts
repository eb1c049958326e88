import { readFile } from 'node:fs/promises'
import { readLetters } from '../../scripts/demands/letters.ts'
import type { Letter } from '../../src/demands/group.ts'

const DATA = new URL('../../../shared/data/', import.meta.url)
export const ABSENT = 'the letters of ../shared/data are not there: not measured'

/** The letters with times. Null where the data is absent. */
export async function hotLetters(): Promise<Letter[] | null> {
  const content = await contentOf('hot.train.jsonl')
  return content === null ? null : readLetters(content).letters
}

/** Which event each letter belongs to that somebody has named one for, by id. */
export async function hotEvents(): Promise<Map<string, string>> {
  const events = JSON.parse((await contentOf('hot.events.json')) ?? '{}') as Record<
    string,
    (string | number)[]
  >
  return new Map(
    Object.entries(events).flatMap(([event, ids]) =>
      ids.map((id): [string, string] => [String(id), event]),
    ),
  )
}

async function contentOf(name: string): Promise<string | null> {
  try {
    return await readFile(new URL(name, DATA), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
