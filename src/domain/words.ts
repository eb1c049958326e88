const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

const bidiControls = /[\u202a-\u202e\u2066-\u2069]/g
const controls = /[\p{Cc}--[\n\t]]/gv
const markRuns = /\p{M}[\p{M}\p{Cf}]*/gu
const mostMarks = 4
const ellipsis = '\u2026'

/**
 * Other people's words as they may be stored and shown: without direction overrides, control characters and towers
 * of combining marks, in NFC, lone surrogates replaced. All else stays, markup included: it is text, not markup.
 * Cleaning twice changes nothing more.
 */
export function cleanWords(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(controls, '')
    .replace(bidiControls, '')
    .normalize('NFC')
    .replace(markRuns, atMostFourMarks)
}

/** Invisible joiners between the marks do not start a new count: they would only hide the tower. */
function atMostFourMarks(run: string): string {
  if (run.length <= mostMarks) return run
  let marks = 0
  return run.replace(/\p{M}/gu, (mark) => (++marks > mostMarks ? '' : mark))
}

/**
 * Wraps a foreign string for use inside our own text (U+2068 … U+2069), so that its writing direction ends with it.
 * Cut first, isolate last: a cut after it could lose the closing character.
 */
export function isolate(text: string): string {
  return `\u2068${text.replace(bidiControls, '')}\u2069`
}

/**
 * At most `maxUtf16` UTF-16 units, as Telegram counts, ending in an ellipsis if something was left out.
 * Never cuts through what a reader sees as one character.
 */
export function cut(text: string, maxUtf16: number): string {
  if (text.length <= maxUtf16) return text
  if (maxUtf16 < ellipsis.length) return ''
  const room = maxUtf16 - ellipsis.length
  const end = graphemes.segment(text).containing(room)?.index ?? 0
  return text.slice(0, end).trimEnd() + ellipsis
}

const invisible = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]*$/u

/** Whether nobody could see anything in it: blanks, joiners and fillers are no words. */
export function isBlank(text: string): boolean {
  return invisible.test(text)
}

const keycaps = /[0-9#*]\ufe0f?\u20e3/g
const emojiParts =
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}\p{Variation_Selector}\u200d\u{e0020}-\u{e007f}\s]*$/u

/** Whether somebody sent pictures instead of words. Digits, punctuation and blanks alone are not emoji. */
export function isOnlyEmoji(text: string): boolean {
  const rest = text.replace(keycaps, '')
  const hasEmoji = rest.length < text.length || /\p{Extended_Pictographic}|\p{RI}/u.test(rest)
  return hasEmoji && emojiParts.test(rest)
}
