import { randomInt } from 'node:crypto'

export type UpdateType = 'message' | 'edited_message' | 'callback_query' | 'my_chat_member'

export interface QueuedUpdate {
  id: number
  /** Rises over restarts of the numbering; the order of delivery. */
  sequence: number
  /** Updates of one lane come one after the other (webhook); lanes overlap. */
  lane: string
  type: UpdateType
  payload: unknown
  /** Real milliseconds: Telegram's patience does not follow the sandbox clock. */
  expiresAt: number
}

export interface Update {
  update_id: number
  [type: string]: unknown
}

const DAY = 24 * 60 * 60 * 1000
const PRESS_LIFE = 150 * 1000

/** Updates that wait for the bot. Forgetting follows Telegram's server, offset for offset. */
export class UpdateQueue {
  readonly #now: () => number
  readonly #waiting = new Map<number, QueuedUpdate>()
  readonly #listeners = new Set<(arrived: QueuedUpdate) => void>()
  readonly #expiryListeners = new Set<(expired: QueuedUpdate) => void>()
  #allowed: Set<string> | undefined
  #sequence = 0
  #nextId = randomStart()
  /** Where the numbering began, and the numbering before it, after a restart at a random number. */
  #firstId = this.#nextId
  #before: { firstId: number; nextId: number; lastSequence: number } | undefined

  constructor(now: () => number) {
    this.#now = now
  }

  /** Appends an update unless the bot did not ask for its type. */
  push(type: UpdateType, payload: unknown, personId: number): void {
    if (this.#allowed && !this.#allowed.has(type)) return
    const life = type === 'callback_query' ? PRESS_LIFE : DAY
    const id = this.#nextId
    this.#nextId += 1
    this.#sequence += 1
    const arrived: QueuedUpdate = {
      id,
      sequence: this.#sequence,
      lane: laneOf(type, personId),
      type,
      payload,
      expiresAt: this.#now() + life,
    }
    this.#waiting.set(this.#sequence, arrived)
    for (const listener of this.#listeners) listener(arrived)
  }

  /** Updates from this offset on, oldest first; what lies below is forgotten first. */
  read(offset: number, limit: number): QueuedUpdate[] {
    // What the bot says it has is not among what it did not take in time.
    this.#forgetBelow(offset < 0 ? this.#nextId + offset : offset)
    this.#forgetExpired()
    return this.#waiting.values().take(limit).toArray()
  }

  #forgetBelow(offset: number): void {
    const isCurrent = offset >= this.#firstId && offset <= this.#nextId
    const before = this.#before
    const isBefore = before && offset >= before.firstId && offset <= before.nextId
    // An offset in the future is not one of ours: the server starts from its head and forgets nothing.
    if (!isCurrent && !isBefore) return
    for (const update of this.#waiting.values()) {
      const isOld = before !== undefined && update.sequence <= before.lastSequence
      const isBelow = isOld === !isCurrent ? update.id < offset : isOld
      if (isBelow) this.#waiting.delete(update.sequence)
    }
  }

  #forgetExpired(): void {
    for (const sequence of this.#waiting.keys()) this.#inTime(sequence)
  }

  /** What waits at this place in the order; what has waited for too long is forgotten instead. */
  #inTime(sequence: number): QueuedUpdate | undefined {
    const update = this.#waiting.get(sequence)
    if (!update || update.expiresAt > this.#now()) return update
    this.expire(sequence)
    return undefined
  }

  /** Forgets what the bot did not take in time. */
  expire(sequence: number): void {
    const update = this.#waiting.get(sequence)
    this.#waiting.delete(sequence)
    if (update) for (const listener of this.#expiryListeners) listener(update)
  }

  forget(sequence: number): void {
    this.#waiting.delete(sequence)
  }

  /** The first update after this place in the order, for the webhook's loader. */
  after(sequence: number): QueuedUpdate | undefined {
    for (let at = sequence + 1; at <= this.#sequence; at++) {
      const update = this.#inTime(at)
      if (update) return update
    }
    return undefined
  }

  has(sequence: number): boolean {
    return this.#inTime(sequence) !== undefined
  }

  count(): number {
    this.#forgetExpired()
    return this.#waiting.size
  }

  clear(): void {
    this.#waiting.clear()
  }

  allow(types: string[]): void {
    this.#allowed = types.length === 0 ? undefined : new Set(types)
  }

  allowed(): string[] | undefined {
    return this.#allowed && [...this.#allowed]
  }

  onArrival(listener: (arrived: QueuedUpdate) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told of what is forgotten because the bot did not take it in time. */
  onExpiry(listener: (expired: QueuedUpdate) => void): void {
    this.#expiryListeners.add(listener)
  }

  /** What Telegram does after a week of silence: goes on at a random number, maybe a lower one. */
  restartNumbering(given?: number): void {
    this.#before = {
      firstId: this.#firstId,
      nextId: this.#nextId,
      lastSequence: this.#sequence,
    }
    const isOurs = (id: number) => Math.abs(id - this.#nextId) < 10_000_000
    let start = given ?? randomStart()
    while (isOurs(start)) start = randomStart()
    this.#firstId = this.#nextId = start
  }

  skipNumbers(count: number): void {
    this.#nextId += count
  }

  save(): QueueSnapshot {
    return {
      waiting: [...this.#waiting.values()],
      sequence: this.#sequence,
      firstId: this.#firstId,
      nextId: this.#nextId,
      ...(this.#before && { before: this.#before }),
      ...(this.#allowed && { allowed: [...this.#allowed] }),
    }
  }

  load(snapshot: QueueSnapshot): void {
    for (const update of snapshot.waiting) this.#waiting.set(update.sequence, update)
    this.#sequence = snapshot.sequence
    this.#firstId = snapshot.firstId
    this.#nextId = snapshot.nextId
    this.#before = snapshot.before
    this.#allowed = snapshot.allowed && new Set(snapshot.allowed)
  }
}

export interface QueueSnapshot {
  waiting: QueuedUpdate[]
  sequence: number
  firstId: number
  nextId: number
  before?: { firstId: number; nextId: number; lastSequence: number }
  allowed?: string[]
}

/** The update as it goes over the wire. */
export function updateOf(queued: QueuedUpdate): Update {
  return { update_id: queued.id, [queued.type]: queued.payload }
}

/** Messages queue per chat, presses per user: a press and a message of one person may overlap. */
function laneOf(type: UpdateType, personId: number): string {
  if (type === 'callback_query') return `press:${personId}`
  if (type === 'my_chat_member') return `member:${personId}`
  return `chat:${personId}`
}

function randomStart(): number {
  return randomInt(100_000_000, 1_000_000_000)
}
