import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { spawnDesk, startTelegram, TOKEN, type TestTelegram } from '../support/running-desk.ts'
import { randomFrom, seedOfRun } from './random.ts'
import { orgFile } from './town.ts'
import { startTraffic } from './traffic.ts'

const KILLS = 5
/** The kill that takes PostgreSQL along, as when the machine's memory runs out. */
const WITH_POSTGRES = 2
const RESIDENTS = 6
const SETTLE_MS = 90_000

let directory: string
let telegram: TestTelegram

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crash-embedded-'))
  await chmod(directory, 0o711)
  await writeFile(join(directory, 'town.yaml'), orgFile())
  telegram = await startTelegram({ pressPatienceMs: 2_000 })
})

afterAll(async () => {
  await telegram.stop()
  await rm(directory, { recursive: true, force: true })
})

it('a desk with a database of its own takes it over after a kill, or starts it again, and nothing is lost', async () => {
  const env = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATA_DIR: directory },
    ...{ ORG_FILE: join(directory, 'town.yaml'), LOG_LEVEL: 'warn' },
    ...{ CLOCK_RATE: '1800', SEND_RATE: '1000' },
  }
  const seed = seedOfRun()
  process.stdout.write(`CRASH_SEED=${seed}\n`)
  const random = randomFrom(seed)
  const traffic = startTraffic(telegram, random, RESIDENTS)
  for (let kill = 0; kill < KILLS; kill += 1) {
    const desk = await spawnDesk(env)
    await desk.ready()
    await pause(500 + random.below(1_500))
    const { pid } = await postmaster()
    await desk.kill()
    if (kill === WITH_POSTGRES) process.kill(pid, 'SIGKILL')
  }
  const desk = await spawnDesk(env)
  await desk.ready()
  const { port } = await postmaster()
  const password = (await readFile(join(directory, 'postgres', 'password'), 'utf8')).trim()
  const at = { host: '127.0.0.1', port, user: 'huiying', password, database: 'huiying' }
  const pool = new pg.Pool({ ...at, max: 2 })
  await traffic.settle(pool, SETTLE_MS)
  const { differences, figures } = await traffic.compare(pool)
  await pool.end()
  process.stdout.write(`${KILLS} kills, ${figures}\n`)
  expect(differences).toEqual([])
  expect(await desk.stop()).toBe(0)
  // PostgreSQL takes its file away when it has ended in order.
  await expect(postmaster()).rejects.toThrow('ENOENT')
}, 180_000)

/** The server process that runs in the data directory. */
async function postmaster(): Promise<{ pid: number; port: number }> {
  const file = join(directory, 'postgres', 'cluster', 'postmaster.pid')
  const lines = (await readFile(file, 'utf8')).split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}
