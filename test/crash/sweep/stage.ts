import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { TestTelegram } from '../../support/running-desk.ts'
import { personOf, type Person, type Traffic } from '../person.ts'
import type { Random } from '../random.ts'
import { residentOf, type Resident } from '../resident.ts'
import { DEPARTMENTS, DISPATCHERS, LEADER, peopleOf } from '../town.ts'
import { watch, type Witness } from '../witness.ts'

/** Where scenarios are played: everybody with a phone, and the database behind the desk. */
export interface Stage {
  telegram: TestTelegram
  traffic: Traffic
  pool: pg.Pool
  witness: Witness
  staff: readonly Person[]
  residents: readonly Resident[]
  /** Who asked to be forgotten, or could not be reached: their phones do not show all that is kept. */
  apart: Set<number>
  /** Somebody whom the desk has never met. */
  newcomer(): Resident
  /** A department and its head, another one each time. */
  department(): { name: (typeof DEPARTMENTS)[number]; head: Person }
  dispatcher: Person
  /** Waits until nothing is on its way any more. False: something still is after so long. */
  quiet(mostMs?: number): Promise<boolean>
  sql<Row extends object>(statement: string, ...values: unknown[]): Promise<Row[]>
  close(): void
}

const FIRST_RESIDENT = 20_001
const QUIET_MS = 30_000
const LOOK_MS = 30

export function openStage(telegram: TestTelegram, pool: pg.Pool, random: Random): Stage {
  const end = new AbortController()
  const { world } = telegram
  const traffic = { world, enough: end.signal, end: end.signal }
  const meet = (id: number): Person => personOf(id, random.fork(), traffic)
  const heads = DEPARTMENTS.map((name) => ({ name, head: meet(peopleOf(name)[0] ?? 0) }))
  const [dispatcher, ...others] = [...DISPATCHERS, LEADER].map(meet)
  if (!dispatcher) throw new Error('a town needs a dispatcher')
  const handlers = DEPARTMENTS.flatMap((name) => peopleOf(name).slice(1)).map(meet)
  const staff = [...heads.map(({ head }) => head), ...handlers, dispatcher, ...others]
  const witness = watch(world)
  // A bot may not write first.
  for (const { id } of staff) world.send(id, { text: '/start' })
  const residents: Resident[] = []
  let turns = 0

  async function isQuiet(): Promise<boolean> {
    const { rows } = await pool.query<{ busy: boolean }>(
      `select exists (select from inbox where state = 'waiting')
         or exists (select from outbox where state in ('waiting', 'sending')) as busy`,
    )
    return rows[0]?.busy === false
  }

  return {
    ...{ telegram, traffic, pool, witness, staff, residents, dispatcher },
    apart: new Set(),
    newcomer() {
      const resident = residentOf(meet(FIRST_RESIDENT + residents.length))
      residents.push(resident)
      return resident
    },
    department() {
      turns += 1
      const department = heads[turns % heads.length]
      if (!department) throw new Error('a town needs a department')
      return department
    },
    async quiet(mostMs = QUIET_MS) {
      const latest = performance.now() + mostMs
      for (let times = 0; times < 2;) {
        times = (await isQuiet()) ? times + 1 : 0
        if (times === 0 && performance.now() > latest) return false
        if (times < 2) await pause(LOOK_MS)
      }
      return true
    },
    sql: async <Row extends object>(statement: string, ...values: unknown[]) =>
      (await pool.query<Row>(statement, values)).rows,
    close() {
      end.abort()
      witness.stop()
    },
  }
}
