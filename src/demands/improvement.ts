import type { BeforeAndAfter } from '../domain/demand.ts'
import { volumeIn, type Counted } from './growth.ts'
import { DAY_MS, WINDOW_DAYS } from './period.ts'

/** With fewer days behind it an improvement cannot be judged. */
const FEWEST_DAYS = 14

/**
 * The volume before and after an improvement, over the same number of whole days: as many as have passed until the
 * last run, at most 90. Null: too early, fewer than 14 days have passed.
 */
export function beforeAndAfter(
  letters: readonly Counted[],
  improvedAt: number,
  countedAt: number,
): BeforeAndAfter | null {
  const passed = Math.floor((countedAt - improvedAt) / DAY_MS)
  if (passed < FEWEST_DAYS) return null
  const days = Math.min(passed, WINDOW_DAYS)
  return {
    days,
    before: volumeIn(letters, improvedAt - days * DAY_MS, improvedAt),
    after: volumeIn(letters, improvedAt, improvedAt + days * DAY_MS),
  }
}
