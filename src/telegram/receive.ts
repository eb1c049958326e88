import type { Pool } from 'pg'
import { LIMITS } from '../domain/limits.ts'
import { inBatches } from '../store/in-batches.ts'
import { Crowded, isCrowded, receive, type IncomingUpdate } from '../store/inbox.ts'
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
export function createTakeIn(
  pool: Pool,
  lanes: Pick<Lanes, 'wake'>,
  most: number = LIMITS.waitingUpdates,
): TakeIn {
  const room = createRoom(pool, most)
  const take = inBatches(async (updates: IncomingUpdate[]) => {
    lanes.wake(await receive(pool, updates))
    return updates
  })
  return async (updates) => {
    if (!(await room())) throw new Crowded('too many updates wait')
    await Promise.all(updates.map(take))
  }
}

const LOOK_MS = 1_000

/**
 * Whether there is room for more, as it was seen within the last second. Only while there is none does anybody wait for
 * the next look.
 */
function createRoom(pool: Pool, most: number): () => Promise<boolean> {
  let hasRoom = true
  let lookedAt = -Infinity
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    try {
      hasRoom = !(await isCrowded(pool, most))
    } finally {
      looking = undefined
    }
  }

  return async () => {
    if (looking === undefined && performance.now() - lookedAt >= LOOK_MS) {
      lookedAt = performance.now()
      looking = look()
      // A database that is away is told by whoever waits for it, or by the insert that follows.
      looking.catch(() => undefined)
    }
    if (!hasRoom) await looking
    return hasRoom
  }
}
