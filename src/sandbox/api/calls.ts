/** One call that reached the server, for tests, bench and storm. */
export interface Call {
  method: string
  /** As the client sent them; uploads stand as "<name, N bytes>". */
  params: Record<string, unknown>
  /** performance.now() at arrival, and when it was answered. */
  at: number
  answeredAt?: number
  /** HTTP status of the answer; absent while it waits or when the connection was reset. */
  status?: number
  /** Seconds that a 429 asked to wait. */
  waitSeconds?: number
  /** Kinds of faults that struck it. */
  struck?: string[]
  /** Messages that it made, whether or not the client ever heard of them. */
  made?: number[]
  /** The client hung up before it had the whole answer. */
  isGone?: true
}

const KEPT = 100_000

/** The log of calls, oldest first; keeps the last hundred thousand, or as many as are wanted. */
export class Calls {
  readonly #most: number
  readonly #kept: Call[] = []
  readonly #listeners = new Set<(call: Call) => void>()

  constructor(most = KEPT) {
    this.#most = most
  }

  add(call: Call): void {
    this.#kept.push(call)
    if (this.#kept.length > this.#most * 1.1) this.#kept.splice(0, this.#kept.length - this.#most)
    for (const listener of this.#listeners) listener(call)
  }

  all(): readonly Call[] {
    return this.#kept
  }

  /** Calls of one method, whatever the case of its name. */
  of(method: string): Call[] {
    const name = method.toLowerCase()
    return this.#kept.filter((call) => call.method.toLowerCase() === name)
  }

  /** The next call of this method to arrive. */
  next(method: string): Promise<Call> {
    const name = method.toLowerCase()
    return new Promise((resolve) => {
      const stop = this.onCall((call) => {
        if (call.method.toLowerCase() !== name) return
        stop()
        resolve(call)
      })
    })
  }

  onCall(listener: (call: Call) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  clear(): void {
    this.#kept.length = 0
  }
}
