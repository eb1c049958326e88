import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'

/** What stands in the outbox with a message to somebody of whom it was known that nothing reaches them. */
export const UNREACHABLE = 'unreachable: blocked'

/** What is about the bot and not said in a chat, such as its commands: that holds for whoever comes back, too. */
export const IN_CHAT = `method !~ '^(set|delete)My'`

/**
 * Gives up what waits for somebody who has stopped the bot, as the update with this id of the inbox says. Nothing is
 * given up once they have written or come back after it: what waits may be meant for them as they are now. Rows that
 * the deliverer takes up at this moment are left to it: see `dropWaitingEdits`.
 */
export async function giveUpWaiting(
  tx: Transaction,
  telegramId: number,
  inboxId: number,
): Promise<void> {
  await sqlOf(tx).write(
    `update outbox set state = 'failed', body = null, not_before = null, error = $3
     where id in (
       select id from outbox
       where chat = $1 and state = 'waiting' and ${IN_CHAT}
         and not exists (select from inbox where lane = $1 and id > $2)
       for update skip locked)`,
    [telegramId, inboxId, UNREACHABLE],
  )
}

/** The appeal whose step or question this message was to tell. Null: it was something else. */
export async function toldBy(tx: Transaction, outboxId: number): Promise<string | null> {
  const [row] = await sqlOf(tx).rows<{ subject: string }>(
    `select card.subject from outbox join card on card.id = outbox.card_id
     where outbox.id = $1 and card.kind in ('step', 'question')`,
    [outboxId],
  )
  return row?.subject ?? null
}

/** What was in vain since the last message that reached this person, each appeal once. */
export async function missedBy(
  tx: Transaction,
  telegramId: number,
): Promise<{ number: string; words: boolean; survey: boolean }[]> {
  return sqlOf(tx).rows(
    `select card.subject as number, bool_or(card.kind <> 'survey') as words, bool_or(card.kind = 'survey') as survey
     from outbox join card on card.id = outbox.card_id
     where outbox.chat = $1 and outbox.state = 'failed' and outbox.error like 'unreachable:%'
       and card.kind in ('step', 'question', 'survey')
       and outbox.id > coalesce((select max(id) from outbox where chat = $1 and state = 'sent'), 0)
     group by card.subject order by min(outbox.id)`,
    [telegramId],
  )
}

/** Whether anything came from this person after that message to them was written. */
export async function hasComeSince(
  tx: Transaction,
  telegramId: number,
  outboxId: number,
): Promise<boolean> {
  const rows = await sqlOf(tx).rows(
    `select from inbox
     where lane = $1 and state in ('waiting', 'done')
       and received_at > (select created_at from outbox where id = $2)
     limit 1`,
    [telegramId, outboxId],
  )
  return rows.length > 0
}
