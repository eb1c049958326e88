import type { Args } from '../api/args.ts'
import type { RateLimits } from '../api/rate-limits.ts'
import type { Chats } from '../state/chats.ts'
import type { Files } from '../state/files.ts'
import type { Profile } from '../state/profile.ts'
import type { User } from '../telegram-types.ts'
import type { Polling } from '../updates/polling.ts'
import type { Presses } from '../updates/presses.ts'
import type { UpdateQueue } from '../updates/update-queue.ts'
import type { Webhook } from '../updates/webhook.ts'

/** Everything a method can read or change. */
export interface Backend {
  bot: User
  /** The sandbox clock in milliseconds: dates of messages. */
  now: () => number
  chats: Chats
  files: Files
  profile: Profile
  presses: Presses
  queue: UpdateQueue
  polling: Polling
  webhook: Webhook
  limits: RateLimits
}

interface CallContext {
  /** Calls back when the client has hung up. */
  onGone: (listener: () => void) => void
}

/** One Bot API method: parameters in, result out, or an ApiError. */
export type Method = (args: Args, backend: Backend, context: CallContext) => unknown
