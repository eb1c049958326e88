import type { QueuedUpdate } from './update-queue.ts'

/** A fault: some updates are delivered once more although the bot has confirmed them. */
export class Redelivery {
  #wanted = 0
  #again: QueuedUpdate[] = []

  /** The next `count` updates will come twice. */
  want(count: number): void {
    this.#wanted += count
  }

  /** Remembers which of the updates just delivered are to come once more. */
  noteDelivered(updates: QueuedUpdate[]): void {
    const marked = updates.slice(0, this.#wanted)
    this.#wanted -= marked.length
    this.#again.push(...marked)
  }

  /** Updates due once more, unless they are in this answer anyway. */
  takeAgain(fresh: QueuedUpdate[]): QueuedUpdate[] {
    const sequences = new Set(fresh.map((update) => update.sequence))
    const due = this.#again.filter((update) => !sequences.has(update.sequence))
    if (due.length > 0) this.#again = this.#again.filter((update) => sequences.has(update.sequence))
    return due
  }

  /** For the webhook, which knows when an update is done: is this one to come once more? */
  takeOne(): boolean {
    if (this.#wanted === 0) return false
    this.#wanted -= 1
    return true
  }

  clear(): void {
    this.#wanted = 0
    this.#again = []
  }
}
