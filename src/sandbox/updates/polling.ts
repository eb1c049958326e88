import { ApiError } from '../api/api-error.ts'
import type { Redelivery } from './redelivery.ts'
import { updateOf, type Update, type UpdateQueue } from './update-queue.ts'

interface Waiting {
  limit: number
  offset: number
  answer: (updates: Update[]) => void
  refuse: (error: ApiError) => void
  timer: NodeJS.Timeout
}

/** getUpdates: one waiting request at a time, woken by the next update. */
export class Polling {
  readonly #queue: UpdateQueue
  readonly #redelivery: Redelivery
  #waiting: Waiting | undefined
  #isWaking = false
  #isClosed = false

  constructor(queue: UpdateQueue, redelivery: Redelivery) {
    this.#queue = queue
    this.#redelivery = redelivery
    queue.onArrival(() => this.#wakeSoon())
  }

  /**
   * Forgets what lies below the offset now, on arrival, then answers or waits.
   * Two things of the real server are left out: it makes a poller that repeats itself within 3 seconds
   * wait 3 seconds, and spaces conflict answers by 3 seconds.
   */
  get(
    offset: number,
    limit: number,
    timeoutMs: number,
    onGone: (listener: () => void) => void,
  ): Update[] | Promise<Update[]> {
    if (this.#isClosed) throw new ApiError(500, 'Internal Server Error: restart')
    const updates = this.#take(offset, limit)
    if (updates.length > 0 || timeoutMs === 0) return updates
    this.stop(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    return new Promise((answer, refuse) => {
      const timer = setTimeout(() => this.#end()?.answer([]), timeoutMs)
      const waiting = { offset, limit, answer, refuse, timer }
      this.#waiting = waiting
      onGone(() => {
        if (this.#waiting === waiting) this.#end()
      })
    })
  }

  /** Ends a waiting request with 409. */
  stop(conflict: string): void {
    this.#end()?.refuse(new ApiError(409, `Conflict: ${conflict}`))
  }

  /** Ends a waiting request with nothing; later ones hear that the server restarts. */
  close(): void {
    this.#isClosed = true
    this.#end()?.answer([])
  }

  #end(): Waiting | undefined {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (waiting) clearTimeout(waiting.timer)
    return waiting
  }

  #take(offset: number, limit: number): Update[] {
    const fresh = this.#queue.read(offset, limit)
    const again = this.#redelivery.takeAgain(fresh)
    this.#redelivery.noteDelivered(fresh)
    return [...again, ...fresh].slice(0, limit).map(updateOf)
  }

  /** Waits a moment, as the real server does, so that updates of one instant come in one answer. */
  #wakeSoon(): void {
    if (this.#isWaking || !this.#waiting) return
    this.#isWaking = true
    setImmediate(() => {
      this.#isWaking = false
      const waiting = this.#end()
      if (waiting) waiting.answer(this.#take(waiting.offset, waiting.limit))
    })
  }
}
