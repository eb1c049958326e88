import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Grouped, Order } from './order.ts'

/**
 * Groups letters in a thread of its own, so that the chat goes on meanwhile; what it took of memory is given back
 * when it ends. Null: `stop` came first, and the thread was ended. Throws what went wrong in it.
 */
export async function groupInThread(order: Order, stop: AbortSignal): Promise<Grouped | null> {
  const worker = new Worker(new URL('./thread-worker.ts', import.meta.url), { workerData: order })
  try {
    const [grouped] = (await once(worker, 'message', { signal: stop })) as [Grouped]
    return grouped
  } catch (error) {
    if (stop.aborted) return null
    throw error
  } finally {
    await worker.terminate()
  }
}
