import { createKeywordFinder } from '../classify/keywords.ts'
import { normalised } from '../classify/normal.ts'
import { countsFromBytes } from '../classify/rarity-bytes.ts'
import { addRarity, countRarity, type Rarity } from '../classify/vectors.ts'
import type { Org } from '../domain/organisation.ts'
import type { Transaction } from '../store/database.ts'
import { countedAt, readCounts } from '../store/postings.ts'

/** What the search for similar appeals works with. */
export interface Search {
  /** As last counted, whichever replica did. */
  rarity: (tx: Transaction) => Promise<Rarity>
  /** The keywords of the org file that stand in a text. */
  keywordsIn: (text: string) => string[]
}

/** Made once. A new desk, where nothing was counted yet, knows common words from the examples of the org file. */
export function createSearch({ categories }: Pick<Org, 'categories'>): Search {
  const fromOrg = countRarity(categories.flatMap(({ examples }) => examples))
  const find = createKeywordFinder(
    categories.map(({ code, keywords }) => ({ owner: code, keywords })),
  )
  let known = { counted: '', rarity: fromOrg }
  return {
    async rarity(tx) {
      const counted = (await countedAt(tx))?.toString() ?? ''
      if (counted !== known.counted) known = { counted, rarity: await counts(tx, fromOrg) }
      return known.rarity
    },
    keywordsIn: (text) => [...new Set(find(normalised(text)).map(({ keyword }) => keyword))],
  }
}

async function counts(tx: Transaction, fromOrg: Rarity): Promise<Rarity> {
  const row = await readCounts(tx)
  if (!row) return fromOrg
  return addRarity(fromOrg, { documents: row.documents, counts: countsFromBytes(row.counts) })
}
