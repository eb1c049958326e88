import type { Transaction } from '../store/database.ts'

/** The words of the last question to the resident; empty when it was a picture, or when they were erased. */
export async function questionAsked(tx: Transaction, appealId: number): Promise<string> {
  const entry = await tx.history.findFirst({
    where: { appealId, act: 'ask' },
    orderBy: { seq: 'desc' },
    select: { words: { select: { text: true } } },
  })
  return entry?.words?.text ?? ''
}
