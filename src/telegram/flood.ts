import type { Log } from './log.ts'
import type { RealTime } from './real-time.ts'

/** Tells when it is not one chat but all of us that is too fast for Telegram. */
export interface Flood {
  /** A chat was told to wait so long. */
  note(chat: number, ms: number): void
  /** Nothing may go before. */
  until(): number
}

const CHATS = 3
const WINDOW_MS = 10_000

export function createFlood(time: RealTime, log: Log): Flood {
  const told = new Map<number, number>()
  let until = 0
  return {
    note(chat, ms) {
      const now = time.now()
      told.set(chat, now)
      for (const [id, at] of told) if (at < now - WINDOW_MS) told.delete(id)
      if (told.size >= CHATS) until = Math.max(until, now + ms)
      log.warn({ retryAfterMs: ms, chats: told.size }, 'Telegram asks us to send more slowly')
    },
    until: () => until,
  }
}
