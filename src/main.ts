import { enableCompileCache, flushCompileCache } from 'node:module'
import { join } from 'node:path'

// Compiled code is kept beside the packages, so that a later start takes half as long. It must be
// on before anything else is loaded; where nothing can be written there, there is no cache.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compile'))
await import('./run.ts')
// Node writes it at the end, which a killed process does not have.
flushCompileCache()
