import { createHash } from 'node:crypto'
import type { CardKind, Locale } from '../flows/facts.ts'
import type { FileRef } from '../flows/input.ts'
import type { Screen } from '../flows/screen.ts'
import { changeCard, type StoredCard } from '../store/cards.ts'
import type { Parcel } from '../store/outbox.ts'
import type { Rendered } from '../text/render.ts'
import type { Work } from './desk.ts'

/** Whom a message goes to. */
export interface Recipient {
  telegramId: number
  locale: Locale
}

export interface CardSubject {
  kind: CardKind
  subject: string
}

/** Says something to a person. With a card, the message can be pressed, answered and edited later. */
export function say(
  { desk, now, outgoing }: Work,
  to: Recipient,
  screen: Screen,
  card: CardSubject | null,
  delivery: 'must' | 'once' = 'must',
): void {
  const rendered = desk.renderer.render(screen, to.locale, now)
  outgoing.push({
    chat: to.telegramId,
    delivery,
    method: 'sendMessage',
    body: bodyOf(rendered),
    ...newCardOf(card, rendered, false),
  })
}

/** The card that a message becomes, if it becomes one. */
export function newCardOf(
  card: CardSubject | null,
  rendered: Rendered,
  captioned: boolean,
): Pick<Parcel, 'newCard'> {
  return card ? { newCard: { ...card, digest: digestOf(rendered), captioned } } : {}
}

/** Rewrites a card where it stands; nothing is sent if it would stay as it is. */
export async function rewrite(
  { tx, desk, now, outgoing }: Work,
  card: StoredCard,
  locale: Locale,
  screen: Screen,
  change: { live?: boolean; kind?: CardKind; subject?: string } = {},
): Promise<void> {
  const { captioned } = card
  const rendered = desk.renderer.render(screen, locale, now, captioned ? 'caption' : 'message')
  const digest = digestOf(rendered)
  if (digest === card.digest && Object.keys(change).length === 0) return
  await changeCard(tx, card.id, { ...change, digest })
  if (digest === card.digest) return
  outgoing.push({
    chat: card.chat,
    delivery: 'edit',
    method: captioned ? 'editMessageCaption' : 'editMessageText',
    body: captioned ? captionOf(rendered) : bodyOf(rendered),
    cardId: card.id,
  })
}

/** Takes the buttons of a card away: nothing on it counts any more, its words stay. */
export async function retire({ tx, outgoing }: Work, card: StoredCard): Promise<void> {
  await changeCard(tx, card.id, { live: false })
  outgoing.push({
    chat: card.chat,
    delivery: 'edit',
    method: 'editMessageReplyMarkup',
    body: {},
    cardId: card.id,
  })
}

/** Sends files of an appeal, which stand with Telegram already: pictures and films together, ten at most in an album. */
export function sendFiles(
  { outgoing }: Work,
  to: Recipient,
  files: readonly FileRef[],
  number: string,
): void {
  const visual = files.filter(({ kind }) => kind === 'photo' || kind === 'video')
  const single = files.filter(({ kind }) => kind !== 'photo' && kind !== 'video')
  for (let start = 0; start < visual.length; start += 10) {
    outgoing.push(albumOf(to.telegramId, visual.slice(start, start + 10), number))
  }
  for (const file of single) outgoing.push(fileOf(to.telegramId, file, number))
}

/** Sends the place of an appeal to tap on. Not a forwarded one: nothing of whoever shared it comes along. */
export function sendPin(
  { outgoing }: Work,
  to: Recipient,
  pin: { longitude: number; latitude: number },
  appeal: string,
): void {
  outgoing.push({
    chat: to.telegramId,
    delivery: 'must',
    method: 'sendLocation',
    body: { longitude: pin.longitude, latitude: pin.latitude },
    appeal,
  })
}

function albumOf(chat: number, files: readonly FileRef[], appeal: string): Parcel {
  const [first] = files
  if (first && files.length === 1) return fileOf(chat, first, appeal)
  const media = files.map((file, index) => ({
    type: file.kind,
    media: file.fileId,
    ...(index === 0 ? { caption: appeal } : {}),
  }))
  return { chat, delivery: 'must', method: 'sendMediaGroup', body: { media }, appeal }
}

const METHODS = {
  photo: 'sendPhoto',
  video: 'sendVideo',
  voice: 'sendVoice',
  audio: 'sendAudio',
  document: 'sendDocument',
  animation: 'sendAnimation',
  video_note: 'sendVideoNote',
} as const satisfies Record<FileRef['kind'], string>

function fileOf(chat: number, file: FileRef, appeal: string): Parcel {
  const body = {
    [file.kind]: file.fileId,
    ...(file.kind === 'video_note' ? {} : { caption: appeal }),
  }
  return { chat, delivery: 'must', method: METHODS[file.kind], body, appeal }
}

function bodyOf({ text, entities, buttons }: Rendered): Record<string, unknown> {
  return { text, entities, link_preview_options: { is_disabled: true }, ...keyboardOf(buttons) }
}

/** The same below a picture or a document. */
export function captionOf({ text, entities, buttons }: Rendered): Record<string, unknown> {
  return { caption: text, caption_entities: entities, ...keyboardOf(buttons) }
}

function keyboardOf(buttons: Rendered['buttons']): Record<string, unknown> {
  const keyboard = buttons.map((row) =>
    row.map((button) => ({ text: button.text, callback_data: button.data })),
  )
  return keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}
}

function digestOf(rendered: Rendered): string {
  return createHash('sha256').update(JSON.stringify(rendered)).digest('base64url')
}
