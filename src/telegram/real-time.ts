/**
 * The time of Telegram's limits and of our own pauses. Never the desk's clock, which a sandbox may
 * speed up. Tests give one whose pauses are shorter.
 */
export interface RealTime {
  now(): number
  /** Runs something later; the answer takes it back. */
  after(ms: number, run: () => void): () => void
}

/** Longer pauses are cut: a timer of Node holds 24 days. Who is woken early looks again. */
const LONGEST_MS = 3_600_000

export const realTime: RealTime = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, Math.min(Math.max(ms, 0), LONGEST_MS))
    return () => {
      clearTimeout(timer)
    }
  },
}

/** Waits so long, or until the signal. */
export async function rest(time: RealTime, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => {
    const wake = (): void => {
      takeBack()
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const takeBack = time.after(ms, wake)
    signal.addEventListener('abort', wake)
  })
}

/** 1, 2, 4 … times `firstMs` up to `mostMs`, between half of it and all, so that crowds spread out. */
export function backOff(failures: number, firstMs: number, mostMs: number): number {
  return Math.min(firstMs * 2 ** Math.min(failures, 16), mostMs) * (0.5 + Math.random() / 2)
}
