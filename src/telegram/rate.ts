import { rest, type RealTime } from './real-time.ts'

/**
 * At most `most` in any stretch of `windowMs`, whenever it begins; as fast as they come below that. An album counts as
 * many as it has pictures; one that has more than `most` goes when nothing else went.
 */
export interface Rate {
  /** When the next may go; not later than `now`: at once. */
  nextAt(now: number): number
  /** Keeps a place for so many that are about to go together. */
  reserve(messages?: number): Place
  /** So many go now. */
  take(now: number, messages: number): void
}

/** A place that is kept until it is taken or freed. */
export interface Place {
  isKept(): boolean
  /** When it may be taken, if nobody looked before it was kept. */
  at(now: number): number
  /** What it was kept for goes now. */
  take(now: number): void
  free(): void
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
  // A clock that was put back must not hold up what waits until it has caught up: the window begins anew.
  const turnBack = (now: number): void => {
    if ((times.at(-1) ?? 0) > now) times = times.map((at) => Math.min(at, now))
  }
  const take = (now: number, messages: number): void => {
    turnBack(now)
    for (let n = 0; n < messages; n += 1) times.push(now)
  }
  const roomFor = (messages: number, others: number, now: number): number => {
    turnBack(now)
    forget(now)
    const over = times.length - first + others + Math.min(messages, most) - 1 - most
    return over < 0 ? now : (times[first + over] ?? now) + windowMs
  }
  return {
    nextAt: (now) => roomFor(1, reserved, now),
    reserve(messages = 1) {
      reserved += messages
      let isKept = true
      const free = (): void => {
        if (isKept) reserved -= messages
        isKept = false
      }
      return {
        free,
        isKept: () => isKept,
        at: (now) => roomFor(messages, reserved - messages, now),
        take(now) {
          free()
          take(now, messages)
        },
      }
    },
    take,
  }
}

/** Lets those through that have no place, one after another, as places become free. */
export function createWaitingLine(
  rate: Rate,
  time: RealTime,
  end: AbortSignal,
): (messages: number) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve()
  const waitAndTake = async (messages: number): Promise<void> => {
    const place = rate.reserve(messages)
    for (let now = time.now(); place.at(now) > now && !end.aborted; now = time.now())
      await rest(time, place.at(now) - now, end)
    place.take(time.now())
  }
  return (messages) => {
    const through = last.then(() => waitAndTake(messages))
    last = through
    return through
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
