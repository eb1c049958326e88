import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { verify } from '../../src/queries/verify.ts'
import { openDatabase } from '../../src/store/database.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { spawnDesk, startTelegram, TOKEN, type TestTelegram } from '../support/running-desk.ts'
import { randomFrom, seedOfRun } from './random.ts'
import { orgFile } from './town.ts'
import { startTraffic } from './traffic.ts'

/** More of them take longer than a suite may: CRASH_KILLS=50 asks for them. */
const KILLS = Number(process.env['CRASH_KILLS'] ?? 25)
const LAST = 8
/** Of a hundred kills so many come before the desk is ready, and so many leave it more time. */
const DURING_START = 20
const LATE = 15
const START_MS = 1_000
const AFTER_READY_MS = 1_200
const LATE_MS = 2_500
const SETTLE_MS = 90_000

let directory: string
let fresh: FreshDatabase
let telegram: TestTelegram
let env: Record<string, string>
let pool: pg.Pool

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crash-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
  fresh = await freshDatabase()
  telegram = await startTelegram({ pressPatienceMs: 2_000 })
  pool = new pg.Pool({ connectionString: fresh.url, max: 2 })
  env = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ...{ ORG_FILE: join(directory, 'town.yaml'), LOG_LEVEL: 'warn' },
    // A return visit comes within two seconds; a draft waits for longer than the test lasts.
    ...{ CLOCK_RATE: '1800', SEND_RATE: '1000' },
  }
})

afterAll(async () => {
  await pool.end()
  await telegram.stop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

it(`a desk that is killed ${KILLS} times loses nothing that a person was told, and nothing is there twice`, async () => {
  const seed = seedOfRun()
  process.stdout.write(`CRASH_SEED=${seed}\n`)
  const random = randomFrom(seed)
  const begin = performance.now()
  const seconds = () => Math.round((performance.now() - begin) / 1000)
  const traffic = startTraffic(telegram, random)
  for (let kill = 0; kill < KILLS; kill += 1) {
    // The last kills hit what is still on its way.
    if (kill >= KILLS - LAST) traffic.windDown()
    telegram.faults.repeatPress(1)
    telegram.faults.redeliver(1)
    const desk = await spawnDesk(env)
    if (random.chance(DURING_START)) await pause(random.below(START_MS))
    else {
      await desk.ready()
      await pause(random.below(random.chance(LATE) ? LATE_MS : AFTER_READY_MS))
    }
    expect(desk.process.exitCode, desk.log.join('\n')).toBeNull()
    await desk.kill()
  }
  const desk = await spawnDesk(env)
  await desk.ready()
  const killed = seconds()
  await traffic.settle(pool, SETTLE_MS)
  const { differences, figures } = await traffic.compare(pool)
  process.stdout.write(`${KILLS} kills in ${killed} s, settled after ${seconds()} s: ${figures}\n`)
  expect(differences).toEqual([])
  const database = await openDatabase(fresh.url)
  expect(await verify(database).finally(() => database.close())).toMatchObject({ faults: 0 })
  expect(await desk.stop()).toBe(0)
}, 300_000)
