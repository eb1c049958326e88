import { cut, isolate } from '../domain/words.ts'

type Mark = 'bold' | 'code' | 'blockquote' | 'expandable_blockquote'

/** As Telegram has it; offset and length count UTF-16 units. */
export interface MessageEntity {
  type: Mark
  offset: number
  length: number
}

/** A stretch of text in one look. `elastic`: a person's words, the only thing that is cut to fit. */
export interface Piece {
  text: string
  mark?: Mark
  elastic?: boolean
}

/** Joins pieces into a message of at most `limit` units. Our own sentences are never cut. */
export function join(
  pieces: readonly Piece[],
  limit: number,
): { text: string; entities: MessageEntity[] } {
  const share = shareOf(pieces, limit)
  const entities: MessageEntity[] = []
  let text = ''
  for (const piece of pieces) {
    const added = piece.elastic === true ? isolate(cut(piece.text, share)) : piece.text
    if (piece.mark !== undefined && added !== '') {
      entities.push({ type: piece.mark, offset: text.length, length: added.length })
    }
    text += added
  }
  return { text, entities }
}

/** How many units each of people's words may have: the long ones give way first. */
function shareOf(pieces: readonly Piece[], limit: number): number {
  const isolates = isolate('').length
  const elastic = pieces.filter((piece) => piece.elastic === true).map((piece) => piece.text.length)
  const all = pieces.reduce((sum, piece) => sum + piece.text.length, 0)
  const words = elastic.reduce((sum, length) => sum + length, 0)
  let left = limit - (all - words) - elastic.length * isolates
  if (left < elastic.length) throw new Error(`${all - words} units of our own do not fit ${limit}`)
  for (const [index, length] of elastic.sort((a, b) => a - b).entries()) {
    const share = Math.floor(left / (elastic.length - index))
    if (length > share) return share
    left -= length
  }
  return limit
}
