import type { Update } from 'grammy/types'
import type { Desk } from '../actions/desk.ts'
import { changeReachable } from '../actions/reachable.ts'
import { respond } from '../actions/respond.ts'
import { setAside } from '../actions/set-aside.ts'
import { readUpdate } from './input.ts'
import type { TelegramClient } from './client.ts'
import { writtenAt } from './written.ts'

export type Handled = 'done' | { retryInMs: number }

/** A press may come before the answer to the message it stands on: it waits so long, so often. */
const EARLY_PAUSE_MS = 40
const EARLY_TRIES = 50
/** Another replica has this update: the lane looks again what is left. */
const NOT_MY_TURN_MS = 50

/**
 * Handles one kept update. Everything it changes, and that it is done, is one transaction;
 * the notice that answers a press follows, and is not missed if it is lost.
 */
export function createHandler(desk: Desk, client: TelegramClient, wakeDelivery: () => void) {
  const early = new Map<number, number>()
  const since = Date.now()

  return async function handle(row: {
    id: number
    update: unknown
    receivedAt: Date
  }): Promise<Handled> {
    const reading = readUpdate(row.update as Update)
    if (reading.kind === 'nothing') {
      return settled(await setAside(desk, row.id))
    }
    if (reading.kind === 'membership') {
      const { telegramId, isReachable } = reading
      const isMine = await changeReachable(desk, row.id, telegramId, isReachable)
      wakeDelivery()
      return settled(isMine)
    }
    const tries = early.get(row.id) ?? 0
    const mayWait = tries < EARLY_TRIES
    // What was kept before this desk began waited for it, as what Telegram kept did.
    const heard = Math.max(row.receivedAt.getTime(), since)
    const hearing = { written: writtenAt(row.update as Update), heard }
    const answer = await respond(desk, { inboxId: row.id, ...reading, mayWait, hearing })
    if (answer.kind === 'too_early') {
      early.set(row.id, tries + 1)
      return { retryInMs: EARLY_PAUSE_MS }
    }
    early.delete(row.id)
    if (answer.kind === 'not_my_turn') return settled(false)
    wakeDelivery()
    if (reading.callbackId !== null) {
      // Not awaited: the next update of this person need not wait for a notice.
      void client.call('answerCallbackQuery', {
        callback_query_id: reading.callbackId,
        ...(answer.toast === null ? {} : { text: answer.toast }),
      })
    }
    return 'done'
  }
}

function settled(isMine: boolean): Handled {
  return isMine ? 'done' : { retryInMs: NOT_MY_TURN_MS }
}
