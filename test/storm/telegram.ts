import { startTelegram, type TestTelegram } from '../support/running-desk.ts'
import type { Call } from '../../src/sandbox/api/calls.ts'
import { openGate } from './gate.ts'
import type { GivenUpdate } from './record.ts'

/** A Telegram that may be away, be too busy, and whose clock may be turned. */
export interface StormTelegram extends TestTelegram {
  /** Where the desks reach it. */
  address: string
  seen: Call[]
  given: GivenUpdate[]
  /** Connections are refused or break off. */
  leave(): void
  comeBack(): void
  /** Whatever sends is told to wait, or no longer. */
  flood(retryAfter: number | null): void
  turnClock(ms: number): void
}

const PRESS_LIFE_MS = 150_000
const DAY_MS = 24 * 3_600_000
/** What was given so long before Telegram went away may not have been heard either: desks were down or slow. */
const UNHEARD_MS = 10_000

export async function openTelegram(): Promise<StormTelegram> {
  let aheadMs = 0
  let floodSeconds: number | null = null
  const now = () => Date.now() + aheadMs
  const telegram = await startTelegram({
    ...{ now, realNow: now, pressPatienceMs: 2_000, webhookSecondMs: 50 },
  })
  const gate = await openGate()
  const port = Number(new URL(telegram.origin).port)
  gate.leadTo([port])
  const seen: Call[] = []
  const given: GivenUpdate[] = []
  telegram.calls.onCall((call) => seen.push(call))
  /** By Telegram's clock. */
  const givenAt = new WeakMap<GivenUpdate, number>()
  let awaySince: number | null = null
  telegram.onUpdate((update) => {
    const one = { at: performance.now(), isLost: false, update }
    given.push(one)
    givenAt.set(one, now())
  })
  /** How long Telegram may have kept it for a desk that does not hear. */
  const keptMs = (one: GivenUpdate, turnedMs: number) => {
    const mayWait = awaySince !== null && one.at > awaySince - UNHEARD_MS
    return mayWait ? now() - (givenAt.get(one) ?? now()) : turnedMs
  }
  for (const retryAfter of [1, 2])
    telegram.faults.add(
      '*',
      { kind: 'flood', retryAfter },
      { when: (params) => floodSeconds === retryAfter && 'chat_id' in params },
    )
  return {
    ...telegram,
    address: `http://127.0.0.1:${gate.port}`,
    seen,
    given,
    leave() {
      awaySince = performance.now()
      gate.leadTo([])
      gate.cut()
    },
    comeBack() {
      awaySince = null
      gate.leadTo([port])
    },
    flood: (retryAfter) => (floodSeconds = retryAfter),
    turnClock(ms) {
      aheadMs += ms
      const isOver = (one: GivenUpdate) =>
        keptMs(one, ms) >= ('callback_query' in one.update ? PRESS_LIFE_MS : DAY_MS)
      for (const one of given) one.isLost ||= isOver(one)
    },
    async stop() {
      await gate.close()
      await telegram.stop()
    },
  }
}
