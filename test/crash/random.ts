/** Numbers that look random and come again with the same seed. */
export interface Random {
  /** From 0 up to 1. */
  part(): number
  /** A whole number below `end`. */
  below(end: number): number
  among<One>(choices: readonly One[]): One
  /** True in so many of a hundred cases. */
  chance(percent: number): boolean
  /** Another row of numbers, for somebody else. */
  fork(): Random
}

/** The seed of this run: `CRASH_SEED`, or a new one. */
export function seedOfRun(): number {
  return Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
}

/** Mulberry32: small, and good enough to choose whom the next press comes from. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const part = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number) => Math.floor(part() * end)
  return {
    part,
    below,
    among<One>(choices: readonly One[]): One {
      const one = choices[below(choices.length)]
      if (one === undefined) throw new Error('nothing to choose from')
      return one
    },
    chance: (percent) => part() * 100 < percent,
    fork: () => randomFrom(below(2 ** 31)),
  }
}
