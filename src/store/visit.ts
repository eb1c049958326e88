import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readAddress, startEmbedded, type EmbeddedDatabase } from './embedded.ts'
import { DatabaseFault } from './fault.ts'

/**
 * Reaches the embedded database of a directory beside whoever uses it: a desk that is at work goes on,
 * and keeps its server. When none runs there, it is started, and stopped at the end.
 */
export async function visitEmbedded(directory: string): Promise<EmbeddedDatabase> {
  const home = resolve(directory)
  const isThere = await access(join(home, 'password')).then(
    () => true,
    () => false,
  )
  if (!isThere) throw new DatabaseFault(`There is no database in ${home}: check DATA_DIR.`)
  const url = await readAddress(home)
  return url === undefined ? startEmbedded(home) : { url, stop: () => Promise.resolve() }
}
