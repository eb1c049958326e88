import { backedLabel, partsOf } from '../../demands/backing.ts'
import { labelledAmong, latestLetters } from '../../queries/letters.ts'
import { lockDemands, relabelDemand } from '../../store/demands.ts'
import type { Work } from '../desk.ts'
import { rewriteDemand } from './screens.ts'

/** Enough to find other households that said the same. */
const LETTERS = 200

/**
 * Words of these appeals were erased: what nobody else said leaves the labels of their demands, and the cards
 * on which it stood.
 */
export async function reviewLabels(work: Work, numbers: readonly string[]): Promise<void> {
  const { tx } = work
  await lockDemands(tx)
  const demands = await labelledAmong(tx, numbers)
  const letters = await latestLetters(
    tx,
    demands.map(({ id }) => id),
    LETTERS,
  )
  for (const { id, label } of demands) {
    const kept = letters.get(id) ?? []
    const parts = partsOf(label, kept)
    const backed = backedLabel(parts, new Map(kept.map((letter) => [letter.id, letter])))
    if (backed === label) continue
    await relabelDemand(tx, id, backed)
    await rewriteDemand(work, id)
  }
}
