import pg from 'pg'
import { cannotBeUsed } from './fault.ts'

/** A connection that breaks while nothing is asked of it says so with an event; the next statement tells it again. */
export const nextStatementTells = (): void => undefined

/** A connection of one's own, outside the pool. Throws a `DatabaseFault` where there is none to be had. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', nextStatementTells)
  await client.connect().catch((cause: unknown) => {
    throw cannotBeUsed(url, cause)
  })
  return client
}
