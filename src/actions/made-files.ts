import type { Screen } from '../flows/screen.ts'
import { keepMadeFile, type MadeFile } from '../store/made-files.ts'
import { captionOf, newCardOf, type CardSubject, type Recipient } from './cards.ts'
import type { Work } from './desk.ts'

/** Keeps a picture (PNG) or a document that is to be sent, once for all who get it. Gives its id. */
export function keepFile({ tx }: Work, file: MadeFile): Promise<number> {
  return keepMadeFile(tx, file)
}

/** Sends a picture of ours with a caption: at most 1,024 units of it. */
export function sendPicture(
  work: Work,
  to: Recipient,
  fileId: number,
  caption: Screen,
  card: CardSubject | null = null,
): void {
  send(work, to, { method: 'sendPhoto', media: { photo: { made: fileId } } }, caption, card)
}

/** Sends a document of ours with a caption. */
export function sendDocument(
  work: Work,
  to: Recipient,
  fileId: number,
  caption: Screen,
  card: CardSubject | null = null,
): void {
  send(work, to, { method: 'sendDocument', media: { document: { made: fileId } } }, caption, card)
}

function send(
  { desk, now, outgoing }: Work,
  to: Recipient,
  { method, media }: { method: string; media: Record<string, unknown> },
  caption: Screen,
  card: CardSubject | null,
): void {
  const rendered = desk.renderer.render(caption, to.locale, now, 'caption')
  outgoing.push({
    ...{ chat: to.telegramId, delivery: 'must', method },
    body: { ...media, ...captionOf(rendered) },
    ...newCardOf(card, rendered, true),
  })
}
