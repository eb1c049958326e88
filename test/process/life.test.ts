import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sandboxLines } from '../../src/sandbox-mode.ts'
import { orgFile } from '../crash/town.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { phoneOf, type Phone } from '../support/phone.ts'
import {
  freePort,
  spawnDesk,
  startDesk,
  startTelegram,
  TOKEN,
  untilReady,
  type TestTelegram,
} from '../support/running-desk.ts'

const STOP_MS = 10_000

let directory: string
let fresh: FreshDatabase
let telegram: TestTelegram
let env: Record<string, string>

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'life-'))
  await writeFile(join(directory, 'town.yaml'), orgFile())
  fresh = await freshDatabase()
  telegram = await startTelegram()
  env = {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: telegram.origin, DATABASE_URL: fresh.url },
    ORG_FILE: join(directory, 'town.yaml'),
  }
})

afterEach(async () => {
  await telegram.stop()
  await fresh.drop()
  await rm(directory, { recursive: true })
})

function resident(id: number): Phone {
  telegram.world.addPerson({ id, firstName: `Goes by ${id}`, languageCode: 'en' })
  return phoneOf(telegram.world, id, 15_000)
}

/** The status of an address; 0: nobody listens. */
async function statusOf(url: string): Promise<number> {
  try {
    return (await fetch(url)).status
  } catch (error) {
    if (error instanceof TypeError) return 0
    throw error
  }
}

/** Asks until somebody answers, and gives the first answer. */
async function firstStatusOf(url: string): Promise<number> {
  for (;;) {
    const status = await statusOf(url)
    if (status > 0) return status
    await pause(10)
  }
}

describe('the life of the process', () => {
  it('npm start ends in order when npm is told to end, and nothing of it goes on', async () => {
    const port = String(await freePort())
    const url = `http://127.0.0.1:${port}`
    const npm = spawn('npm', ['start'], {
      env: { PATH: process.env['PATH'], HOME: directory, PORT: port, ...env },
      stdio: 'ignore',
    })
    const ended = once(npm, 'exit')
    await untilReady(npm, url, [])
    npm.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(await statusOf(`${url}/healthz`)).toBe(0)
  })

  it('/readyz is 503 before updates are taken and while it stops, 200 between; /healthz is 200', async () => {
    telegram.faults.next('deleteWebhook', { kind: 'delay', ms: 1_000 })
    const desk = await spawnDesk(env)
    expect(await firstStatusOf(`${desk.url}/healthz`)).toBe(200)
    expect(await statusOf(`${desk.url}/readyz`)).toBe(503)
    await desk.ready()
    expect(await statusOf(`${desk.url}/readyz`)).toBe(200)

    const called = telegram.calls.next('sendMessage')
    telegram.faults.next('sendMessage', { kind: 'delay', ms: 2_000 })
    resident(9001).says('No electricity since last night')
    await called
    const ended = desk.stop()
    await pause(300)
    expect(await statusOf(`${desk.url}/readyz`)).toBe(503)
    expect(await statusOf(`${desk.url}/healthz`)).toBe(200)
    expect(await ended).toBe(0)
  })

  it.each(['SIGTERM', 'SIGINT'] as const)(
    '%s ends it with 0 within 10 s under traffic, and what was begun goes on after the next start',
    async (signal) => {
      const desk = await startDesk(env)
      const people = Array.from({ length: 8 }, (_, index) => resident(9001 + index))
      for (const one of people) one.says(`There is water trouble at number ${one.id}`)
      await people[0]?.sees(/water trouble/)
      const begin = performance.now()
      desk.process.kill(signal)
      const [code] = (await once(desk.process, 'exit')) as [number | null]
      expect(code).toBe(0)
      expect(performance.now() - begin).toBeLessThan(STOP_MS)

      const next = await startDesk(env)
      for (const one of people) {
        await one.sees(new RegExp(`water trouble at number ${one.id}`))
        const cards = one.chat().filter(({ by, text }) => by === 'bot' && text?.includes('trouble'))
        expect(cards).toHaveLength(1)
      }
      await people[1]?.presses('draft.place:east')
      await people[1]?.presses('draft.submit')
      await people[1]?.sees(/\d\d-\d{7}-\d/)
      expect(await next.stop()).toBe(0)
    },
  )

  it('SIGTERM in the middle of a start ends it with 0', async () => {
    for (const afterMs of [250, 600, 1_000]) {
      const desk = await spawnDesk(env)
      await pause(afterMs)
      const begin = performance.now()
      const code = await desk.stop()
      // Before Node has read the first line nothing has begun, and the signal itself ends it.
      expect([0, null]).toContain(code)
      expect(performance.now() - begin).toBeLessThan(STOP_MS)
    }
  })

  it('without a token lines that a person can read say where the sandbox is, and who reaches it', async () => {
    const { ORG_FILE = '', DATABASE_URL = '' } = env
    const desk = await startDesk({ ORG_FILE, DATABASE_URL, DATA_DIR: directory, HOST: '0.0.0.0' })
    expect(desk.log).toEqual(expect.arrayContaining(sandboxLines('0.0.0.0', desk.url)))
    expect(await statusOf(`${desk.url}/`)).toBe(200)
    expect(await desk.stop()).toBe(0)
  })
})
