import { ApiError } from '../api/api-error.ts'
import type { Redelivery } from './redelivery.ts'
import { updateOf, type QueuedUpdate, type UpdateQueue } from './update-queue.ts'
import {
  closeAgents,
  newAgents,
  postUpdate,
  type Agents,
  type WebhookAnswer,
} from './webhook-post.ts'

export interface WebhookSettings {
  url: string
  secretToken: string
  maxConnections: number
}

interface Lane {
  updates: QueuedUpdate[]
  wakeAt: number
  delaySeconds: number
  failures: number
  isBusy: boolean
}

interface Options {
  queue: UpdateQueue
  redelivery: Redelivery
  now: () => number
  /** What one second of waiting between attempts lasts; shorter in tests. */
  secondMs: number
  /** A webhook may answer with a method to call. */
  onReply: (answer: WebhookAnswer) => void
}

const MAX_RESEND_SECONDS = 60

/**
 * Delivers updates to the bot's URL, lane by lane: a failing update holds up its own lane only.
 * But no more than twice max_connections lanes are loaded at a time, so enough failing lanes stop
 * everything, as on the real server.
 */
export class Webhook {
  readonly #options: Options
  #settings: WebhookSettings | undefined
  #agents: Agents | undefined
  #lanes = new Map<string, Lane>()
  #loaded = 0
  #busy = 0
  #timer: NodeJS.Timeout | undefined
  #lastError: { date: number; message: string } | undefined

  constructor(options: Options) {
    this.#options = options
    options.queue.onArrival(() => this.#pump())
  }

  isSet(): boolean {
    return this.#settings !== undefined
  }

  conflict(): ApiError {
    return new ApiError(
      409,
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
  }

  /** False when exactly this webhook stands already. */
  set(settings: WebhookSettings): boolean {
    const before = this.#settings
    const isSame =
      before?.url === settings.url &&
      before.secretToken === settings.secretToken &&
      before.maxConnections === settings.maxConnections
    if (isSame) return false
    this.remove()
    this.#settings = settings
    this.#agents = newAgents(settings.maxConnections)
    this.#pump()
    return true
  }

  remove(): void {
    this.#settings = undefined
    this.#lanes = new Map()
    this.#loaded = 0
    this.#busy = 0
    this.#lastError = undefined
    clearTimeout(this.#timer)
    if (this.#agents) closeAgents(this.#agents)
    this.#agents = undefined
  }

  settings(): WebhookSettings | undefined {
    return this.#settings
  }

  info(): Record<string, unknown> {
    const settings = this.#settings
    const error = this.#lastError
    return {
      url: settings?.url ?? '',
      has_custom_certificate: false,
      ...(settings ? { max_connections: settings.maxConnections, ip_address: '127.0.0.1' } : {}),
      ...(error ? { last_error_date: error.date, last_error_message: error.message } : {}),
    }
  }

  #pump(): void {
    const settings = this.#settings
    if (!settings) return
    this.#load(settings)
    const now = performance.now()
    let nextWake = Infinity
    for (const [name, lane] of this.#lanes) {
      if (lane.isBusy) continue
      this.#dropForgotten(name, lane)
      if (lane.wakeAt > now) nextWake = Math.min(nextWake, lane.wakeAt)
      else if (this.#busy < settings.maxConnections) void this.#send(settings, name, lane)
    }
    clearTimeout(this.#timer)
    if (nextWake < Infinity) this.#timer = setTimeout(() => this.#pump(), nextWake - now)
  }

  /** Updates that were dropped or have expired since they were loaded. */
  #dropForgotten(name: string, lane: Lane): void {
    while (lane.updates[0] && !this.#options.queue.has(lane.updates[0].sequence)) {
      this.#finish(name, lane, lane.updates[0])
    }
  }

  #load(settings: WebhookSettings): void {
    while (this.#lanes.size < settings.maxConnections * 2) {
      const update = this.#options.queue.after(this.#loaded)
      if (!update) return
      this.#loaded = update.sequence
      const lane = this.#lanes.get(update.lane)
      if (lane) lane.updates.push(update)
      else this.#lanes.set(update.lane, newLane(update))
    }
  }

  async #send(settings: WebhookSettings, name: string, lane: Lane): Promise<void> {
    const update = lane.updates[0]
    if (!update || !this.#agents) return
    lane.isBusy = true
    this.#busy += 1
    const post = () => {
      return this.#agents
        ? postUpdate(settings.url, settings.secretToken, updateOf(update), this.#agents)
        : undefined
    }
    let answer: WebhookAnswer | undefined
    let failure = 'Connection closed'
    try {
      answer = await post()
      if (answer && isDone(answer) && this.#options.redelivery.takeOne()) answer = await post()
    } catch (error) {
      // Telegram tells of an unreachable webhook in getWebhookInfo, and tries again.
      failure = error instanceof Error ? error.message : String(error)
    }
    if (this.#settings !== settings) return
    lane.isBusy = false
    this.#busy -= 1
    if (answer && isDone(answer)) {
      this.#finish(name, lane, update)
      if (answer.body.length > 0) this.#options.onReply(answer)
    } else this.#postpone(name, lane, update, answer, failure)
    this.#pump()
  }

  #finish(name: string, lane: Lane, update: QueuedUpdate): void {
    this.#options.queue.forget(update.sequence)
    lane.updates.shift()
    lane.failures = 0
    lane.delaySeconds = 1
    lane.wakeAt = 0
    if (lane.updates.length === 0) this.#lanes.delete(name)
  }

  /** At once, then after 2, 4 … 64 seconds, then every one to two minutes; Retry-After is honoured. */
  #postpone(
    name: string,
    lane: Lane,
    update: QueuedUpdate,
    answer: WebhookAnswer | undefined,
    failure: string,
  ): void {
    const { now, queue, secondMs } = this.#options
    const message = answer
      ? `Wrong response from the webhook: ${answer.status} ${answer.statusText}`
      : failure
    this.#lastError = { date: Math.floor(now() / 1000), message }
    let delay = answer?.retryAfter ?? 0
    if (delay === 0 && lane.failures > 0) {
      const most = MAX_RESEND_SECONDS * (1 + Math.random())
      lane.delaySeconds = Math.min(most, lane.delaySeconds * 2)
      delay = lane.delaySeconds
    }
    lane.failures += 1
    lane.wakeAt = performance.now() + delay * secondMs
    if (now() + delay * secondMs > update.expiresAt) queue.expire(update.sequence)
    if (!queue.has(update.sequence)) this.#finish(name, lane, update)
  }
}

function isDone(answer: WebhookAnswer): boolean {
  return answer.status >= 200 && answer.status < 300
}

function newLane(update: QueuedUpdate): Lane {
  return { updates: [update], wakeAt: 0, delaySeconds: 1, failures: 0, isBusy: false }
}
