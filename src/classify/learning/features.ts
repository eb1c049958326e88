import { readable, type Letter } from '../letter.ts'
import { eachPiece, SLOTS, TEXT, TITLE, type Block } from './pieces.ts'

/** Which slots a block of a letter fills, rising, and how often. */
export interface Filled {
  slots: Int32Array
  counts: Float32Array
}

/** A letter as its two blocks: all that it says, its title included, and the title once more. */
export type Blocks = readonly [text: Filled, title: Filled]

/** A letter as a vector of length 1 over the pieces that a model knows; empty where it knows none of them. */
export interface Vector {
  pieces: Int32Array
  weights: Float32Array
}

export function blocksOf(letter: Letter): Blocks {
  const { title, text } = readable(letter)
  return [filled(text, TEXT), filled(title, TITLE)]
}

/** The slots of one text as they come; made longer when a text has more. */
let found = new Int32Array(4096)

/** Sorts the slots and counts what is equal. Plain loops: this is most of what reading a letter takes. */
function filled(text: string, block: Block): Filled {
  let count = 0
  eachPiece(text, block, (slot) => {
    if (count === found.length) {
      const longer = new Int32Array(2 * count)
      longer.set(found)
      found = longer
    }
    found[count] = slot
    count += 1
  })
  const all = found.slice(0, count).sort()
  const slots = new Int32Array(all.length)
  const counts = new Float32Array(all.length)
  let end = 0
  for (let at = 0; at < all.length; at += 1) {
    const slot = all[at] ?? 0
    if (end === 0 || slots[end - 1] !== slot) slots[end++] = slot
    counts[end - 1] = (counts[end - 1] ?? 0) + 1
  }
  return { slots: slots.slice(0, end), counts: counts.slice(0, end) }
}

/** What a model knows of slots: the number of the piece in it, below 0 for none, and how rare each piece is. */
export interface Lexicon {
  pieceIn: Int32Array
  rarity: Float32Array
}

/** How long a title is beside a text of length 1. */
const TITLE_LENGTH = 0.9

/** TF-IDF with sublinear frequency, each block of its own length, the whole of length 1. */
export function vectorOf([text, title]: Blocks, lexicon: Lexicon): Vector {
  const pieces = new Int32Array(text.slots.length + title.slots.length)
  const weights = new Float32Array(pieces.length)
  const middle = append(text, lexicon, { pieces, weights }, 0)
  const end = append(title, lexicon, { pieces, weights }, middle)
  scale(weights, 0, middle, 1)
  scale(weights, middle, end, TITLE_LENGTH)
  scale(weights, 0, end, 1)
  return { pieces: pieces.subarray(0, end), weights: weights.subarray(0, end) }
}

function append(
  { slots, counts }: Filled,
  { pieceIn, rarity }: Lexicon,
  vector: Vector,
  at: number,
): number {
  let end = at
  for (let index = 0; index < slots.length; index += 1) {
    const piece = pieceIn[slots[index] ?? 0] ?? -1
    if (piece < 0) continue
    vector.pieces[end] = piece
    vector.weights[end] = frequencyOf(counts[index] ?? 1) * (rarity[piece] ?? 0)
    end += 1
  }
  return end
}

/** Sublinear: twice as often says less than twice as much. Hardly a piece comes more often than these. */
const FREQUENCIES = Float64Array.from(
  { length: 64 },
  (_, count) => 1 + Math.log(Math.max(1, count)),
)

function frequencyOf(count: number): number {
  return FREQUENCIES[count] ?? 1 + Math.log(count)
}

function scale(weights: Float32Array, from: number, to: number, length: number): void {
  let square = 0
  for (let at = from; at < to; at += 1) square += (weights[at] ?? 0) ** 2
  if (square === 0) return
  const factor = length / Math.sqrt(square)
  for (let at = from; at < to; at += 1) weights[at] = (weights[at] ?? 0) * factor
}

/**
 * Which pieces are worth knowing, and their inverse document frequency: those of at least so many of the letters. The
 * frequent ones come first: what is needed often then lies together in memory, which halves the time of training.
 */
export function lexiconOf(letters: readonly Blocks[], atLeast: number): Lexicon {
  const letterCounts = new Float32Array(SLOTS)
  for (const blocks of letters)
    for (const { slots } of blocks)
      for (const slot of slots) letterCounts[slot] = (letterCounts[slot] ?? 0) + 1
  const known = Int32Array.from(letterCounts.keys())
    .filter((slot) => (letterCounts[slot] ?? 0) >= atLeast)
    .sort((a, b) => (letterCounts[b] ?? 0) - (letterCounts[a] ?? 0) || a - b)
  const pieceIn = new Int32Array(SLOTS).fill(-1)
  for (const [piece, slot] of known.entries()) pieceIn[slot] = piece
  const rarity = Float32Array.from(
    known,
    (slot) => 1 + Math.log((letters.length + 1) / (letterCounts[slot] ?? 1)),
  )
  return { pieceIn, rarity }
}
