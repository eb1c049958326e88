import type { Transaction } from './database.ts'
import { jsonText } from './json-text.ts'
import { sqlOf } from './sql.ts'
import { IN_CHAT, UNREACHABLE } from './unreachable.ts'

/**
 * What may be done when nobody knows whether a message arrived. `must`: sent again at most twice.
 * `once`: never repeated. `edit`: repeated freely.
 */
export type Delivery = 'must' | 'once' | 'edit'

export interface Parcel {
  chat: number
  delivery: Delivery
  /** Bot API method. */
  method: string
  /** Its parameters, without chat_id; for an edit of a card also without message_id. */
  body: Record<string, unknown>
  /** The card that the message becomes, or that it edits. */
  cardId?: number
  /** A card that the message becomes: entered with it; delivery adds the message id. */
  newCard?: { kind: string; subject: string; digest: string; captioned: boolean }
  /** Number of the appeal that it shows, where no card tells it. */
  appeal?: string
  /** Real time. Until then the parcel holds up nothing else of its chat. */
  notBefore?: Date
}

/**
 * Hands parcels over for delivery, in this order, if and when the transaction commits. An edit of a
 * card takes the place of edits of that card that still wait. After the commit wake the deliverer.
 *
 * What is for somebody who cannot be reached is entered as given up, as it would be after Telegram's refusal.
 */
export async function enqueue(tx: Transaction, parcels: readonly Parcel[]): Promise<void> {
  if (parcels.length === 0) return
  const newest = withoutReplaced(parcels)
  const cards = newest.flatMap(({ delivery, cardId }) =>
    delivery === 'edit' && cardId !== undefined ? [cardId] : [],
  )
  if (cards.length > 0) await dropWaitingEdits(tx, cards)
  const given = newest.map(
    ({ chat, delivery, method, body, cardId, newCard, appeal, notBefore }, place) => ({
      ...{
        place,
        chat,
        delivery,
        method,
        body,
        kind: null,
        subject: null,
        digest: null,
        captioned: null,
        ...newCard,
      },
      ...{ card_id: cardId ?? null, appeal: appeal ?? null },
      not_before: notBefore?.toISOString() ?? null,
    }),
  )
  await sqlOf(tx).write(ENQUEUE, [jsonText(given)])
}

// Whoever is coming back this moment has their row locked, and is left out of `gone`: what is for them is sent. Otherwise
// it is they who wait for our commit, and are then shown what holds after it. We never wait, so there is no deadlock.
const ENQUEUE = `
  with given as materialized (
    select given.*, case when kind is not null then nextval('card_id_seq') end as new_card
    from jsonb_to_recordset($1::jsonb) as given (
      place int, chat bigint, delivery text, method text, body jsonb,
      card_id int, appeal text, not_before timestamptz, kind text, subject text, digest text, captioned boolean)),
  cards as (
    insert into card (id, chat, kind, subject, digest, captioned)
    select new_card, chat, kind, subject, digest, captioned from given where new_card is not null),
  gone as materialized (
    select telegram_id from person
    where telegram_id in (select chat from given) and unreachable is not null
    for share skip locked)
  insert into outbox (chat, delivery, method, body, card_id, appeal, not_before, state, error)
  select chat, delivery::"Delivery", method, case when not is_vain then body end,
    coalesce(card_id, new_card), appeal, case when not is_vain then not_before end,
    case when is_vain then 'failed' else 'waiting' end::"OutboxState", case when is_vain then '${UNREACHABLE}' end
  from given, lateral (
    select ${IN_CHAT} and chat in (select telegram_id from gone) as is_vain) as reached
  order by place`

/** Of several edits of one card only the last, where the last stands. */
function withoutReplaced(parcels: readonly Parcel[]): Parcel[] {
  const last = new Map<number, Parcel>()
  for (const parcel of parcels)
    if (parcel.delivery === 'edit' && parcel.cardId !== undefined) last.set(parcel.cardId, parcel)
  return parcels.filter(
    (parcel) =>
      parcel.delivery !== 'edit' ||
      parcel.cardId === undefined ||
      last.get(parcel.cardId) === parcel,
  )
}

/**
 * `skip locked`: an edit that is locked is being sent this moment, or another transaction drops it.
 * Never waiting for a row here is also what keeps the deliverer, which marks many at once, from a
 * deadlock with us.
 */
async function dropWaitingEdits(tx: Transaction, cards: number[]): Promise<void> {
  await sqlOf(tx).write(
    `update outbox set state = 'failed', body = null, error = 'replaced'
     where id in (
       select id from outbox
       where card_id = any($1::int[]) and delivery = 'edit' and state = 'waiting'
       for update skip locked)`,
    [cards],
  )
}
