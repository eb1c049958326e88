import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { startDesk, type RunningDesk } from '../support/running-desk.ts'
import { accept, answer, atOnce, byUnit, resolve, submit, type Life } from './lives.ts'
import { organisation } from './organisation.ts'
import { planMonth } from './plan.ts'
import { openSandboxAt, type Sandbox } from './sandbox.ts'

/** November 2026 in the sandbox: each test goes on where the one before ended. */
let desk: RunningDesk
let sandbox: Sandbox
let pool: pg.Pool
let end: () => Promise<void>

const local = (text: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime('Asia/Shanghai').toInstant()

/** The working days of the month. */
const DAYS = Array.from({ length: 30 }, (_, at) =>
  Temporal.PlainDate.from({ year: 2026, month: 11, day: at + 1 }),
)
  .filter(({ dayOfWeek }) => dayOfWeek <= 5)
  .map(String)

beforeAll(async () => {
  const directory = await mkdtemp(join(tmpdir(), 'month-'))
  const fresh = await freshDatabase()
  pool = new pg.Pool({ connectionString: fresh.url, max: 3 })
  // The month begins on a Sunday evening, whenever this is played.
  const anchor = { real: Date.now(), desk: local('2026-11-01T18:00').epochMilliseconds, rate: 1 }
  await pool.query(`INSERT INTO setting (name, value) VALUES ('clock', $1)`, [anchor])
  await writeFile(join(directory, 'county.yaml'), organisation())
  desk = await startDesk({
    DATABASE_URL: fresh.url,
    DATA_DIR: directory,
    ORG_FILE: join(directory, 'county.yaml'),
    SEND_RATE: '1000',
  })
  sandbox = openSandboxAt(desk.url)
  end = async () => {
    sandbox.close()
    await desk.stop()
    await pool.end()
    await fresh.drop()
    await rm(directory, { recursive: true })
  }
})
afterAll(() => end())

describe('a month', () => {
  const lives: Life[] = []

  it('of 300 appeals goes by, day after day', async () => {
    const plan = planMonth()
    for (const [day, date] of DAYS.entries()) {
      console.log(date, performance.now())
      await sandbox.turnTo(local(`${date}T09:00`))
      const fresh: Life[] = []
      await atOnce(
        plan.filter((one) => one.day === day),
        8,
        async (one) => void fresh.push(await submit(sandbox, one)),
      )
      lives.push(...fresh)
      await sandbox.turnTo(local(`${date}T10:00`))
      await byUnit(fresh, (life) => accept(sandbox, life))
      await sandbox.turnTo(local(`${date}T15:00`))
      const due = lives.filter(({ plan }) => plan.day + plan.takes === day)
      const marks = new Map<Life, number>()
      for (const life of due) marks.set(life, await life.resident.mark())
      await byUnit(due, (life) => resolve(sandbox, life))
      await sandbox.turnTo(local(`${date}T16:30`))
      await atOnce(due, 8, (life) => answer(life, life.plan.answer, marks.get(life) ?? 0))
    }
    const { rows } = await pool.query('SELECT status, count(*)::int FROM appeal GROUP BY status')
    console.log(rows)
    expect(lives).toHaveLength(300)
  }, 600_000)
})
