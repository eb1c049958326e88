import type { Pool } from 'pg'
import { holdLease, type Lease } from '../store/lease.ts'
import { recoverSending } from '../store/sending.ts'
import { sentLately } from '../store/sent-lately.ts'
import type { DispatchOptions } from './dispatch-options.ts'
import { Dispatch } from './dispatch.ts'
import { faultOf, type Log } from './log.ts'
import { createRate } from './rate.ts'
import { realTime, rest, type RealTime } from './real-time.ts'
import { MUST_PAUSES } from './verdict.ts'
import { createWatch } from './watch.ts'

export type DelivererOptions = Omit<DispatchOptions, 'time' | 'rate'> & {
  /** Messages a second over all chats and all replicas. */
  sendRate: number
  time?: RealTime
}

export interface Deliverer {
  /** To be called after each commit that put something into the outbox. Costs nothing to call often. */
  wake(): void
  /** Ends what is being sent and begins nothing more. */
  stop(): Promise<void>
}

const CHANNEL = 'outbox'
/** A replica that dies between its commit and its call to `wake` is made up for within this time. */
const LOOK_MS = 1_000
/** Every so many looks all that waits is counted over, for transactions that took long. */
const LOOKS_PER_COUNT = 10
/** Telegram counts where it stands: what leaves a little apart may arrive a little closer together. */
const RATE_WINDOW_MS = 1_050
/** The process has 10 s to end, and delivery is not all of it. */
const STOP_MS = 5_000

/** Starts delivery. Of all replicas the one that holds the lease sends; the others tell it to look. */
export function startDeliverer(options: DelivererOptions): Deliverer {
  const { database, log, sendRate, time = realTime } = options
  // Two and a half a second are three in 1.2 of them.
  const most = Math.ceil(sendRate)
  const windowMs = (RATE_WINDOW_MS * most) / sendRate
  const rate = createRate(most, windowMs)
  const stop = new AbortController()
  const tell = teller(database.pool, log)
  let look: (() => void) | undefined

  async function run(): Promise<void> {
    while (!stop.signal.aborted) {
      const lease = await holdLease(database.pool, 'delivery', stop.signal)
      if (lease === null) return
      try {
        await deliverUnder(lease)
      } catch (error) {
        log.error(faultOf(error), 'delivery begins anew')
        await rest(time, LOOK_MS, stop.signal)
      } finally {
        look = undefined
        await lease.release()
      }
    }
  }

  async function deliverUnder(lease: Lease): Promise<void> {
    const lately = await sentLately(database.pool, Math.ceil(windowMs))
    const { again, givenUp } = await recoverSending(database.pool, MUST_PAUSES)
    if (again + givenUp > 0)
      log.warn({ again, givenUp }, 'messages were being sent when the last deliverer ended')
    // Who had the lease when we asked may have sent at full rate until now; who ended before has written down what.
    rate.take(time.now(), lease.waited ? most : Math.min(lately, most))
    const dispatch = new Dispatch({ ...options, time, rate }, lease)
    const end = AbortSignal.any([lease.lost, stop.signal])
    const watch = createWatch(database.pool, time)
    const lookOnce = oneAtATime(async (isCount: boolean) => {
      if (isCount) dispatch.add(await watch.all())
      dispatch.add(await watch.fresh())
    }, log)
    try {
      look = () => lookOnce.start(false)
      await lease.listen(CHANNEL, look)
      for (let looks = 0; !end.aborted; looks += 1) {
        lookOnce.start(looks % LOOKS_PER_COUNT === 0)
        await rest(time, LOOK_MS, end)
      }
    } finally {
      look = undefined
      await dispatch.stop(STOP_MS)
      await lookOnce.ended()
    }
  }

  const running = run()
  return {
    wake() {
      if (look) look()
      else tell.start(false)
    },
    async stop() {
      stop.abort()
      await running
      await tell.ended()
    },
  }
}

/** Tells the deliverer in another replica. Callers while one is on its way share the next. */
function teller(pool: Pool, log: Log): OneAtATime {
  // Not within the handlers' transactions: NOTIFY makes commits queue up one behind the other. And
  // what it loses in a crash is made up for by the regular look, so it need not wait for the disk.
  return oneAtATime(
    () =>
      pool.query(
        `select pg_notify('${CHANNEL}', '') from set_config('synchronous_commit', 'off', true)`,
      ),
    log,
  )
}

interface OneAtATime {
  start(flag: boolean): void
  /** What was started has ended. */
  ended(): Promise<void>
}

/** Runs at once; calls while it runs make it run once more. */
function oneAtATime(run: (flag: boolean) => Promise<unknown>, log: Log): OneAtATime {
  let running: Promise<void> | undefined
  let next: boolean | undefined
  async function drain(): Promise<void> {
    while (next !== undefined) {
      const flag = next
      next = undefined
      try {
        await run(flag)
      } catch (error) {
        log.error(faultOf(error), 'the outbox cannot be read')
      }
    }
    running = undefined
  }
  return {
    start(flag) {
      next = (next ?? false) || flag
      running ??= drain()
    },
    ended: () => running ?? Promise.resolve(),
  }
}
