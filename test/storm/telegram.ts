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
  const byId = new Map<number, GivenUpdate>()
  telegram.onUpdate((update) => {
    const one = { at: performance.now(), isLost: false, update }
    given.push(one)
    byId.set(update.update_id, one)
  })
  telegram.onExpiry((id) => {
    const one = byId.get(id)
    if (one) one.isLost = true
  })
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
      gate.leadTo([])
      gate.cut()
    },
    comeBack() {
      gate.leadTo([port])
    },
    flood: (retryAfter) => (floodSeconds = retryAfter),
    turnClock(ms) {
      aheadMs += ms
    },
    async stop() {
      await gate.close()
      await telegram.stop()
    },
  }
}
