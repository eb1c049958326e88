import { afterAll, beforeAll, expect, it } from 'vitest'
import { judge } from '../oracle/oracle.ts'
import { planOf } from '../plan.ts'
import { startPostgres, type StormPostgres } from '../postgres.ts'
import { runStorm } from '../run.ts'
import { tableOf } from '../table.ts'

/** `STORM_SEED` repeats another one. */
const SEED = Number(process.env['STORM_SEED'] ?? 5)
const MINUTES = 1

let postgres: StormPostgres

beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.stop())

it('after a storm nothing is lost, nothing is there twice, and everybody is answered', async () => {
  const record = await runStorm(planOf(SEED, MINUTES), { postgres })
  const verdict = judge(record)
  process.stdout.write(tableOf(record, verdict))
  expect(verdict.faults).toEqual([])
  // A storm in which nobody does anything shows nothing.
  expect(verdict.findings.filter(({ looked }) => looked > 0).length).toBeGreaterThan(12)
})
