import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Order } from './points.ts'
import { watchDesk } from './watch.ts'

// Loaded into a real desk before anything else (`node --import`). It kills the process at its point, and lets it begin
// only when it is told so: what a desk imports is loaded by then.

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compile'))

const watch = watchDesk({
  /** As `kill -9` from outside. Nothing of the desk runs between the order and the end. */
  end() {
    process.kill(process.pid, 'SIGKILL')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  },
  isGone: () => false,
})
await import('../../../src/app.ts')
await import('../../../src/settings.ts')

// Whoever told it what to do is gone.
process.on('disconnect', () => process.exit(1))
await new Promise<void>((go) => {
  process.on('message', (given: Order) => {
    if (given.order === 'go') go()
    if (given.order === 'arm') watch.arm(given.point)
    process.send?.({ counts: watch.counts() })
  })
})
// The channel alone must not keep a desk alive that has been told to stop.
process.channel?.unref()
