import type { Transaction } from './database.ts'
import type { Parcel } from './outbox.ts'
import { jsonText } from './json-text.ts'

/**
 * Cards that were rewritten but have not even left yet say in the first place what they were rewritten to: what was
 * erased is not sent any more. Rows in the hands of the deliverer are left to the edit that follows.
 */
export async function rewriteUnsent(tx: Transaction, outgoing: readonly Parcel[]): Promise<void> {
  // Of several edits of one card the last one counts.
  const bodies = new Map<number, unknown>()
  for (const { method, cardId, body } of outgoing)
    if (method === 'editMessageText' && cardId !== undefined) bodies.set(cardId, body)
  if (bodies.size === 0) return
  const given = [...bodies].map(([card, body]) => ({ card, body }))
  await tx.$executeRaw`
    UPDATE outbox SET body = given.body
    FROM jsonb_to_recordset(${jsonText(given)}::jsonb) AS given (card int, body jsonb)
    WHERE outbox.card_id = given.card AND outbox.id IN (
      SELECT id FROM outbox
      WHERE card_id = ANY(${[...bodies.keys()]}) AND state = 'waiting' AND method = 'sendMessage'
      FOR UPDATE SKIP LOCKED)`
}

/** Files, as Telegram calls them, and places that are to be forgotten. */
export interface Unwanted {
  files: readonly string[]
  pins: readonly { longitude: number | null; latitude: number | null }[]
}

/** Messages that would still bring a file or a place to somebody are given up. */
export async function dropUnsent(tx: Transaction, { files, pins }: Unwanted): Promise<void> {
  if (files.length + pins.length === 0) return
  await tx.$executeRaw`
    UPDATE outbox SET state = 'failed', body = NULL, error = 'erased'
    WHERE id IN (
      SELECT id FROM outbox
      WHERE state = 'waiting' AND (
        EXISTS (SELECT FROM jsonb_path_query(body, 'strict $.**') AS part WHERE part #>> '{}' = ANY(${[...files]}))
        OR method = 'sendLocation' AND EXISTS (
          SELECT FROM jsonb_array_elements(${jsonText(pins)}::jsonb) AS pin
          WHERE pin->'longitude' = body->'longitude' AND pin->'latitude' = body->'latitude'))
      FOR UPDATE SKIP LOCKED)`
}
