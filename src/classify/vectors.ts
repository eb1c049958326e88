import { fillers, stemOf } from './grams.ts'
import { normalised } from './normal.ts'

/** A text as a point among texts: hashed pieces in ascending order, each with its weight; of length 1, or empty. */
export interface Vector {
  grams: Int32Array
  weights: Float32Array
}

/** In how many of how many texts each hashed piece stands. */
export interface Rarity {
  documents: number
  counts: ReadonlyMap<number, number>
}

/**
 * The vector of a text in parts, such as title and body: each part that says anything has the same say, however long
 * it is. Within a part the weights are those of TF-IDF: (1 + ln frequency) · rarity.
 */
export function vectorOf(parts: readonly string[], rarity: Rarity): Vector {
  const sum = new Map<number, number>()
  for (const part of parts) {
    const weights = gramCounts(part)
    for (const [gram, count] of weights)
      weights.set(gram, (1 + Math.log(count)) * rarityOf(gram, rarity))
    const length = lengthOf(weights.values())
    for (const [gram, weight] of weights) sum.set(gram, (sum.get(gram) ?? 0) + weight / length)
  }
  const length = lengthOf(sum.values())
  const grams = Int32Array.from(sum.keys()).sort()
  return { grams, weights: Float32Array.from(grams, (gram) => (sum.get(gram) ?? 0) / length) }
}

function lengthOf(weights: Iterable<number>): number {
  let squares = 0
  for (const weight of weights) squares += weight * weight
  return Math.sqrt(squares)
}

/** From 0, nothing in common, to 1, the same. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.grams.length && j < b.grams.length;) {
    const [left, right] = [a.grams[i] ?? 0, b.grams[j] ?? 0]
    if (left === right) sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0)
    if (left <= right) i++
    if (right <= left) j++
  }
  return sum
}

/** As if so many more texts had been seen, so that in a handful a word of some is not taken for a word of all. */
const UNSEEN_TEXTS = 500

/** Inverse document frequency, natural logarithm. A piece that was never seen is as rare as one that was seen once. */
export function rarityOf(gram: number, { documents, counts }: Rarity): number {
  return Math.log((documents + UNSEEN_TEXTS) / Math.max(1, counts.get(gram) ?? 1))
}

/** Counts in how many texts each piece stands. */
export function countRarity(texts: Iterable<string>): Rarity {
  const counts = new Map<number, number>()
  let documents = 0
  for (const text of texts) {
    documents += 1
    for (const gram of gramCounts(text).keys()) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return { documents, counts }
}

/** As if the texts of both had been counted together. */
export function addRarity(a: Rarity, b: Rarity): Rarity {
  const counts = new Map(a.counts)
  for (const [gram, count] of b.counts) counts.set(gram, (counts.get(gram) ?? 0) + count)
  return { documents: a.documents + b.documents, counts }
}

const unspacedRun = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu
const spacedWord =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu

/**
 * How often each piece stands in a text, by hash. Pieces are characters and pairs of neighbours where words are not
 * separated; elsewhere words, figures among them, and pairs of neighbours, fillers left out.
 */
export function gramCounts(text: string): Map<number, number> {
  const counts = new Map<number, number>()
  const add = (gram: string) => {
    const hash = hashOf(gram)
    counts.set(hash, (counts.get(hash) ?? 0) + 1)
  }
  const plain = normalised(text)
  for (const [run] of plain.matchAll(unspacedRun)) addWithPairs(Array.from(run), '', add)
  const words = Array.from(plain.matchAll(spacedWord), ([word]) => word)
  addWithPairs(words.filter((word) => !fillers.has(word)).map(stemOf), ' ', add)
  return counts
}

function addWithPairs(
  items: readonly string[],
  between: string,
  add: (gram: string) => void,
): void {
  let before: string | null = null
  for (const item of items) {
    add(item)
    if (before !== null) add(before + between + item)
    before = item
  }
}

/** FNV-1a over UTF-16 units, 32 bits, signed as PostgreSQL's integer is. */
export function hashOf(gram: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < gram.length; at++) hash = Math.imul(hash ^ gram.charCodeAt(at), 0x01000193)
  return hash | 0
}
