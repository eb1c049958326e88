import type { Transaction } from './database.ts'

/**
 * Takes back the messages that were to become these cards, where they have not begun to leave, and what was to be
 * edited on them: nobody ever sees them, so nothing of them stays. Gives the cards whose message was taken back.
 *
 * `skip locked`: one that is locked is leaving this moment.
 */
export async function takeBack(tx: Transaction, cards: readonly number[]): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ card_id: number }[]>`
    with unsent as (
      select id, card_id from outbox
      where card_id = any(${[...cards]}::int[]) and delivery <> 'edit' and state = 'waiting' and attempts = 0
      for update skip locked)
    delete from outbox
    where id in (select id from unsent)
      or (card_id in (select card_id from unsent) and delivery = 'edit' and state = 'waiting')
    returning card_id`
  return new Set(rows.map((row) => row.card_id))
}
