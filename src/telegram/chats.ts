import type { Waiting } from '../store/sending.ts'
import { allowedAt, spend, type Allowance, type Pace } from './rate.ts'
import type { RealTime } from './real-time.ts'

/**
 * Telegram allows about one message a second in a chat, and lets short bursts pass; where it finds one too long,
 * it says so and the chat waits. A cadre with many tasks should not wait for nothing.
 */
export const PERSON_PACE: Pace = { burst: 20, perSecond: 1 }
/** Twenty a minute in a group: a burst of 5, and 15 more within the minute. */
export const GROUP_PACE: Pace = { burst: 5, perSecond: 15 / 60 }
export interface Paces {
  person: Pace
  group: Pace
}
/** Every so many turns a chat is served that did not just write, so that replies do not starve it. */
const OTHERS_TURN = 4

/** A chat with rows to send, in the order of their ids. */
export interface Chat {
  id: number
  rows: Waiting[]
  /** Its first row is being sent. */
  busy: boolean
  frozenUntil: number
  allowance: Allowance
  takeBack?: () => void
}

/** Everything that waits, by chat. Decides whose turn it is; sends nothing and stores nothing. */
export interface Chats {
  add(row: Waiting): void
  has(id: number): boolean
  /** The chat whose turn it is; it is busy until `free`. */
  pick(): Chat | undefined
  /** The first row is done with (`drop`), or waits for its next try. */
  free(chat: Chat, drop: boolean): void
  spend(chat: Chat, messages: number): void
  freeze(chat: Chat, ms: number): void
  /** Takes out the rows up to this id, or all. */
  takeOut(chat: Chat, upTo?: number): Waiting[]
  /** Forgets chats that have nothing waiting and have had their rest. */
  forgetIdle(): void
  close(): void
}

/**
 * Chats take turns, one message a turn. `becameReady` is called whenever a chat may be picked that
 * could not before.
 */
export function createChats(
  time: RealTime,
  becameReady: () => void,
  paces: Paces = { person: PERSON_PACE, group: GROUP_PACE },
): Chats {
  const chats = new Map<number, Chat>()
  const known = new Set<number>()
  const scheduled = new Map<number, () => void>()
  // Sets keep their order: whoever came first is first, whoever was served goes to the end.
  const replies = new Set<Chat>()
  const others = new Set<Chat>()
  let turn = 0
  let closed = false

  const paceOf = (chat: Chat): Pace => (chat.id < 0 ? paces.group : paces.person)

  function chatOf(id: number): Chat {
    let chat = chats.get(id)
    if (chat === undefined) {
      const allowance = { left: Infinity, at: time.now() }
      chat = { id, rows: [], busy: false, frozenUntil: 0, allowance }
      chats.set(id, chat)
    }
    return chat
  }

  /** Puts the chat where it belongs now: among the ready ones, or to sleep until it may be. */
  function arrange(chat: Chat): void {
    chat.takeBack?.()
    delete chat.takeBack
    replies.delete(chat)
    others.delete(chat)
    const [row] = chat.rows
    if (row === undefined || chat.busy || closed) return
    const now = time.now()
    const at = Math.max(
      chat.frozenUntil,
      row.notBefore,
      allowedAt(chat.allowance, paceOf(chat), now),
    )
    if (at <= now) {
      const ring = chat.rows.some(({ direct }) => direct) ? replies : others
      ring.add(chat)
    } else
      chat.takeBack = time.after(at - now, () => {
        arrange(chat)
        becameReady()
      })
  }

  function insert(row: Waiting): void {
    const chat = chatOf(row.chat)
    const place = chat.rows.findLastIndex((other) => other.id < row.id) + 1
    // Never before a row that is being sent.
    chat.rows.splice(chat.busy ? Math.max(place, 1) : place, 0, row)
    if (chat.busy || replies.has(chat)) return
    // A ready chat keeps its place among the others, unless it is to go before them.
    if (row.direct || !others.has(chat)) arrange(chat)
  }

  /** A row that is not due yet and was never tried holds up nothing: it joins when its time comes. */
  function schedule(row: Waiting): void {
    const join = (): void => {
      scheduled.delete(row.id)
      if (closed) return
      if (row.notBefore > time.now()) schedule(row)
      else {
        insert(row)
        becameReady()
      }
    }
    scheduled.set(row.id, time.after(row.notBefore - time.now(), join))
  }

  return {
    add(row) {
      if (closed || known.has(row.id)) return
      known.add(row.id)
      if (!row.tried && row.notBefore > time.now()) schedule(row)
      else insert(row)
    },
    has: (id) => known.has(id),
    pick() {
      turn += 1
      const first = turn % OTHERS_TURN === 0 ? others : replies
      const ring = first.size > 0 ? first : first === others ? replies : others
      const [chat] = ring
      if (chat === undefined) return undefined
      ring.delete(chat)
      chat.busy = true
      return chat
    },
    free(chat, drop) {
      chat.busy = false
      if (drop) for (const row of chat.rows.splice(0, 1)) known.delete(row.id)
      arrange(chat)
    },
    spend: (chat, messages) => spend(chat.allowance, paceOf(chat), time.now(), messages),
    freeze(chat, ms) {
      chat.frozenUntil = Math.max(chat.frozenUntil, time.now() + ms)
    },
    takeOut(chat, upTo = Infinity) {
      const out = chat.rows.filter(({ id }) => id <= upTo)
      chat.rows = chat.rows.filter(({ id }) => id > upTo)
      for (const { id } of out) known.delete(id)
      return out
    },
    forgetIdle() {
      const now = time.now()
      for (const chat of chats.values()) {
        const isIdle = chat.rows.length === 0 && !chat.busy && chat.frozenUntil <= now
        const { burst, perSecond } = paceOf(chat)
        const isRested = chat.allowance.at < now - (burst / perSecond) * 1000
        if (isIdle && isRested) chats.delete(chat.id)
      }
    },
    close() {
      closed = true
      for (const takeBack of scheduled.values()) takeBack()
      for (const chat of chats.values()) chat.takeBack?.()
    },
  }
}
