import { setTimeout as pause } from 'node:timers/promises'
import { freePort, spawnDesk, TOKEN } from '../support/running-desk.ts'
import { openGate } from './gate.ts'
import type { Happening } from './record.ts'

export const SECRET = 'secret_of_the_webhook'
const PRELOAD = new URL('preload.ts', import.meta.url).href

/** The desks: one that asks Telegram for updates, or two behind a balancer. */
export interface Fleet {
  /** Starts as many as the mode wants and waits until they are ready. */
  start(mode: 'polling' | 'replicas', env: Record<string, string>): Promise<void>
  /** SIGTERM to all. */
  stop(): Promise<void>
  kill(which: number, downMs: number): Promise<void>
  terminate(which: number, downMs: number): Promise<void>
  freeze(which: number, ms: number): Promise<void>
  skew(which: number, byMs: number, ms: number): Promise<void>
  /** kill -9 of all; they come back when this has been done. */
  sleep(meanwhile: () => Promise<void>): Promise<void>
  /** Telegram's updates do not come through, or come again. */
  hold(isHeld: boolean): void
  /** Where the balancer takes updates. */
  webhookUrl(): string
  /** Every line that any of them wrote. */
  log: string[]
  close(): Promise<void>
}

const STARTS_MOST = 5

interface Slot {
  desk: Awaited<ReturnType<typeof spawnDesk>>
  port: number
}

export async function createFleet(
  given: Record<string, string>,
  happened: (what: Happening) => void,
): Promise<Fleet> {
  const balancer = await openGate()
  const url = `http://127.0.0.1:${balancer.port}`
  const log: string[] = []
  let slots: Slot[] = []
  let env: Record<string, string> = {}

  const lead = () => balancer.leadTo(slots.map(({ port }) => port))

  const endings = new Map<Slot['desk'], () => void>()

  async function spawn(): Promise<Slot> {
    const port = await freePort()
    const desk = await spawnDesk({ ...given, ...env, PORT: String(port) }, PRELOAD)
    desk.process.once('exit', () => log.push(...desk.log))
    return { desk, port }
  }

  /** From now on it must not end by itself; whoever ends it says so. */
  function watchOver({ desk }: Slot): void {
    let isWatched = true
    desk.process.once('exit', (code, signal) => {
      if (isWatched) happened({ at: performance.now(), what: 'died', code: code ?? signal ?? '' })
    })
    endings.set(desk, () => (isWatched = false))
  }

  /** As a supervisor does it: a start that fails, because the database is away, say, is begun anew. */
  async function fill(place: number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      const slot = (slots[place] = await spawn())
      lead()
      try {
        await slot.desk.ready()
        watchOver(slot)
        return
      } catch (error) {
        happened({ at: performance.now(), what: 'not_started' })
        if (tries === STARTS_MOST) throw error
      }
    }
  }

  /** Ends one, stays so long without it, and starts another in its place. */
  async function replace(which: number, downMs: number, end: (slot: Slot) => Promise<void>) {
    const place = which % slots.length
    const slot = slots[place]
    if (!slot) return
    await end(slot)
    await pause(downMs)
    await fill(place)
    happened({ at: performance.now(), what: 'back' })
  }

  async function kill({ desk }: Slot): Promise<void> {
    endings.get(desk)?.()
    happened({ at: performance.now(), what: 'killed' })
    await desk.kill()
  }

  async function terminate({ desk }: Slot): Promise<void> {
    endings.get(desk)?.()
    const at = performance.now()
    const code = await desk.stop()
    happened({ at, what: 'stopped', code: code ?? 'none', tookMs: performance.now() - at })
  }

  return {
    log,
    async start(mode, more) {
      env = mode === 'polling' ? more : { ...more, PUBLIC_URL: url, WEBHOOK_SECRET: SECRET }
      slots = []
      await fill(0)
      if (mode === 'replicas') await fill(1)
      happened({ at: performance.now(), what: 'back' })
    },
    async stop() {
      await Promise.all(slots.map(terminate))
      slots = []
      lead()
    },
    kill: (which, downMs) => replace(which, downMs, kill),
    terminate: (which, downMs) => replace(which, downMs, terminate),
    async freeze(which, ms) {
      const slot = slots[which % slots.length]
      happened({ at: performance.now(), what: 'frozen' })
      slot?.desk.process.kill('SIGSTOP')
      await pause(ms)
      slot?.desk.process.kill('SIGCONT')
      happened({ at: performance.now(), what: 'thawed' })
    },
    async skew(which, byMs, ms) {
      const slot = slots[which % slots.length]
      const turn = (aheadMs: number) => slot?.desk.process.send({ aheadMs })
      happened({ at: performance.now(), what: 'skewed' })
      turn(byMs)
      await pause(ms)
      if (slot?.desk.process.connected !== true) return
      turn(0)
      happened({ at: performance.now(), what: 'skewed' })
    },
    async sleep(meanwhile) {
      const count = slots.length
      await Promise.all(slots.map(kill))
      slots = []
      lead()
      await meanwhile()
      for (let place = 0; place < count; place += 1) await fill(place)
      happened({ at: performance.now(), what: 'back' })
    },
    hold: (isHeld) => (isHeld ? balancer.shut() : balancer.open()),
    webhookUrl: () => `${url}/telegram`,
    async close() {
      await Promise.all(slots.map(kill))
      await balancer.close()
    },
  }
}

/** What every desk of a storm is started with. */
export function environmentOf(to: {
  telegram: string
  database: string
  orgFile: string
  clockRate: number
}): Record<string, string> {
  return {
    ...{ BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: to.telegram, DATABASE_URL: to.database },
    ...{ ORG_FILE: to.orgFile, CLOCK_RATE: String(to.clockRate), SEND_RATE: '1000' },
    ...{ LOG_LEVEL: 'debug' },
  }
}
