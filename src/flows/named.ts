import { readNumber } from '../domain/number.ts'
import { awaitedNumber, type AlbumMemory, type Awaiting } from './words/awaiting.ts'
import type { CardKind, CardRef } from './facts.ts'
import type { Input } from './input.ts'
import { isVerb, verbRow } from './verbs.ts'

/** How the appeal is named that an input is about: by its number, or by a request of its unit. */
export type Named = { by: 'number'; number: string } | { by: 'request'; request: number }

/**
 * Which appeal an input names. Facts.view is loaded by this, and the flows count on it: a button or
 * a command names it outright; then the album, the card that is replied to, a typed number, the prompt.
 */
export function namedBy(
  input: Input,
  card: CardRef | null,
  awaiting: Awaiting | null,
  album: AlbumMemory | null,
): Named | null {
  switch (input.kind) {
    case 'press':
      return namedByPress(input.verb, input.args)
    case 'command':
      return byNumber(numberIn(input.argument))
    case 'file':
      if (input.album !== null && input.album === album?.album) return namedByAlbum(album, awaiting)
      return namedByReply(card, awaiting) ?? byNumber(awaitedNumber(awaiting))
    case 'pin':
      return namedByReply(card, awaiting) ?? byNumber(awaitedNumber(awaiting))
    case 'text':
      return (
        namedByReply(card, awaiting) ??
        (isNumberOnly(input.text, awaiting)
          ? byNumber(numberIn(input.text))
          : byNumber(awaitedNumber(awaiting)))
      )
    case 'edited':
    case 'unusable':
      return null
  }
}

/** Cards on which a reply is words about the appeal. A reply to any other card is like no reply. */
const TAKES_REPLIES: readonly CardKind[] = [
  'promise',
  'task',
  'queue',
  'request',
  'question',
  'survey',
  'step',
  'words',
]

/** Whether a reply is about the card's appeal. A prompt for that very appeal comes first. */
export function isReplyAbout(card: CardRef | null, awaiting: Awaiting | null): card is CardRef {
  return (
    card !== null && TAKES_REPLIES.includes(card.kind) && card.subject !== awaitedNumber(awaiting)
  )
}

/**
 * Whether a text is nothing but an appeal number. While words are awaited only one in its printed
 * form is taken for it: an answer may well be a meter's number.
 */
export function isNumberOnly(text: string, awaiting: Awaiting | null): boolean {
  const reading = readNumber(text)
  if (awaiting) return reading.kind === 'number' && text.trim() === reading.number
  return reading.kind !== 'none'
}

function namedByPress(verb: string, args: string[]): Named | null {
  const [first] = args
  if (first === undefined || !isVerb(verb, args)) return null
  const { about } = verbRow(verb)
  if (about === 'request') return { by: 'request', request: Number(first) }
  return about === 'appeal' ? { by: 'number', number: first } : null
}

function namedByAlbum({ to }: AlbumMemory, awaiting: Awaiting | null): Named | null {
  if (to === 'draft' || to === 'full') return null
  return byNumber(to === 'awaiting' ? awaitedNumber(awaiting) : to.number)
}

function namedByReply(card: CardRef | null, awaiting: Awaiting | null): Named | null {
  if (!isReplyAbout(card, awaiting)) return null
  return card.kind === 'request'
    ? { by: 'request', request: Number(card.subject) }
    : byNumber(card.subject)
}

function numberIn(text: string): string | null {
  const reading = readNumber(text)
  return reading.kind === 'number' ? reading.number : null
}

function byNumber(number: string | null): Named | null {
  return number === null ? null : { by: 'number', number }
}
