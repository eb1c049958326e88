import type { DemandFigures, Volume } from '../domain/demand.ts'
import { DAY_MS, MONTH_DAYS, WINDOW_DAYS, YEAR_DAYS } from './period.ts'
import { expectedNow, isUnusual } from './unusual.ts'

/** A letter as the figures see it: when it came, and the households that stand behind it. */
export interface Counted {
  /** Milliseconds since 1970. */
  at: number
  households: readonly string[]
}

/**
 * The figures of one demand. `letters`: its own; `lastYear`: what people wrote about it in the same month a
 * year ago. `openedAt`: when the desk took its first appeal: a month of which it saw only a part is null.
 */
export function figuresOf(
  letters: readonly Counted[],
  lastYear: readonly Counted[],
  { now, openedAt }: { now: number; openedAt: number },
): DemandFigures {
  const month = monthEnding(letters, now)
  const before = monthEnding(letters, now - MONTH_DAYS * DAY_MS)
  const earlier = monthEnding(letters, now - 2 * MONTH_DAYS * DAY_MS)
  const sawWhole = (end: number) => openedAt <= end - MONTH_DAYS * DAY_MS
  const expected = expectedNow(before.households + earlier.households, daysBefore(now, openedAt))
  return {
    whole: volumeIn(letters, now - WINDOW_DAYS * DAY_MS, now),
    month,
    before: sawWhole(now - MONTH_DAYS * DAY_MS) ? before : null,
    lastYear: sawWhole(now - YEAR_DAYS * DAY_MS)
      ? monthEnding(lastYear, now - YEAR_DAYS * DAY_MS)
      : null,
    expected,
    unusual: expected !== null && isUnusual(month.households, expected),
  }
}

/** Letters and households after `from`, up to `to`: whoever wrote many times is one household. */
export function volumeIn(letters: readonly Counted[], from: number, to: number): Volume {
  const within = letters.filter(({ at }) => at > from && at <= to)
  return {
    letters: within.length,
    households: new Set(within.flatMap(({ households }) => households)).size,
  }
}

function monthEnding(letters: readonly Counted[], end: number): Volume {
  return volumeIn(letters, end - MONTH_DAYS * DAY_MS, end)
}

/** Days of the two months before this one in which the desk was there. */
function daysBefore(now: number, openedAt: number): number {
  const end = now - MONTH_DAYS * DAY_MS
  const begin = Math.max(openedAt, now - WINDOW_DAYS * DAY_MS)
  return Math.max(0, end - begin) / DAY_MS
}

/** From fewer households than this a percentage says nothing. */
const FEWEST_FOR_PERCENT = 5

/** Growth in whole per cent; null where there is nothing to compare with, or too little. */
export function percentOf(households: number, before: number | null): number | null {
  if (before === null || before < FEWEST_FOR_PERCENT) return null
  return Math.round(((households - before) / before) * 100)
}
