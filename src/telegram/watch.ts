import type { Pool } from 'pg'
import { freshRows, waitingRows, type Waiting } from '../store/sending.ts'
import type { RealTime } from './real-time.ts'

/** Finds rows of the outbox that are new to this deliverer. */
export interface Watch {
  /** All that waits, at the start and now and then. */
  all(): Promise<Waiting[]>
  /** What came since the last look. */
  fresh(): Promise<Waiting[]>
}

/** A transaction that takes longer than this is left to `all`. */
const GAP_MS = 10_000
/** More missing ids than this in a row were never given out: PostgreSQL skips some after a crash. */
const GAP_MOST = 1_000
const PAGE = 2_000

/**
 * Ids are given out before they are committed, so a higher id may be seen before a lower one. "Above
 * the highest seen" alone would lose the lower; so missing ids are remembered and asked for again.
 */
export function createWatch(pool: Pool, time: RealTime): Watch {
  let seen = 0
  const gaps = new Map<number, number>()

  function note(id: number, now: number): void {
    gaps.delete(id)
    if (id <= seen) return
    if (id - seen <= GAP_MOST) for (let gap = seen + 1; gap < id; gap += 1) gaps.set(gap, now)
    seen = id
  }

  return {
    async all() {
      const { rows, upTo } = await waitingRows(pool)
      // The first look begins a little lower, to find what was not committed yet.
      if (seen === 0) seen = Math.max(0, upTo - GAP_MOST)
      return rows
    },
    async fresh() {
      const found: Waiting[] = []
      let page: Awaited<ReturnType<typeof freshRows>>
      do {
        const now = time.now()
        for (const [id, since] of gaps) if (since < now - GAP_MS) gaps.delete(id)
        const before = seen
        page = await freshRows(pool, seen, [...gaps.keys()])
        for (const { id, row } of page.sort((one, other) => one.id - other.id)) {
          note(id, now)
          if (row !== null) found.push(row)
        }
        if (seen === before) break
      } while (page.length >= PAGE)
      return found
    },
  }
}
