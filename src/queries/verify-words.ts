import type { Transaction } from '../store/database.ts'
import type { Fault } from './verify-appeal.ts'

/** Words of papers and demands: they may be erased, never changed. Digests are made in store/salted-words.ts. */
export async function faultsInWords(tx: Transaction): Promise<Fault[]> {
  const rows = await tx.$queryRaw<{ entry: string }[]>`
    SELECT 'paper_entry ' || e.id AS entry
    FROM paper_words AS w JOIN paper_entry AS e ON e.id = w.entry_id
    WHERE e.digest IS DISTINCT FROM encode(sha256(convert_to(w.salt || w.text, 'UTF8')), 'hex')
    UNION ALL
    SELECT 'demand_entry ' || e.id
    FROM demand_words AS w JOIN demand_entry AS e ON e.id = w.entry_id
    WHERE e.digest IS DISTINCT FROM encode(sha256(convert_to(w.salt || w.text, 'UTF8')), 'hex')
    ORDER BY 1`
  return rows.map(({ entry }) => ({ number: entry, seq: null, kind: 'words_edited' }))
}
