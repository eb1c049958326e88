import type { Moment } from '../domain/appeal.ts'
import { cut, isolate } from '../domain/words.ts'
import type { Locale } from '../flows/facts.ts'
import type { FileCount, TimelineEntry } from '../flows/views.ts'
import { join, type MessageEntity, type Piece } from './entities.ts'
import { t, type Translate } from './i18n.ts'
import type { Key } from './resources.ts'
import { sayLeft, sayMoment, sayMonth } from './when.ts'

/** What the organisation calls its units and categories; an unknown code stays a code. */
export interface Names {
  unit(code: string, locale: Locale): string
  category(code: string, locale: Locale): string
}

/** What goes into a sentence: words of ours as they are, or a piece with a look of its own. */
type Said = string | number | Piece

/** A quote longer than this opens with a tap. */
const LONG_QUOTE = 400
const LONG_QUOTE_LINES = 8
/** Inside our sentences foreign words are a name or a beginning, never a page. */
const INLINE_UNITS = 80
/** The organisation's own names are short; one that is not must not push the rest off the card. */
const NAME_UNITS = 64
/** Marks where a piece goes while i18next builds the sentence around it. */
const PLACES = '\uE000'.charCodeAt(0)

/** Writes one message: lines of ours with people's words in between. */
export class Writer {
  readonly locale: Locale
  readonly now: Moment
  readonly t: Translate
  private readonly names: Names
  private readonly timezone: string
  private readonly pieces: Piece[] = []
  private separator = ''

  constructor(names: Names, timezone: string, locale: Locale, now: Moment) {
    this.names = names
    this.timezone = timezone
    this.locale = locale
    this.now = now
    this.t = t(locale)
  }

  /** One sentence on a line of its own. */
  line(key: Key, values: Record<string, Said> = {}): this {
    return this.onLine(this.sentence(key, values))
  }

  /** A line of the org file, in the language of the reader. */
  said(text: string): this {
    return this.onLine([{ text }])
  }

  /** A heading in bold. */
  title(key: Key, values: Record<string, Said> = {}): this {
    const pieces = this.sentence(key, values)
    return this.onLine(pieces.map((piece) => ({ mark: 'bold' as const, ...piece })))
  }

  /** A blank line before the next one. */
  gap(): this {
    if (this.separator !== '') this.separator = '\n\n'
    return this
  }

  /** A person's words, shown as theirs, with the files that came along. */
  quote(words: string, files?: FileCount): this {
    const text = words.trim()
    if (text !== '') {
      const isLong = text.length > LONG_QUOTE || text.split('\n').length > LONG_QUOTE_LINES
      const mark = isLong ? 'expandable_blockquote' : 'blockquote'
      this.onLine([{ text, mark, elastic: true }])
    }
    const sayFiles = files === undefined ? '' : this.files(files)
    return sayFiles === '' ? this : this.line('files:line', { files: sayFiles })
  }

  /** The beginning of a person's words on a line of ours. */
  beginning(words: string): this {
    const piece = this.foreign(words)
    return piece.text === '' ? this : this.onLine([piece])
  }

  /** One entry of a timeline: when, what, and the words that came along. */
  entry(entry: TimelineEntry, what: string, dueKey: Key): this {
    const due = entry.due === null ? '' : this.t(dueKey, { due: this.moment(entry.due) })
    this.line('when:entry', { when: this.moment(entry.at), what: what + due })
    return this.quote(entry.words, entry.files)
  }

  /** Somebody else's word inside our sentence: cut to a name's length and kept from turning it around. */
  foreign(words: string): Piece {
    const text = cut(words.replace(/\s+/gu, ' ').trim(), INLINE_UNITS)
    return { text: text === '' ? '' : isolate(text) }
  }

  unit(code: string): string {
    return cut(this.names.unit(code, this.locale), NAME_UNITS)
  }

  category(code: string): string {
    return cut(this.names.category(code, this.locale), NAME_UNITS)
  }

  moment(moment: Moment): string {
    return sayMoment(moment, this.now, this.timezone, this.locale)
  }

  /** The calendar month of a moment, or one that is so many months earlier. */
  month(moment: Moment, earlier = 0): string {
    return sayMonth(moment, this.timezone, this.locale, earlier)
  }

  left(days: number): string {
    return sayLeft(days, this.locale)
  }

  files(files: FileCount): string {
    const kinds = ['photo', 'video', 'voice', 'other'] as const
    return kinds
      .filter((kind) => files[kind] > 0)
      .map((kind) => this.t(`files:${kind}`, { count: files[kind] }))
      .join(this.t('files:join'))
  }

  /** The finished message, at most `limit` UTF-16 units. */
  done(limit: number): { text: string; entities: MessageEntity[] } {
    return join(this.pieces, limit)
  }

  private onLine(pieces: Piece[]): this {
    this.pieces.push({ text: this.separator }, ...pieces)
    this.separator = '\n'
    return this
  }

  private sentence(key: Key, values: Record<string, Said>): Piece[] {
    const placed: Piece[] = []
    const plain: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(values)) {
      plain[name] =
        typeof value === 'object' ? String.fromCharCode(PLACES + placed.push(value) - 1) : value
    }
    const sentence = this.t(key, plain)
    return placed.length === 0 ? [{ text: sentence }] : split(sentence, placed)
  }
}

export const bold = (text: string | number): Piece => ({ text: String(text), mark: 'bold' })
/** A tap copies it: appeal numbers. */
export const code = (text: string): Piece => ({ text, mark: 'code' })

function split(sentence: string, placed: readonly Piece[]): Piece[] {
  const pieces: Piece[] = []
  for (const part of sentence.split(/([\uE000-\uE0FF])/u)) {
    const piece = part.length === 1 ? placed[part.charCodeAt(0) - PLACES] : undefined
    if (part !== '') pieces.push(piece ?? { text: part })
  }
  return pieces
}
