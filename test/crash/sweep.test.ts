import { expect, it, onTestFinished } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { randomFrom, seedOfRun } from './random.ts'
import type { Point } from './sweep/points.ts'
import { SCENARIOS } from './sweep/scenarios.ts'
import { sweep } from './sweep/sweep.ts'

/** A small part of `npm run killsweep`, another one with each seed. */
const KILLED = { how: 'kill', scenarios: 3, points: 3 } as const
const CUT = { how: 'cut', scenarios: 4, points: 6 } as const

const seed = seedOfRun()
const random = randomFrom(seed)
const from = random.below(SCENARIOS.length)

for (const { how, scenarios, points, first } of [
  { ...KILLED, first: from },
  { ...CUT, first: from + KILLED.scenarios },
]) {
  const chosen = Array.from(
    { length: scenarios },
    (_, n) => SCENARIOS[(first + n) % SCENARIOS.length],
  )
  it.each(chosen.filter((scenario) => scenario !== undefined))(
    `$name: a desk that is ${how} around what it does loses nothing, and nothing is there twice`,
    async (scenario) => {
      process.stdout.write(`CRASH_SEED=${seed}\n`)
      const fresh = await freshDatabase()
      onTestFinished(fresh.drop)
      const choose = (all: readonly Point[]) => some(all, points)
      const { faults, kills } = await sweep(scenario, { url: fresh.url, random, how, choose })
      expect(faults).toEqual([])
      expect(kills).toBeGreaterThan(0)
    },
    180_000,
  )
}

/** So many of them, evenly, from a random one on. */
function some(all: readonly Point[], count: number): Point[] {
  const step = Math.max(1, Math.floor(all.length / count))
  const offset = random.below(step)
  return all.filter((_, place) => place % step === offset).slice(0, count)
}
