import { doWhatIsDue } from '../actions/due.ts'
import type { Desk } from '../actions/desk.ts'
import { findDemands } from '../actions/demands/run.ts'
import { prune } from '../actions/prune.ts'

/** How often the desk looks what is due: real time. A clock that runs faster is looked at more often. */
const LOOK_MS = 1_000
const LOOK_FAST_MS = 100
/** Real time: what is pruned has nothing to do with the desk's clock. */
const FIRST_PRUNE_MS = 60_000
const PRUNE_MS = 3_600_000

export interface Ticker {
  /** Looks at once: the clock was moved. */
  wake(): void
  stop(): Promise<void>
}

/** Does what is due, one thing after another, for as long as the desk runs. */
export function startTicker(
  desk: Desk,
  options: { rate: () => number; failed: (error: unknown) => void; done: () => void },
): Ticker {
  let isStopping = false
  const stop = new AbortController()
  let night: Promise<void> | null = null
  let nextPrune = performance.now() + FIRST_PRUNE_MS
  let wake: () => void = () => undefined

  async function run(): Promise<void> {
    while (!isStopping) {
      await doAll()
      night ??= findAtNight().finally(() => (night = null))
      const pause = options.rate() > 1 ? LOOK_FAST_MS : LOOK_MS
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pause)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  async function doAll(): Promise<void> {
    try {
      while (!isStopping && (await doWhatIsDue(desk)) > 0) options.done()
      await pruneNowAndThen()
    } catch (error) {
      options.failed(error)
    }
  }

  /** Beside everything else, for it takes long. */
  async function findAtNight(): Promise<void> {
    try {
      if (await findDemands(desk, stop.signal)) options.done()
    } catch (error) {
      options.failed(error)
    }
  }

  async function pruneNowAndThen(): Promise<void> {
    if (performance.now() < nextPrune) return
    nextPrune = performance.now() + PRUNE_MS
    await prune(desk)
  }

  const running = run()
  return {
    wake: () => wake(),
    async stop() {
      isStopping = true
      stop.abort()
      wake()
      await running
      await night
    },
  }
}
