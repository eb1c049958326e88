import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'

/** What stands in the outbox with a message to somebody of whom it was known that nothing reaches them. */
export const UNREACHABLE = 'unreachable: blocked'

/** What is about the bot and not said in a chat, such as its commands: that holds for whoever comes back, too. */
export const IN_CHAT = `method !~ '^(set|delete)My'`

/**
 * Gives up what waits for somebody who has stopped the bot, as the update with this id of the inbox says, and answers
 * what. Nothing is given up once they have written or come back after it: what waits may be meant for them as they are
 * now. Rows that the deliverer takes up at this moment are left to it: see `dropWaitingEdits`.
 */
export async function giveUpWaiting(
  tx: Transaction,
  telegramId: number,
  inboxId: number,
): Promise<number[]> {
  const rows = await sqlOf(tx).rows<{ id: number }>(
    `update outbox set state = 'failed', body = null, not_before = null, error = $3
     where id in (
       select id from outbox
       where chat = $1 and state = 'waiting' and ${IN_CHAT}
         and not exists (select from inbox where lane = $1 and id > $2)
       for update skip locked)
     returning id`,
    [telegramId, inboxId, UNREACHABLE],
  )
  return rows.map(({ id }) => id)
}

/** The appeals whose step or question these messages were to tell. */
export async function toldBy(tx: Transaction, outboxIds: readonly number[]): Promise<string[]> {
  const rows = await sqlOf(tx).rows<{ subject: string }>(
    `select distinct card.subject from outbox join card on card.id = outbox.card_id
     where outbox.id = any($1::int[]) and outbox.delivery <> 'edit' and card.kind in ('step', 'question')`,
    [[...outboxIds]],
  )
  return rows.map(({ subject }) => subject)
}

/**
 * What was in vain since the last message that reached this person, each appeal once. Of the words about an appeal, and
 * of its return visit, the newest message counts: what is on its way already, or may have arrived, was not in vain.
 */
export async function missedBy(
  tx: Transaction,
  telegramId: number,
): Promise<{ number: string; words: boolean; survey: boolean }[]> {
  return sqlOf(tx).rows(
    `with newest as (
       select distinct on (card.subject, card.kind = 'survey')
         outbox.id, outbox.state, outbox.error, card.subject, card.kind = 'survey' as is_survey
       from outbox join card on card.id = outbox.card_id
       where outbox.chat = $1 and outbox.delivery <> 'edit' and card.kind in ('step', 'question', 'survey')
       order by card.subject, card.kind = 'survey', outbox.id desc)
     select subject as number, bool_or(not is_survey) as words, bool_or(is_survey) as survey
     from newest
     where state = 'failed' and error like 'unreachable:%'
       and id > coalesce((select max(id) from outbox where chat = $1 and state = 'sent' and ${IN_CHAT}), 0)
     group by subject order by min(id)`,
    [telegramId],
  )
}

/** Whether anything came from this person within that time. */
export async function hasComeWithin(
  tx: Transaction,
  telegramId: number,
  ms: number,
): Promise<boolean> {
  const rows = await sqlOf(tx).rows(
    `select from inbox
     where lane = $1 and state in ('waiting', 'done')
       and received_at > clock_timestamp() - $2::float8 * interval '1 millisecond'
     limit 1`,
    [telegramId, ms],
  )
  return rows.length > 0
}
