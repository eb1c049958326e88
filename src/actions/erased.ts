import { findAppeal } from '../store/appeals.ts'
import { rewriteUnsent } from '../store/unsent.ts'
import { reviewLabels } from './demands/labels.ts'
import type { Work } from './desk.ts'
import { rewritePapersAbout } from './papers/screens.ts'
import { rewriteAllCards } from './screens.ts'

/** Words of these appeals were erased: they leave the labels of demands, the cards in all chats, and what waits to be sent. */
export async function showErased(work: Work, numbers: readonly string[]): Promise<void> {
  await reviewLabels(work, numbers)
  for (const number of numbers) {
    const appeal = await findAppeal(work.tx, number)
    if (!appeal) continue
    await rewriteAllCards(work, appeal)
    await rewritePapersAbout(work, appeal)
  }
  await rewriteUnsent(work.tx, work.outgoing)
}
