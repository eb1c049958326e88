import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { expect } from 'vitest'
import type { TestTelegram } from '../support/running-desk.ts'
import { differences } from './compare.ts'
import { personOf, type Person } from './person.ts'
import type { Random } from './random.ts'
import { isSettled, readRecord } from './record.ts'
import { liveAsResident, residentOf } from './resident.ts'
import { liveAsStaff } from './staff.ts'
import { DEPARTMENTS, DISPATCHERS, LEADER, peopleOf, RESIDENTS } from './town.ts'
import { watch } from './witness.ts'

/** People who chat with a desk, whatever becomes of it meanwhile. */
export interface Commotion {
  /** From now on nobody begins anything new. */
  windDown(): void
  /** Waits until all that was begun has come to its end, or for so long. */
  settle(pool: pg.Pool, mostMs: number): Promise<void>
  /** Everybody puts the phone away. Gives what phones and database disagree about, and counts. */
  compare(pool: pg.Pool): Promise<{ differences: string[]; figures: string }>
}

/** Sets so many residents and the whole staff chatting. */
export function startTraffic(
  { world }: TestTelegram,
  random: Random,
  count = RESIDENTS.length,
): Commotion {
  const enough = new AbortController()
  const end = new AbortController()
  const traffic = { world, enough: enough.signal, end: end.signal }
  const meet = (id: number): Person => personOf(id, random.fork(), traffic)
  const residents = RESIDENTS.slice(0, count).map(meet).map(residentOf)
  const staff = [...DEPARTMENTS.flatMap(peopleOf), ...DISPATCHERS, LEADER].map(meet)
  const everybody = [...residents, ...staff]
  const witness = watch(world)
  const lives = [...residents.map(liveAsResident), ...staff.map(liveAsStaff)]

  return {
    windDown: () => enough.abort(),
    async settle(pool, mostMs) {
      enough.abort()
      const latest = performance.now() + mostMs
      for (let quiet = 0; quiet < 3 && performance.now() < latest;) {
        await pause(300)
        const isQuiet = everybody.every(({ isAtRest }) => isAtRest)
        quiet = isQuiet && (await isSettled(pool)) ? quiet + 1 : 0
      }
    },
    async compare(pool) {
      end.abort()
      await Promise.all(lives)
      witness.stop()
      const kept = await readRecord(pool)
      const { appeals, entries, givenUp } = kept
      const figures = `${appeals.length} appeals, ${entries.length} entries, ${givenUp.length} messages given up`
      expect(appeals.length).toBeGreaterThan(0)
      return { differences: differences({ residents, staff, witness, kept }), figures }
    },
  }
}
