import type { Vector } from '../classify/vectors.ts'

/** Finds the vectors that have anything in common with another, without looking at all of them. */
export interface AlikeIndex {
  /** Adds a vector; they are numbered from 0 in the order in which they came. */
  add: (vector: Vector) => void
  /** Tells each that was added and is at least so much alike, with its cosine; in no order. */
  alike: (vector: Vector, least: number, found: (index: number, cosine: number) => void) => void
}

interface Postings {
  indexes: number[]
  weights: number[]
}

/** A piece that weighs less cannot carry a likeness. It is most of the pieces of a long text. */
const LEAST_WEIGHT = 0.02

/** An inverted index: for each piece the vectors that it stands in. */
export function createAlikeIndex(size: number): AlikeIndex {
  const byGram = new Map<number, Postings>()
  const cosines = new Float64Array(size)
  let added = 0
  return {
    add({ grams, weights }) {
      for (const [at, gram] of grams.entries()) {
        const weight = weights[at] ?? 0
        if (weight < LEAST_WEIGHT) continue
        let postings = byGram.get(gram)
        if (!postings) byGram.set(gram, (postings = { indexes: [], weights: [] }))
        postings.indexes.push(added)
        postings.weights.push(weight)
      }
      added += 1
    },
    alike({ grams, weights }, least, found) {
      const touched: number[] = []
      for (const [at, gram] of grams.entries()) {
        const weight = weights[at] ?? 0
        const postings = byGram.get(gram)
        if (weight < LEAST_WEIGHT || !postings) continue
        for (let i = 0; i < postings.indexes.length; i++) {
          const index = postings.indexes[i] ?? 0
          const before = cosines[index] ?? 0
          if (before === 0) touched.push(index)
          cosines[index] = before + weight * (postings.weights[i] ?? 0)
        }
      }
      for (const index of touched) {
        const cosine = cosines[index] ?? 0
        cosines[index] = 0
        if (cosine >= least) found(index, cosine)
      }
    },
  }
}
