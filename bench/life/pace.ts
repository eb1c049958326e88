import type { Lives } from './lives.ts'

/** Begins lives until it is stopped. */
export interface Pace {
  stop(): void
}

const STEP_MS = 20
/** A closed loop begins over so many steps, 12 seconds, so that its lives do not come in waves. */
const RAMP = 600

/** Closed loop: always so many lives under way. */
export function closedLoop(lives: Lives, atOnce: number): Pace {
  let begun = 0
  const timer = setInterval(() => {
    const wanted = Math.min(atOnce, begun + Math.ceil(atOnce / RAMP))
    for (; begun < wanted; begun++) lives.begin(performance.now())
    if (begun === atOnce) clearInterval(timer)
  }, STEP_MS)
  lives.ended = () => lives.begin(performance.now())
  return {
    stop() {
      clearInterval(timer)
      lives.ended = () => undefined
    },
  }
}

const LOOK_MS = 2

/** Open loop: lives begin at moments of a Poisson process, the same ones at every run. */
export function openLoop(lives: Lives, perSecond: number): Pace {
  const random = seeded(1)
  let due = performance.now()
  const timer = setInterval(() => {
    for (const now = performance.now(); due <= now; due += gap()) lives.begin(due)
  }, LOOK_MS)
  const gap = () => (-Math.log(1 - random()) / perSecond) * 1_000
  return { stop: () => clearInterval(timer) }
}

/** Mulberry32: good enough for gaps, and the same everywhere. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
