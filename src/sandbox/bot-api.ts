import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Args } from './api/args.ts'
import { ApiError } from './api/api-error.ts'
import { Calls } from './api/calls.ts'
import { Faults } from './api/faults.ts'
import { RateLimits, TELEGRAM_LIMITS, type Limits } from './api/rate-limits.ts'
import { readArgs } from './api/read-args.ts'
import { plainListener } from './api/plain.ts'
import { runMethod, serve } from './api/server.ts'
import { createGroups, type Groups } from './groups.ts'
import type { Backend } from './methods/backend.ts'
import { Chats } from './state/chats.ts'
import { Files } from './state/files.ts'
import { Profile } from './state/profile.ts'
import { SnapshotKeeper, type WorldSnapshot } from './state/snapshot.ts'
import { Polling } from './updates/polling.ts'
import { Presses } from './updates/presses.ts'
import { Redelivery } from './updates/redelivery.ts'
import { UpdateQueue, updateOf, type Update } from './updates/update-queue.ts'
import { Webhook } from './updates/webhook.ts'
import type { WebhookAnswer } from './updates/webhook-post.ts'
import type { World } from './world-types.ts'
import { createWorld } from './world.ts'

export interface BotApiOptions {
  /** As BotFather gives it, `123456:ABC`: the number is the bot's user id. */
  token: string
  /** Sandbox clock in milliseconds: dates of messages, and the 48 hours of deleteMessage. */
  now: () => number
  /** Real clock in milliseconds: how long updates wait and presses can be answered. Default: Date.now. */
  realNow?: () => number
  filesDir: string
  /** The world survives restarts here: written whole, a moment after a change and on close(). */
  snapshotFile?: string
  /** Telegram's flood limits; off unless given. `true` for the usual ones. */
  limits?: Limits | true
  username?: string
  /** For long loads: how much of what has happened stays in memory. Default: 100,000 calls, all messages. */
  kept?: { calls: number; messagesOfAChat: number }
  /** How long a phone waits for the answer to a press. Default: 5 seconds. */
  pressPatienceMs?: number
  /** What a second between attempts of the webhook lasts. Default: 1000. */
  webhookSecondMs?: number
}

/** More than a killed server can have given out since its last snapshot: no number is used twice. */
const NUMBERS_LOST = 10_000

export interface BotApi {
  /** Adds `/bot<token>/<method>` and `/file/bot<token>/<path>` to a server. */
  routes: (app: FastifyInstance) => Promise<void>
  /** The methods alone, for a plain server of Node's: several times cheaper a call. */
  listener: (request: IncomingMessage, response: ServerResponse) => void
  world: World
  groups: Groups
  faults: Faults
  calls: Calls
  /** Calls back with every update as it will be given to the bot. */
  onUpdate: (listener: (update: Update) => void) => void
  /** Calls back with every update that the bot did not take in time: Telegram has forgotten it. */
  onExpiry: (listener: (updateId: number) => void) => void
  close: () => Promise<void>
}

/** A Bot API server on this machine that behaves like Telegram's, and the people who chat with the bot. */
export function createBotApi(options: BotApiOptions): BotApi {
  const redelivery = new Redelivery()
  const backend = createBackend(options, redelivery)
  const calls = new Calls(options.kept?.calls)
  const faults = new Faults(backend.queue, redelivery)
  const keeper = new SnapshotKeeper(options.snapshotFile, () => takeSnapshot(backend))
  const stored = keeper.read()
  if (stored) restore(backend, stored)
  backend.chats.onChange(() => keeper.changed())
  backend.queue.onArrival(() => keeper.changed())
  const server = { token: options.token, backend, calls, faults }
  // A call may change more than chats: webhook, commands, confirmed updates.
  calls.onCall(() => keeper.changed())
  return {
    routes: (app) => serve(app, server),
    listener: plainListener(server),
    world: createWorld(backend, faults),
    groups: createGroups(backend.chats),
    faults,
    calls,
    onUpdate: (listener) => {
      backend.queue.onArrival((arrived) => listener(updateOf(arrived)))
    },
    onExpiry: (listener) => backend.queue.onExpiry(({ id }) => listener(id)),
    close: async () => {
      backend.polling.close()
      await keeper.close()
      backend.webhook.remove()
      backend.presses.close()
    },
  }
}

function createBackend(options: BotApiOptions, redelivery: Redelivery): Backend {
  const realNow = options.realNow ?? Date.now
  const queue = new UpdateQueue(realNow)
  const webhook = new Webhook({
    queue,
    redelivery,
    now: realNow,
    secondMs: options.webhookSecondMs ?? 1000,
    onReply: (answer) => callFromWebhook(backend, answer),
  })
  const backend: Backend = {
    bot: {
      id: Number(options.token.split(':')[0]),
      is_bot: true,
      first_name: 'Sandbox Bot',
      username: options.username ?? 'sandbox_bot',
    },
    now: options.now,
    chats: new Chats(options.kept?.messagesOfAChat),
    files: new Files(options.filesDir),
    profile: new Profile(),
    presses: new Presses(realNow, options.pressPatienceMs ?? 5000),
    queue,
    polling: new Polling(queue, redelivery),
    webhook,
    limits: new RateLimits(options.limits === true ? TELEGRAM_LIMITS : options.limits),
  }
  return backend
}

/** A webhook may answer with one method to call; it never hears the result. */
function callFromWebhook(backend: Backend, answer: WebhookAnswer): void {
  try {
    const args = readArgs('', answer.contentType, answer.body)
    const method = args.text('method').toLowerCase()
    const isBarred = ['deletewebhook', 'setwebhook', 'close', 'logout'].includes(method)
    if (method === '' || isBarred || method.startsWith('get')) return
    void runMethod(backend, method, new Args(args.values, args.files), () => undefined)
  } catch (error) {
    // Telegram has nobody to tell of a refusal here.
    if (!(error instanceof ApiError)) throw error
  }
}

function takeSnapshot(backend: Backend): WorldSnapshot {
  const webhook = backend.webhook.settings()
  return {
    chats: backend.chats.save(),
    files: backend.files.save(),
    profile: backend.profile.save(),
    queue: backend.queue.save(),
    ...(webhook ? { webhook } : {}),
  }
}

function restore(backend: Backend, stored: WorldSnapshot): void {
  backend.chats.load(stored.chats)
  backend.files.load(stored.files)
  backend.profile.load(stored.profile)
  backend.queue.load(stored.queue)
  if (!stored.isWhole) {
    backend.chats.skipNumbers(NUMBERS_LOST)
    backend.queue.skipNumbers(NUMBERS_LOST)
  }
  if (stored.webhook) backend.webhook.set(stored.webhook)
}
