import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { ChartSpec } from './spec.ts'

/**
 * Draws a chart as PNG in a process of its own: the chat goes on meanwhile, and nothing of the memory that charts and
 * fonts take stays with the desk, as some of it would after a thread. Takes about a second. Throws when the process
 * ends without a picture, or when `stop` comes first.
 */
export async function draw(spec: ChartSpec, stop: AbortSignal): Promise<Uint8Array> {
  const artist = fork(new URL('./draw-process.ts', import.meta.url), {
    ...{ serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {} },
    signal: stop,
  })
  const ended = new AbortController()
  const isAborted = once(artist, 'error', { signal: ended.signal }).then(([error]) => {
    throw error
  })
  const hasEnded = once(artist, 'exit', { signal: ended.signal }).then(([code]) => {
    throw new Error(`the process that draws has ended with ${String(code)}`)
  })
  try {
    const drawn = once(artist, 'message', { signal: ended.signal })
    artist.send(spec)
    const [png] = (await Promise.race([drawn, isAborted, hasEnded])) as [Uint8Array]
    return png
  } finally {
    ended.abort()
    artist.kill()
    await Promise.allSettled([isAborted, hasEnded])
  }
}
