import { shareOf, type Rate } from './rate.ts'

/**
 * How a rate has moved, in percentage points, rounded to a tenth. Null where either base is below the minimum: a
 * difference between few answers says nothing.
 */
export function pointsBetween(now: Rate, then: Rate, minimum: number): number | null {
  const [share, before] = [shareOf(now), shareOf(then)]
  if (share === null || before === null || Math.min(now.n, then.n) < minimum) return null
  return Math.round((share - before) * 1000) / 10
}

/** How a count has grown, in whole per cent of what it was. Null where that was below the minimum, or nothing. */
export function percentBetween(now: number, then: number, minimum: number): number | null {
  if (then === 0 || then < minimum) return null
  return Math.round(((now - then) / then) * 100)
}
