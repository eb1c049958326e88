/** A moment at which a desk can be killed: around the nth time that it does something after it was armed. */
export interface Point {
  /** A statement, a call of Telegram, or an answer to it, as the hook names it. */
  what: string
  /** From 1 on. */
  time: number
  side: 'before' | 'after'
}

/** How often the desk has done what since it was armed. */
export type Counts = Record<string, number>

/** What the test tells the process of the desk; each order is answered with the counts so far. */
export type Order =
  /** `env`: what is not in the environment of the process yet. */
  | { order: 'go'; env: Record<string, string> }
  /** Begins to count anew; null: only counts. */
  | { order: 'arm'; point: Point | null }
  | { order: 'count' }

/**
 * Every point that a run had, both sides of it. What an idle desk does all the time, it does alike: of such things
 * the first two are enough.
 */
export function pointsIn(counts: Counts, idle: Counts): Point[] {
  return Object.entries(counts).flatMap(([what, times]) => {
    const most = what in idle ? Math.min(times, 2) : times
    return Array.from({ length: most }, (_, index) => index + 1).flatMap((time) =>
      (['before', 'after'] as const).map((side) => ({ what, time, side })),
    )
  })
}

export function wordsOfPoint({ what, time, side }: Point): string {
  return `${side} ${what}, time ${time}`
}
