import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Counted } from './lives.ts'

/** What the load generator is asked to do. It answers each in turn. */
export type Wish =
  | { do: 'open'; words: readonly string[]; residents: number; thinkMs: number }
  /** Staff have pressed Start before; this one presses it now, and the desk answers. */
  | { do: 'greet'; secretary: number }
  /** So many lives at once: each that ends is followed by another. */
  | { do: 'closed'; atOnce: number }
  /** Lives begin by chance, on average so many a second, whatever becomes of the others. */
  | { do: 'open loop'; perSecond: number }
  /** The people's side for so long, or until so many lives have ended. */
  | { do: 'window'; seconds: number; lives?: number }
  /** No life begins any more; those under way go on to their end. */
  | { do: 'drain'; seconds: number }
  | { do: 'close' }

export interface Window extends Counted {
  seconds: number
  /** Calls of the Bot API by method. */
  calls: Record<string, number>
  /** Lives that have ended since the beginning. */
  total: number
  underWay: number
  /** What lives that did not end are waiting for. */
  stuck: Record<string, number>
}

export interface Crowd {
  readonly pid: number
  readonly origin: string
  ask(wish: Wish): Promise<Window>
  stop(): Promise<void>
}

/** All people and the sandbox's Bot API, in a process of its own so that what they cost is told apart. */
export async function startCrowd(
  given: Omit<Extract<Wish, { do: 'open' }>, 'do'>,
  execArgv: string[] = [],
): Promise<Crowd> {
  const child = fork(join(import.meta.dirname, '../crowd-process.ts'), { execArgv })
  const origin = (await ask(child, { do: 'open', ...given })) as string
  return {
    pid: child.pid ?? 0,
    origin,
    ask: async (wish) => (await ask(child, wish)) as Window,
    async stop() {
      const gone = once(child, 'exit')
      child.send({ do: 'close' } satisfies Wish)
      await gone
    },
  }
}

async function ask(child: ChildProcess, wish: Wish): Promise<unknown> {
  const over = new AbortController()
  const { signal } = over
  const gone = once(child, 'exit', { signal }).then(() => {
    throw new Error('The load generator is gone')
  })
  gone.catch(() => undefined) // aborted when the answer comes first
  child.send(wish)
  try {
    const [answer] = (await Promise.race([once(child, 'message', { signal }), gone])) as [unknown]
    return answer
  } finally {
    over.abort()
  }
}
