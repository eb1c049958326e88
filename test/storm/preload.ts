import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'
import { patched, type Patch } from './patch.ts'

// Loaded into the desk's process before anything else, by `node --import`: what the product must not contain.

/** The machine's clock jumps when the storm says so. Timers do not, as on a real machine. */
const realNow = Date.now
let aheadMs = 0
Date.now = () => realNow() + aheadMs
if (isMainThread && process.channel) {
  process.on('message', (message: { aheadMs: number }) => {
    aheadMs = message.aheadMs
  })
  // Waiting for the storm must not keep a desk alive.
  process.channel.unref()
}

/** A seeded bug: one module is loaded with other words in it. */
const file = process.env['STORM_BUG']
if (file !== undefined) {
  const { patches } = JSON.parse(readFileSync(file, 'utf8')) as { patches: Patch[] }
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const own = patches.filter((patch) => url.endsWith(`/${patch.file}`))
      if (own.length === 0 || !loaded.source) return loaded
      const source =
        typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source)
      return { ...loaded, source: patched(source, own) }
    },
  })
}
