import { tooManyRequests } from './api-error.ts'

export interface Limits {
  /** Messages a second in one chat, after a burst. */
  chatPerSecond: number
  chatBurst: number
  /** Messages a second over all chats. */
  totalPerSecond: number
}

export const TELEGRAM_LIMITS: Limits = { chatPerSecond: 1, chatBurst: 3, totalPerSecond: 30 }

interface Bucket {
  tokens: number
  filledAt: number
}

/** Token buckets as Telegram seems to keep them; a refused message costs nothing. */
export class RateLimits {
  readonly #limits: Limits | undefined
  readonly #chats = new Map<number, Bucket>()
  #total: Bucket = { tokens: Infinity, filledAt: 0 }

  constructor(limits: Limits | undefined) {
    this.#limits = limits
  }

  /** Counts messages to a chat, or refuses with 429 and the seconds to wait. */
  spend(chatId: number, messages = 1): void {
    const limits = this.#limits
    if (!limits) return
    const now = performance.now()
    const chat = this.#chats.get(chatId) ?? { tokens: Infinity, filledAt: now }
    const chatWait = fill(chat, limits.chatPerSecond, limits.chatBurst, messages, now)
    const total = this.#total
    const totalWait = fill(total, limits.totalPerSecond, limits.totalPerSecond, messages, now)
    this.#chats.set(chatId, chat)
    const wait = Math.max(chatWait, totalWait)
    if (wait > 0) throw tooManyRequests(Math.ceil(wait))
    chat.tokens -= messages
    total.tokens -= messages
  }
}

/** Refills a bucket and says how many seconds are missing for this many tokens. */
function fill(
  bucket: Bucket,
  perSecond: number,
  size: number,
  wanted: number,
  now: number,
): number {
  const grown = bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond
  bucket.tokens = Math.min(size, grown)
  bucket.filledAt = now
  // An album larger than the bucket passes when the bucket is full.
  const missing = Math.min(wanted, size) - bucket.tokens
  return missing > 0 ? missing / perSecond : 0
}
