import type { Moment } from '../domain/appeal.ts'
import type { Database } from './database.ts'

/** Desk time: the real time, unless the desk is tried out with a clock that runs faster or is jumped. */
export interface DeskClock {
  now(): Moment
  /** How many seconds of desk time pass in one second. */
  rate(): number
  setRate(rate: number): Promise<void>
  jump(ms: number): Promise<void>
  /** Back to the present, at the rate it began with. */
  reset(): Promise<void>
}

/** From `real` on, desk time runs from `desk` at this rate. Milliseconds since 1970. */
interface Anchor {
  real: number
  desk: number
  rate: number
}

const SETTING = 'clock'

/**
 * Opens the clock. Where it stood is kept in the database, so that desk time never goes back over a
 * restart and all replicas agree; a desk that has only ever run at rate 1 keeps nothing.
 */
export async function openClock(db: Database, rate: number): Promise<DeskClock> {
  let anchor = await readAnchor(db)
  const read = () => anchor.desk + (Date.now() - anchor.real) * anchor.rate

  async function move(desk: number, newRate: number): Promise<void> {
    anchor = { real: Date.now(), desk, rate: newRate }
    const value = { ...anchor }
    await db.prisma.setting.upsert({
      where: { name: SETTING },
      create: { name: SETTING, value },
      update: { value },
    })
  }

  if (anchor.rate !== rate) await move(read(), rate)
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(read())),
    rate: () => anchor.rate,
    setRate: (newRate) => move(read(), newRate),
    jump: (ms) => move(read() + ms, anchor.rate),
    reset: () => move(Date.now(), rate),
  }
}

async function readAnchor(db: Database): Promise<Anchor> {
  const row = await db.prisma.setting.findUnique({ where: { name: SETTING } })
  if (row) return row.value as unknown as Anchor
  const now = Date.now()
  return { real: now, desk: now, rate: 1 }
}
