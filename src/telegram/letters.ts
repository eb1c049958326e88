import type { Pool } from 'pg'
import { inBatches } from '../store/in-batches.ts'
import { beginSending, type Letter } from '../store/sending.ts'

/** Marks rows as being sent, many in one statement; null: the row no longer waits. */
export function letterBatches(
  pool: Pool,
  durable: boolean,
): (id: number) => Promise<Letter | null> {
  return inBatches(async (ids: number[]) => {
    const letters = await beginSending(pool, ids, durable)
    const byId = new Map(letters.map((letter) => [letter.id, letter]))
    return ids.map((id) => byId.get(id) ?? null)
  })
}

/** What the method is called with; null: it edits a card that was never sent. */
export function parametersOf(letter: Letter): Record<string, unknown> | null {
  const { method, chat, body, delivery, cardId, messageId } = letter
  const whole = ABOUT_THE_BOT.test(method) ? body : { chat_id: chat, ...body }
  if (delivery !== 'edit' || cardId === null) return whole
  return messageId === null ? null : { ...whole, message_id: messageId }
}

/** Methods that take no chat_id: commands and names, the scope stands in the body. */
const ABOUT_THE_BOT = /^(?:set|delete)My/

/** How many messages a letter is for Telegram's limits. */
export function messagesIn(body: Record<string, unknown>): number {
  return Array.isArray(body['media']) ? body['media'].length : 1
}

const FILES = ['photo', 'video', 'voice', 'audio', 'document', 'animation', 'video_note'] as const

/** How many files a letter brings. */
export function filesIn(body: Record<string, unknown>): number {
  return FILES.some((kind) => kind in body) ? 1 : 'media' in body ? messagesIn(body) : 0
}

/** Telegram says ok when a topic is gone, and shows the message to the whole group. */
export function hasLeftItsTopic(body: Record<string, unknown>, result: unknown): boolean {
  const topic = body['message_thread_id']
  if (topic === undefined || typeof result !== 'object' || result === null) return false
  return !('message_thread_id' in result) || result.message_thread_id !== topic
}
