import type { Redelivery } from '../updates/redelivery.ts'
import type { UpdateQueue } from '../updates/update-queue.ts'

/** What can go wrong with one call. */
export type Fault =
  | { kind: 'flood'; retryAfter: number }
  /** With `afterEffect` the call takes effect before it is answered so. */
  | { kind: 'error'; code: number; description?: string; afterEffect?: true }
  /** The connection breaks before anything happened. */
  | { kind: 'reset-before' }
  /** The call takes effect (a message is delivered), but no answer comes. */
  | { kind: 'reset-after' }
  /** The call takes effect, and its answer breaks off in the middle. */
  | { kind: 'truncated' }
  /** With `afterEffect` the call takes effect at once and only its answer is slow. */
  | { kind: 'delay'; ms: number; afterEffect?: true }

interface Rule {
  method: string
  fault: Fault
  /** Strikes every nth call, at most `left` times. */
  every: number
  left: number
  seen: number
  when: (params: Record<string, unknown>) => boolean
}

export interface FaultOptions {
  every?: number
  times?: number
  when?: (params: Record<string, unknown>) => boolean
}

/** Faults to order, for tests and storms. `*` stands for every method but getUpdates. */
export class Faults {
  readonly #queue: UpdateQueue
  readonly #redelivery: Redelivery
  #rules: Rule[] = []
  #repeatedPresses = 0

  constructor(queue: UpdateQueue, redelivery: Redelivery) {
    this.#queue = queue
    this.#redelivery = redelivery
  }

  /** The next `times` calls of the method (one, unless told) meet this fault. */
  next(method: string, fault: Fault, times = 1): void {
    this.add(method, fault, { times })
  }

  /** Every nth call of the method meets this fault until `clear`. */
  every(method: string, nth: number, fault: Fault): void {
    this.add(method, fault, { every: nth, times: Infinity })
  }

  add(method: string, fault: Fault, options: FaultOptions): void {
    this.#rules.push({
      method: method.toLowerCase(),
      fault,
      every: options.every ?? 1,
      left: options.times ?? Infinity,
      seen: 0,
      when: options.when ?? (() => true),
    })
  }

  /** The faults that strike this call, in the order they were ordered. */
  strike(method: string, params: Record<string, unknown>): Fault[] {
    if (this.#rules.length === 0) return []
    const name = method.toLowerCase()
    const struck = this.#rules.filter((rule) => isStruck(rule, name, params))
    this.#rules = this.#rules.filter((rule) => rule.left > 0)
    return struck.map((rule) => rule.fault)
  }

  /** The next `count` updates are delivered twice under the same update_id. */
  redeliver(count = 1): void {
    this.#redelivery.want(count)
  }

  /** The next `count` presses come twice, under new update_ids and query ids, as an impatient app sends them. */
  repeatPress(count = 1): void {
    this.#repeatedPresses += count
  }

  /** How many times this press is to be sent. */
  pressCount(): number {
    if (this.#repeatedPresses === 0) return 1
    this.#repeatedPresses -= 1
    return 2
  }

  /** update_id goes on at a random number, maybe a lower one, as after a week of silence; or at this one. */
  restartUpdateId(start?: number): void {
    this.#queue.restartNumbering(start)
  }

  clear(): void {
    this.#rules = []
    this.#repeatedPresses = 0
    this.#redelivery.clear()
  }
}

function isStruck(rule: Rule, method: string, params: Record<string, unknown>): boolean {
  const isMeant = rule.method === '*' ? method !== 'getupdates' : rule.method === method
  if (!isMeant || rule.left <= 0 || !rule.when(params)) return false
  rule.seen += 1
  if (rule.seen % rule.every !== 0) return false
  rule.left -= 1
  return true
}
