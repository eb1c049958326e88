import type { Learned } from '../actions/learn.ts'
import type { Understanding } from '../actions/understanding.ts'

/** How often the desk looks whether another model is in use: real time. */
const LOOK_MS = 10_000

export interface Learner {
  /** Learns now, unless it is learning already. */
  wake(): void
  stop(): Promise<void>
}

/** Keeps the understanding up to date, and learns when it is told to, both beside the chat. */
export function startLearner(
  understanding: Understanding,
  options: {
    learn: (stop: AbortSignal) => Promise<Learned | null>
    learned: (learned: Learned) => void
    failed: (error: unknown) => void
  },
): Learner {
  const stop = new AbortController()
  let learning: Promise<void> | null = null
  let looking = Promise.resolve()
  const refresh = () => understanding.refresh().catch(options.failed)
  const timer = setInterval(() => {
    looking = refresh()
  }, LOOK_MS)

  async function learn(): Promise<void> {
    try {
      const learned = await options.learn(stop.signal)
      if (learned) options.learned(learned)
      await refresh()
    } catch (error) {
      options.failed(error)
    }
  }

  return {
    wake() {
      if (stop.signal.aborted) return
      learning ??= learn().finally(() => (learning = null))
    },
    async stop() {
      clearInterval(timer)
      stop.abort()
      await Promise.all([learning, looking])
    },
  }
}
