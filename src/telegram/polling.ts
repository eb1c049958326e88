import type { Pool } from 'pg'
import { holdLease } from '../store/lease.ts'
import type { IncomingUpdate } from '../store/inbox.ts'
import type { Outcome, TelegramClient } from './client.ts'
import { faultOf, type Log } from './log.ts'
import { backOff, realTime, rest, type RealTime } from './real-time.ts'
import { ALLOWED_UPDATES, type TakeIn } from './receive.ts'

export interface PollingOptions {
  pool: Pool
  client: TelegramClient
  takeIn: TakeIn
  log: Log
  time?: RealTime
}

export interface Polling {
  /** This replica is asking for updates. */
  isTaking(): boolean
  stop(): Promise<void>
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** Somebody else polls: most likely our own request before a restart, which ends within seconds. */
const CONFLICT_PAUSE_MS = 3_000

/** Asks Telegram for updates, over and over. Of all replicas only the one that holds the lease does. */
export function startPolling(options: PollingOptions): Polling {
  const { pool, client, log, time = realTime } = options
  const stop = new AbortController()
  let isTaking = false

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const lease = await holdLease(pool, 'polling', stop.signal)
      if (lease === null) return
      const end = AbortSignal.any([lease.lost, stop.signal])
      // Without drop_pending_updates: what people wrote while we were away is waiting there.
      const isFree = await insist(client, 'deleteWebhook', {}, { end, log, time })
      if (isFree) await poll(options, end, () => (isTaking = true))
      isTaking = false
      await lease.release()
    }
  }

  const running = run()
  return {
    isTaking: () => isTaking,
    async stop() {
      stop.abort()
      await running
    },
  }
}

async function poll(options: PollingOptions, end: AbortSignal, began: () => void): Promise<void> {
  const { client, takeIn, log, time = realTime } = options
  // No offset is kept over a restart: ids that are known are ignored, and a kept one would be wrong
  // after a quiet week, when Telegram begins anew at a random id.
  let offset: number | undefined
  let failures = 0
  while (!end.aborted) {
    began()
    const body = { allowed_updates: ALLOWED_UPDATES, limit: 100 }
    const outcome = await client.longPoll(offset === undefined ? body : { ...body, offset }, end)
    if (outcome.kind !== 'sent') {
      await pauseAfter(outcome, failures, { end, log, time })
      failures += 1
      continue
    }
    try {
      const updates = outcome.result as IncomingUpdate[]
      await takeIn(updates)
      // The next request acknowledges these: Telegram forgets what lies below its offset when it
      // arrives. After an empty answer nothing is left to acknowledge, and the offset can go.
      offset = updates.length > 0 ? Math.max(...updates.map((u) => u.update_id)) + 1 : undefined
      failures = 0
    } catch (error) {
      // Not kept, so not acknowledged: the same request brings them again.
      log.error(faultOf(error), 'updates cannot be kept; they stay with Telegram')
      await rest(time, backOff(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), end)
      failures += 1
    }
  }
}

interface Patience {
  end: AbortSignal
  log: Log
  time: RealTime
}

/** Calls until Telegram agrees; false: the end came first. */
export async function insist(
  client: TelegramClient,
  method: string,
  body: Record<string, unknown>,
  patience: Patience,
): Promise<boolean> {
  for (let failures = 0; !patience.end.aborted; failures += 1) {
    const outcome = await client.call(method, body, patience.end)
    if (outcome.kind === 'sent' || isUnknownMethod(outcome)) return true
    await pauseAfter(outcome, failures, patience)
  }
  return false
}

/** A Bot API server without webhooks has none to set or delete. */
function isUnknownMethod(outcome: Outcome): boolean {
  return outcome.kind === 'refused' && outcome.code === 404
}

async function pauseAfter(
  outcome: Exclude<Outcome, { kind: 'sent' }>,
  failures: number,
  { end, log, time }: Patience,
): Promise<void> {
  if (end.aborted) return
  const isRefused = outcome.kind === 'refused'
  const why = isRefused ? `${outcome.code} ${outcome.description}` : outcome.reason
  log.warn({ why, failures }, 'Telegram gives no updates')
  const asked = isRefused ? (outcome.retryAfterSeconds ?? 0) * 1000 : 0
  const conflict = isRefused && outcome.code === 409 ? CONFLICT_PAUSE_MS : 0
  const pause = backOff(failures, FIRST_PAUSE_MS, LONGEST_PAUSE_MS)
  await rest(time, Math.max(asked, conflict, pause), end)
}
