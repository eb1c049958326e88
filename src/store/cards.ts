import type { CardKind, CardRef } from '../flows/facts.ts'
import type { Transaction } from './database.ts'

/** A card with where it stands. */
export interface StoredCard extends CardRef {
  chat: number
  digest: string
  /** A picture or a document with a caption. */
  captioned: boolean
  /** Telegram has told where it stands. */
  isSent: boolean
}

/** The card that is this message of ours, if it is one. */
export async function cardAt(
  tx: Transaction,
  chat: number,
  messageId: number,
): Promise<StoredCard | null> {
  const row = await tx.card.findFirst({
    where: { chat: BigInt(chat), messageId },
    orderBy: { id: 'desc' },
  })
  return row && toCard(row)
}

/** Whether messages to this chat are on their way, so that a card may not know its message yet. */
export async function isSendingTo(tx: Transaction, chat: number): Promise<boolean> {
  const count = await tx.outbox.count({
    where: { chat: BigInt(chat), state: { in: ['waiting', 'sending'] }, cardId: { not: null } },
  })
  return count > 0
}

/** Live cards about a subject, in all chats. */
export async function liveCards(
  tx: Transaction,
  kinds: readonly CardKind[],
  subject: string,
): Promise<StoredCard[]> {
  return (await cardsAbout(tx, kinds, subject)).filter(({ live }) => live)
}

/** All cards about a subject, in all chats, those included that a newer one has replaced. */
export async function cardsAbout(
  tx: Transaction,
  kinds: readonly CardKind[],
  subject: string,
): Promise<StoredCard[]> {
  const rows = await tx.card.findMany({
    where: { kind: { in: [...kinds] }, subject },
    orderBy: { id: 'asc' },
  })
  return rows.map(toCard)
}

/** Prompts in this chat that still offer their way out. */
export async function livePrompts(tx: Transaction, chat: number): Promise<StoredCard[]> {
  const where = { chat: BigInt(chat), kind: 'prompt', live: true }
  const rows = await tx.card.findMany({ where, orderBy: { id: 'asc' } })
  return rows.map(toCard)
}

/** Remembers what stands on a card now, and what it is about if that changed. */
export async function changeCard(
  tx: Transaction,
  id: number,
  change: { digest?: string; live?: boolean; kind?: CardKind; subject?: string },
): Promise<void> {
  await tx.card.update({ where: { id }, data: change, select: { id: true } })
}

function toCard(row: {
  id: number
  chat: bigint
  kind: string
  subject: string
  live: boolean
  digest: string
  captioned: boolean
  messageId: number | null
}): StoredCard {
  const { id, subject, live, digest, captioned } = row
  const isSent = row.messageId !== null
  const kind = row.kind as CardKind
  return { id, chat: Number(row.chat), kind, subject, live, digest, captioned, isSent }
}
