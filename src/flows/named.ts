import { numberAmid, readNumber, type NumberReading } from '../domain/number.ts'
import { awaitedNumber, type AlbumMemory, type Awaiting } from './words/awaiting.ts'
import type { CardKind, CardRef, Facts } from './facts.ts'
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
  { card, awaiting, album, draft }: Pick<Facts, 'card' | 'awaiting' | 'album' | 'draft'>,
): Named | null {
  switch (input.kind) {
    case 'press':
      return namedByPress(input.verb, input.args)
    case 'command':
      return byNumber(rightOne(numberGiven(input.argument)))
    case 'file':
      if (input.album !== null && input.album === album?.album) return namedByAlbum(album, awaiting)
      return namedByReply(card, awaiting) ?? byNumber(awaitedNumber(awaiting))
    case 'pin':
      return namedByReply(card, awaiting) ?? byNumber(awaitedNumber(awaiting))
    case 'text': {
      const asked = numberAsked(input.text, { awaiting, draft })
      return (
        namedByReply(card, awaiting) ??
        byNumber(asked.kind === 'none' ? awaitedNumber(awaiting) : rightOne(asked))
      )
    }
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

/** So many words beside a number are a question about its appeal. Who says more has something to say. */
const MOST_HAN = 10
const MOST_WORDS = 6

/**
 * The number that a text asks about: it is nothing else, or has a handful of words beside it that belong to no draft.
 * While words are awaited only one in its printed form is taken for it: an answer may well be a meter's number.
 */
export function numberAsked(
  text: string,
  { awaiting, draft }: Pick<Facts, 'awaiting' | 'draft'>,
): NumberReading {
  const alone = readNumber(text)
  if (awaiting) return alone.kind === 'number' && text.trim() === alone.number ? alone : NONE
  if (alone.kind !== 'none' || draft) return alone
  const among = numberAmid(text, 'in_groups')
  return among && isHandful(among.rest) ? among.reading : NONE
}

/** The number that a command was given, whatever else was typed beside it. */
export function numberGiven(argument: string): NumberReading {
  const alone = readNumber(argument)
  return alone.kind === 'none' ? (numberAmid(argument, 'or_in_a_row')?.reading ?? NONE) : alone
}

const NONE: NumberReading = { kind: 'none' }

function isHandful(words: string): boolean {
  const han = words.match(/\p{sc=Han}/gv)?.length ?? 0
  const others = words.match(/[[\p{L}\p{M}\p{N}]--\p{sc=Han}]+/gv)?.length ?? 0
  return han <= MOST_HAN && others <= MOST_WORDS
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

function rightOne(reading: NumberReading): string | null {
  return reading.kind === 'number' ? reading.number : null
}

function byNumber(number: string | null): Named | null {
  return number === null ? null : { by: 'number', number }
}
