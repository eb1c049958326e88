import type { Pool } from 'pg'
import { inBatches } from '../store/in-batches.ts'
import { receive, type IncomingUpdate } from '../store/inbox.ts'
import type { Lanes } from './lanes.ts'

/** What we ask Telegram for. Without `my_chat_member` nobody would tell us of blocks and unblocks. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const

/** Takes updates in. When it resolves they are committed: only then may they be acknowledged. */
export type TakeIn = (updates: readonly IncomingUpdate[]) => Promise<void>

/** One way in for polling and webhook: updates that come together are kept with one statement. */
export function createTakeIn(pool: Pool, lanes: Pick<Lanes, 'wake'>): TakeIn {
  const take = inBatches(async (updates: IncomingUpdate[]) => {
    lanes.wake(await receive(pool, updates))
    return updates
  })
  return async (updates) => {
    await Promise.all(updates.map(take))
  }
}
