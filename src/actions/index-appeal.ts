import { tellingAt } from '../classify/telling.ts'
import { vectorOfWords } from '../classify/same-matter.ts'
import type { Appeal } from '../domain/appeal.ts'
import { SOUGHT_AMONG } from '../queries/similar.ts'
import { firstWords } from '../queries/words.ts'
import { dropPostings, savePostings } from '../store/postings.ts'
import type { Transaction } from '../store/database.ts'
import type { Desk, Work } from './desk.ts'

/** Brings appeals with these ids into the search index, by their first words and their place, as rare as words are now. */
export async function indexAppeals({ tx, desk }: Indexing, ids: readonly number[]): Promise<void> {
  const rarity = await desk.search.rarity(tx)
  const appeals = await firstWords(tx, ids)
  await savePostings(
    tx,
    appeals.map(({ id, text, place }) => ({
      id,
      pieces: tellingAt(vectorOfWords(text, rarity), [place]),
    })),
  )
}

interface Indexing {
  tx: Transaction
  desk: Pick<Desk, 'search'>
}

/** Keeps the index to open appeals: one that ends leaves it, one that comes back from the return visit enters again. */
export async function keepIndexed(
  work: Work,
  { id, status }: Pick<Appeal, 'status'> & { id: number },
  after: Appeal,
): Promise<void> {
  const [was, is] = [isSought(status), isSought(after.status)]
  if (was && !is) await dropPostings(work.tx, [id])
  if (!was && is) await indexAppeals(work, [id])
}

function isSought(status: string): boolean {
  return (SOUGHT_AMONG as readonly string[]).includes(status)
}
