import { hashOf } from './vectors.ts'
import type { Vector } from './vectors.ts'

/** A piece of an appeal's words as the search index keeps it. */
export interface Telling {
  /** Hashed together with the place. */
  gram: number
  /** Thousandths. */
  weight: number
}

/** So many pieces find an appeal; more would be rows and no better. */
const MOST = 24

/**
 * The most telling pieces of a text, for each of these places: the same words at two places are two different things,
 * and only what is nearby is looked for, so that the index of a large county is searched no slower than a small one's.
 */
export function tellingAt(
  { grams, weights }: Vector,
  places: readonly (string | null)[],
): Telling[] {
  const heaviest = Array.from(grams, (gram, at) => ({ gram, weight: weights[at] ?? 0 }))
    .sort((a, b) => b.weight - a.weight || a.gram - b.gram)
    .slice(0, MOST)
  return places.flatMap((place) => {
    const salt = hashOf(place ?? '')
    return heaviest.map(({ gram, weight }) => ({
      gram: Math.imul(gram ^ salt, GOLDEN),
      weight: Math.round(weight * 1000),
    }))
  })
}

/** Odd, so that no two pieces of a place fall together: Knuth's multiplicative hash. */
const GOLDEN = 0x9e3779b1
