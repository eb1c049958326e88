import type { Resting } from '../flows/ground.ts'
import type { CardKind } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'

/** What stands in the outbox with a message that its reader may no longer see. */
export const WITHHELD = 'withheld: no longer theirs to see'

/** A message that waits, or is just being sent. */
export interface Unsent extends Resting {
  id: number
  /** It changes a card. */
  isEdit: boolean
}

/**
 * What is still to reach a chat. Not the edits of cards that nobody can press any more: they take buttons or words away.
 */
export async function unsentTo(tx: Transaction, chat: number): Promise<Unsent[]> {
  const rows = await sqlOf(tx).rows<UnsentRow>(
    `select outbox.id, outbox.delivery = 'edit' as "isEdit", card.kind, card.subject, outbox.appeal,
       case when card.kind = 'list' then jsonb_path_query_array(
         outbox.body, '$.reply_markup.inline_keyboard[*][*].callback_data') else '[]' end as buttons
     from outbox left join card on card.id = outbox.card_id
     where outbox.chat = $1 and outbox.state in ('waiting', 'sending')
       and not (outbox.delivery = 'edit' and card.live is false)
     order by outbox.id`,
    [chat],
  )
  return rows.map(({ id, isEdit, kind, subject, appeal, buttons }) => ({
    ...{ id, isEdit, appeal, buttons: buttons ?? [] },
    card: kind === null || subject === null ? null : { kind, subject },
  }))
}

interface UnsentRow {
  id: number
  isEdit: boolean
  kind: CardKind | null
  subject: string | null
  appeal: string | null
  buttons: string[] | null
}

/**
 * Gives these messages up. One that is just being sent cannot be taken back, but is not sent once more. Rows that the
 * deliverer holds locked, for the moment in which it takes them up, are left to it: see `dropWaitingEdits`.
 */
export async function withholdRows(tx: Transaction, ids: readonly number[]): Promise<void> {
  await sqlOf(tx).write(
    `update outbox set error = $2,
       state = case state when 'waiting' then 'failed' else state end,
       body = case state when 'waiting' then null else body end
     where id in (
       select id from outbox where id = any($1::int[]) and state in ('waiting', 'sending')
       for update skip locked)`,
    [ids, WITHHELD],
  )
}
