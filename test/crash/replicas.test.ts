import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import {
  freePort,
  startDesk,
  startTelegram,
  TOKEN,
  type RunningDesk,
  type TestTelegram,
} from '../support/running-desk.ts'
import { randomFrom, seedOfRun } from './random.ts'
import { orgFile } from './town.ts'
import { startTraffic } from './traffic.ts'

const SECRET = 'secret_of_the_webhook'
const RESIDENTS = 8
const SETTLE_MS = 90_000

let directory: string
let fresh: FreshDatabase
let telegram: TestTelegram
let pool: pg.Pool

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replicas-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
  fresh = await freshDatabase()
  telegram = await startTelegram({ pressPatienceMs: 2_000, webhookSecondMs: 50 })
  pool = new pg.Pool({ connectionString: fresh.url, max: 2 })
})

afterAll(async () => {
  await pool.end()
  await telegram.stop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

/** A replica that Telegram is to bring updates to from now on. */
async function startReplica(): Promise<RunningDesk> {
  const port = String(await freePort())
  return startDesk({
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ...{ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: SECRET },
    ...{ ORG_FILE: join(directory, 'town.yaml'), LOG_LEVEL: 'warn' },
    ...{ CLOCK_RATE: '1800', SEND_RATE: '1000' },
  })
}

/** As a balancer does it that finds one replica gone. */
async function bringUpdatesTo({ url }: RunningDesk): Promise<void> {
  const answer = await fetch(`${telegram.origin}/bot${TOKEN}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: `${url}/telegram`, secret_token: SECRET }),
  })
  expect(answer.status).toBe(200)
}

it('of two replicas any may die at any time, whichever hears Telegram and whichever sends', async () => {
  const seed = seedOfRun()
  process.stdout.write(`CRASH_SEED=${seed}\n`)
  const random = randomFrom(seed)
  let stays = await startReplica()
  let dies = await startReplica()
  const traffic = startTraffic(telegram, random, RESIDENTS)
  for (let kill = 0; kill < 4; kill += 1) {
    await pause(1_000 + random.below(1_500))
    await dies.kill()
    await pause(random.below(500))
    await bringUpdatesTo(stays)
    const next = await startReplica()
    dies = random.chance(50) ? next : stays
    stays = dies === next ? stays : next
  }
  await traffic.settle(pool, SETTLE_MS)
  const { differences, figures } = await traffic.compare(pool)
  process.stdout.write(`4 kills, ${figures}\n`)
  expect(differences).toEqual([])
  expect(await Promise.all([stays.stop(), dies.stop()])).toEqual([0, 0])
}, 180_000)
