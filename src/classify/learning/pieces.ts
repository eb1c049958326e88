/** How many slots there are for pieces of text: a power of two. Two pieces may share one: too seldom to matter. */
export const SLOTS = 2 ** 18

/** Pieces of different blocks share no slot but by chance. */
export const TEXT = 0x811c9dc5
export const TITLE = 0x2545f491
export type Block = typeof TEXT | typeof TITLE

/** One piece: its slot, and where it stands in the text. */
export type OnPiece = (slot: number, from: number, to: number) => void

/**
 * Tells the pieces by which a normalised text is known, hashed, so that nobody can read a text out of what was
 * learned from it. Where words are not separated: every character, and every two neighbours. Elsewhere: every word,
 * every two neighbouring words, and three to five letters within a word. Figures and signs say nothing of a subject.
 */
export function eachPiece(text: string, block: Block, onPiece: OnPiece): void {
  let wordBefore = 0
  let wordBeforeAt = -1
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at)
    if (kind === LETTER) {
      const end = endOfWord(text, at)
      const word = tellWord(text, at, end, block, onPiece)
      if (wordBeforeAt >= 0) onPiece(slotOf(mix(wordBefore, word)), wordBeforeAt, end)
      wordBefore = word
      wordBeforeAt = at
      at = end
      continue
    }
    if (kind === UNSPACED) {
      const hash = mix(block, text.charCodeAt(at))
      onPiece(slotOf(hash), at, at + 1)
      if (kindAt(text, at + 1) === UNSPACED)
        onPiece(slotOf(mix(hash, text.charCodeAt(at + 1))), at, at + 2)
      wordBeforeAt = -1
    }
    at += 1
  }
}

const SHORTEST = 3
const LONGEST = 5

/** The word itself, whose hash it gives, and what is within it. */
function tellWord(text: string, from: number, end: number, block: Block, onPiece: OnPiece): number {
  let word = mix(block, WORD)
  for (let at = from; at < end; at += 1) word = mix(word, text.charCodeAt(at))
  onPiece(slotOf(word), from, end)
  for (let begin = from; begin + SHORTEST <= end; begin += 1) {
    let hash = mix(block, WITHIN_WORD)
    for (let at = begin; at < Math.min(end, begin + LONGEST); at += 1) {
      hash = mix(hash, text.charCodeAt(at))
      if (at + 1 - begin >= SHORTEST && at + 1 - begin < end - from)
        onPiece(slotOf(hash), begin, at + 1)
    }
  }
  return word
}

const WORD = 0x1b873593
const WITHIN_WORD = 0x51ed270b

function endOfWord(text: string, from: number): number {
  let end = from + 1
  while (kindAt(text, end) === LETTER) end += 1
  return end
}

/** The mixing step of MurmurHash3. */
function mix(hash: number, value: number): number {
  let mixed = Math.imul(hash ^ value, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

function slotOf(hash: number): number {
  return hash & (SLOTS - 1)
}

const OTHER = 0
const UNSPACED = 1
const LETTER = 2

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const letter = /[\p{L}\p{M}]/u

/** For each unit of UTF-16: a regular expression for each character of each letter would be slow. */
const kinds = Uint8Array.from({ length: 0x10000 }, (_, unit) => {
  const character = String.fromCharCode(unit)
  return unspaced.test(character) ? UNSPACED : letter.test(character) ? LETTER : OTHER
})

function kindAt(text: string, at: number): number {
  return kinds[text.charCodeAt(at)] ?? OTHER
}
