import type { CardKind, CardRef } from '../flows/facts.ts'
import type { Transaction } from './database.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** A card with where it stands. */
export interface StoredCard extends CardRef {
  chat: number
  digest: string
  /** A picture or a document with a caption. */
  captioned: boolean
  /** Telegram has told where it stands. */
  isSent: boolean
}

const CARD = `
  card.id, card.chat, card.kind, card.subject, card.live, card.digest, card.captioned, card.message_id as "messageId"`

/** The card that is this message of ours, if it is one. */
export function cardAt(
  tx: Transaction,
  chat: number,
  messageId: number,
): Promise<StoredCard | null> {
  return cardOfMessage(tx, { chat, messageId })
}

const cardOfMessage = together(
  async (tx, asked: readonly { chat: number; messageId: number }[]) => {
    const rows = await sqlOf(tx).rows<CardRow & { place: number }>(
      `select asked.place::int, ${CARD}
       from unnest($1::bigint[], $2::int[]) with ordinality as asked (chat, message_id, place)
       join card on card.chat = asked.chat and card.message_id = asked.message_id
       order by card.id`,
      [asked.map(({ chat }) => chat), asked.map(({ messageId }) => messageId)],
    )
    const byPlace = new Map(rows.map((row) => [row.place, toCard(row)]))
    return asked.map((_, place) => byPlace.get(place + 1) ?? null)
  },
)

/** Whether messages to this chat are on their way, so that a card may not know its message yet. */
export const isSendingTo = together(async (tx, chats: readonly number[]) => {
  const rows = await sqlOf(tx).rows<{ chat: string }>(
    `select distinct chat from outbox
     where chat = any($1::bigint[]) and state in ('waiting', 'sending') and card_id is not null`,
    [chats],
  )
  const sending = new Set(rows.map(({ chat }) => Number(chat)))
  return chats.map((chat) => sending.has(chat))
})

/** Live cards about a subject, in all chats. */
export async function liveCards(
  tx: Transaction,
  kinds: readonly CardKind[],
  subject: string,
): Promise<StoredCard[]> {
  return (await cardsAbout(tx, kinds, subject)).filter(({ live }) => live)
}

/** All cards about a subject, in all chats, those included that a newer one has replaced. */
export function cardsAbout(
  tx: Transaction,
  kinds: readonly CardKind[],
  subject: string,
): Promise<StoredCard[]> {
  return cardsOf(tx, { kinds, subject })
}

/** Cards of these kinds about one subject. */
export interface About {
  kinds: readonly CardKind[]
  subject: string
}

/** Every card of what is asked, beside the place of who asked; takes `aboutValues`. */
export const CARDS_ABOUT = `
  unnest($1::int[], $2::text[], $3::text[]) as asked (place, kind, subject)
  join card on card.kind = asked.kind and card.subject = asked.subject`

export function aboutValues(asked: readonly About[]): [number[], CardKind[], string[]] {
  const pairs = asked.flatMap(({ kinds, subject }, place) =>
    kinds.map((kind) => ({ place, kind, subject })),
  )
  return [
    pairs.map(({ place }) => place),
    pairs.map(({ kind }) => kind),
    pairs.map(({ subject }) => subject),
  ]
}

const cardsOf = together(async (tx, asked: readonly About[]) => {
  const rows = await sqlOf(tx).rows<CardRow & { place: number }>(
    `select asked.place, ${CARD} from ${CARDS_ABOUT} order by card.id`,
    aboutValues(asked),
  )
  return asked.map((_, at) => rows.filter(({ place }) => place === at).map(toCard))
})

/** Prompts in this chat that still offer their way out. */
export const livePrompts = together(async (tx, chats: readonly number[]) => {
  const rows = await sqlOf(tx).rows<CardRow>(
    `select ${CARD} from card where chat = any($1::bigint[]) and kind = 'prompt' and live order by id`,
    [chats],
  )
  return chats.map((chat) => rows.filter((row) => Number(row.chat) === chat).map(toCard))
})

/** Remembers what stands on a card now, and what it is about if that changed. */
export function changeCard(tx: Transaction, id: number, change: CardChange): Promise<void> {
  return saveChange(tx, { id, change })
}

interface CardChange {
  digest?: string
  live?: boolean
  kind?: CardKind
  subject?: string
}

const saveChange = together(async (tx, asked: readonly { id: number; change: CardChange }[]) => {
  // Of several changes of one card each keeps what the next leaves alone.
  const changes = new Map<number, CardChange>()
  for (const { id, change } of asked) changes.set(id, { ...changes.get(id), ...change })
  await sqlOf(tx).write(
    `update card set digest = coalesce(given.digest, card.digest), live = coalesce(given.live, card.live),
       kind = coalesce(given.kind, card.kind), subject = coalesce(given.subject, card.subject)
     from jsonb_to_recordset($1::jsonb) as given (id int, digest text, live boolean, kind text, subject text)
     where card.id = given.id`,
    [JSON.stringify([...changes].map(([id, change]) => ({ ...change, id })))],
  )
  return asked.map(() => undefined)
})

interface CardRow {
  id: number
  chat: string
  kind: string
  subject: string
  live: boolean
  digest: string
  captioned: boolean
  messageId: number | null
}

function toCard({ kind, chat, messageId, ...row }: CardRow): StoredCard {
  const { id, subject, live, digest, captioned } = row
  const isSent = messageId !== null
  return {
    id,
    chat: Number(chat),
    kind: kind as CardKind,
    subject,
    live,
    digest,
    captioned,
    isSent,
  }
}
