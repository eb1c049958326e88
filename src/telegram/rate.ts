/** At most `most` in any stretch of `windowMs`, whenever it begins; as fast as they come below that. */
export interface Rate {
  /** When the next may go; not later than `now`: at once. */
  nextAt(now: number): number
  /** Keeps a place for one that is about to go, until `release`. */
  reserve(): void
  release(): void
  /** It goes now, and counts as so many. */
  take(now: number, messages: number): void
}

export function createRate(most: number, windowMs: number): Rate {
  // The times of the last ones, oldest first from `first` on.
  let times: number[] = []
  let first = 0
  let reserved = 0
  const forget = (now: number): void => {
    while (first < times.length && (times[first] ?? 0) <= now - windowMs) first += 1
    if (first > 1_000 && first * 2 > times.length) {
      times = times.slice(first)
      first = 0
    }
  }
  return {
    nextAt(now) {
      forget(now)
      const over = times.length - first + reserved - most
      return over < 0 ? now : (times[first + over] ?? now) + windowMs
    },
    reserve() {
      reserved += 1
    },
    release() {
      reserved -= 1
    },
    take(now, messages) {
      for (let n = 0; n < messages; n += 1) times.push(now)
    },
  }
}

/** How fast one chat takes messages: a burst, then so many a second. */
export interface Pace {
  burst: number
  perSecond: number
}

/** What a chat has left of its pace. */
export interface Allowance {
  left: number
  at: number
}

/** When the chat may have its next message. */
export function allowedAt(allowance: Allowance, pace: Pace, now: number): number {
  refill(allowance, pace, now)
  return allowance.left >= 1 ? now : now + Math.ceil(((1 - allowance.left) / pace.perSecond) * 1000)
}

/** `messages`: an album is as many as it has pictures; it may leave the chat in debt. */
export function spend(allowance: Allowance, pace: Pace, now: number, messages: number): void {
  refill(allowance, pace, now)
  allowance.left -= messages
}

function refill(allowance: Allowance, pace: Pace, now: number): void {
  const gained = (Math.max(0, now - allowance.at) / 1000) * pace.perSecond
  allowance.left = Math.min(pace.burst, allowance.left + gained)
  allowance.at = now
}
