import type { Vector } from './features.ts'
import { randomFrom, shuffle } from './random.ts'

/** For each piece the weights of all labels side by side, and one bias for each label. */
export interface Weights {
  byPiece: Float32Array
  bias: Float32Array
}

/** How much a letter on the wrong side costs. */
const COST = 2
/** So many rounds at most; it ends earlier when no letter is this far from its place any more. */
const ROUNDS = 5
const CLOSE_ENOUGH = 0.1

/**
 * One linear SVM for each label against all others, side by side: squared hinge loss, dual coordinate descent
 * (Hsieh et al. 2008, algorithm 1). `leanings` (for each piece, all labels side by side; naiveBayesLeanings) stretch
 * the vectors for each label, as in NB-SVM (Wang & Manning 2012). The same input gives the same weights.
 */
export function trainSvm(
  vectors: readonly Vector[],
  labels: ArrayLike<number>,
  leanings: Float32Array,
  labelCount: number,
): { byPiece: Float32Array; bias: Float32Array } {
  const weights = {
    byPiece: new Float32Array(leanings.length),
    bias: new Float32Array(labelCount),
  }
  const stretch = leanings.map((leaning) => leaning * leaning)
  const lengths = squaredLengths(vectors, stretch, labelCount)
  const pulls = new Float64Array(vectors.length * labelCount)
  const scores = new Float64Array(labelCount)
  const steps = new Float64Array(labelCount)
  const order = Int32Array.from(vectors.keys())
  const random = randomFrom(vectors.length)
  for (let round = 0, farthest = Infinity; round < ROUNDS && farthest > CLOSE_ENOUGH; round += 1) {
    shuffle(order, random)
    farthest = 0
    for (const row of order) {
      const vector = vectors[row] ?? NOTHING
      scoreInto(scores, vector, weights)
      const away = step(row, labels[row] ?? -1, { scores, lengths, pulls, steps })
      farthest = Math.max(farthest, away)
      if (away > 0) move(weights, vector, steps, stretch)
    }
  }
  return weights
}

const NOTHING: Vector = { pieces: new Int32Array(), weights: new Float32Array() }

/** The score of each label for one letter. Label by label: what one letter needs of the weights stays in the cache. */
export function scoreInto(scores: Float64Array, vector: Vector, { byPiece, bias }: Weights): void {
  const { pieces, weights } = vector
  const labelCount = scores.length
  for (let label = 0; label < labelCount; label += 1) {
    let score = bias[label] ?? 0
    for (let at = 0; at < pieces.length; at += 1)
      score += (weights[at] ?? 0) * (byPiece[(pieces[at] ?? 0) * labelCount + label] ?? 0)
    scores[label] = score
  }
}

interface State {
  scores: Float64Array
  lengths: Float64Array
  /** The dual variables: how hard each letter pulls, for each label. */
  pulls: Float64Array
  /** Out: how far the weights of each label are to move along the letter. */
  steps: Float64Array
}

/** The best step for one letter, all others left where they are. Gives how far it was from its place. */
function step(row: number, ownLabel: number, { scores, lengths, pulls, steps }: State): number {
  const labelCount = steps.length
  let farthest = 0
  for (let label = 0; label < labelCount; label += 1) {
    const side = label === ownLabel ? 1 : -1
    const at = row * labelCount + label
    const pull = pulls[at] ?? 0
    const gradient = side * (scores[label] ?? 0) - 1 + pull / (2 * COST)
    const away = pull === 0 ? Math.max(0, -gradient) : Math.abs(gradient)
    const next = Math.max(0, pull - gradient / ((lengths[at] ?? 1) + 1 / (2 * COST)))
    pulls[at] = next
    steps[label] = (next - pull) * side
    if (away > farthest) farthest = away
  }
  return farthest
}

function move(
  weights: { byPiece: Float32Array; bias: Float32Array },
  vector: Vector,
  steps: Float64Array,
  stretch: Float32Array,
): void {
  const labelCount = steps.length
  const { byPiece, bias } = weights
  const { pieces, weights: along } = vector
  for (let label = 0; label < labelCount; label += 1) {
    const step = steps[label] ?? 0
    if (step === 0) continue
    bias[label] = (bias[label] ?? 0) + step
    for (let at = 0; at < pieces.length; at += 1) {
      const cell = (pieces[at] ?? 0) * labelCount + label
      byPiece[cell] = (byPiece[cell] ?? 0) + step * (along[at] ?? 0) * (stretch[cell] ?? 0)
    }
  }
}

/** Of each letter as it is stretched for each label; the bias is one more piece of weight 1. */
function squaredLengths(
  vectors: readonly Vector[],
  stretch: Float32Array,
  labelCount: number,
): Float64Array {
  const lengths = new Float64Array(vectors.length * labelCount).fill(1)
  for (const [row, { pieces, weights }] of vectors.entries())
    for (let at = 0; at < pieces.length; at += 1) {
      const square = (weights[at] ?? 0) ** 2
      const base = (pieces[at] ?? 0) * labelCount
      for (let label = 0; label < labelCount; label += 1)
        lengths[row * labelCount + label] =
          (lengths[row * labelCount + label] ?? 0) + square * (stretch[base + label] ?? 0)
    }
  return lengths
}
