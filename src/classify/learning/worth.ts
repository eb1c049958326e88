import { FEWEST_LABELS } from './learn.ts'

/** Below this a model would be no better than the org file. */
const ENOUGH = 50
/** So many new labels make a difference, or so great a share of all. */
const NEW = 20
const NEW_SHARE = 0.1

/** Whether there are enough labels to learn from, and enough of them new since the last time. */
export function isWorthLearning(labelled: readonly { label: string }[], newCount: number): boolean {
  const kinds = new Set(labelled.map(({ label }) => label)).size
  if (labelled.length < ENOUGH || kinds < FEWEST_LABELS) return false
  return newCount >= NEW || newCount >= NEW_SHARE * labelled.length
}
