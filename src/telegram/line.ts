import type { Desk } from '../actions/desk.ts'
import { tellLost } from '../actions/lost.ts'
import { foundUnreachable, isBack } from '../actions/reachable.ts'
import type { TelegramClient } from './client.ts'
import { startDeliverer } from './deliver.ts'
import { createHandler } from './handle.ts'
import { startLanes } from './lanes.ts'
import type { Log } from './log.ts'
import { startPolling } from './polling.ts'
import { createTakeIn, type TakeIn } from './receive.ts'
import { openWebhook } from './webhook.ts'

export interface LineOptions {
  desk: Desk
  client: TelegramClient
  log: Log
  /** Messages a second over all chats. */
  sendRate: number
}

/** What goes in and out between the desk and Telegram. */
export interface Line {
  takeIn: TakeIn
  /** Something was put into the outbox. */
  wake(): void
  /** Ends what is being handled, then what is being sent. */
  stop(): Promise<void>
}

/** Begins to handle what is in the inbox and to send what is in the outbox. */
export function openLine({ desk, client, log, sendRate }: LineOptions): Line {
  const deliverer = startDeliverer({
    ...{ database: desk.db, client, log, sendRate },
    isBack,
    unreachable: (tx, chat, givenUp) => foundUnreachable(desk, tx, chat, givenUp),
    lost: (tx, ...letter) => tellLost(desk, tx, ...letter),
  })
  const wake = () => deliverer.wake()
  const { pool } = desk.db
  const lanes = startLanes({ pool, log, handle: createHandler(desk, { client, log }, wake) })
  return {
    takeIn: createTakeIn(pool, lanes),
    wake,
    async stop() {
      await lanes.stop()
      await deliverer.stop()
    },
  }
}

export interface Receiving {
  /** Updates come, or would if there were any. */
  isTaking(): boolean
  stop(): Promise<void>
}

/** Lets updates come: by webhook where the desk has an address, else by asking for them. */
export function startReceiving(
  { desk, client, log }: LineOptions,
  takeIn: TakeIn,
  webhook: { publicUrl: string; secret: string } | null,
): Receiving {
  if (!webhook) return startPolling({ pool: desk.db.pool, client, takeIn, log })
  const end = new AbortController()
  // A webhook that was set before goes on bringing updates while Telegram is asked anew.
  const opened = openWebhook({ client, log, ...webhook }, end.signal)
  return {
    isTaking: () => true,
    async stop() {
      end.abort()
      await opened
    },
  }
}
