import type { Vector } from './features.ts'

/**
 * How far each piece leans to or away from each label, by how much more of it letters of that label have than the
 * others: |log r| of Wang & Manning (2012), smoothed by the piece's own frequency, mixed with 1.
 */
export function naiveBayesLeanings(
  vectors: readonly Vector[],
  labels: ArrayLike<number>,
  pieceCount: number,
  labelCount: number,
): Float32Array {
  const mass = new Float32Array(pieceCount * labelCount)
  const ofLabel = new Float64Array(labelCount)
  for (const [row, { pieces, weights }] of vectors.entries()) {
    const label = labels[row] ?? 0
    for (let at = 0; at < pieces.length; at += 1) {
      const weight = weights[at] ?? 0
      const cell = (pieces[at] ?? 0) * labelCount + label
      mass[cell] = (mass[cell] ?? 0) + weight
      ofLabel[label] = (ofLabel[label] ?? 0) + weight
    }
  }
  const all = ofLabel.reduce((sum, one) => sum + one, 0)
  const leanings = new Float32Array(mass.length).fill(1)
  for (let base = 0; base < mass.length; base += labelCount) {
    let ofPiece = 0
    for (let label = 0; label < labelCount; label += 1) ofPiece += mass[base + label] ?? 0
    for (let label = 0; label < labelCount; label += 1) {
      const inside = mass[base + label] ?? 0
      const own = ofLabel[label] ?? 0
      const here = (inside + (SMOOTHING * own) / all) / (own + SMOOTHING)
      const elsewhere =
        (ofPiece - inside + (SMOOTHING * (all - own)) / all) / (all - own + SMOOTHING)
      const leaning = Math.abs(Math.log(here / elsewhere))
      leanings[base + label] = 1 - TRUST + TRUST * (Number.isFinite(leaning) ? leaning : 0)
    }
  }
  return leanings
}

/** What is added to every count, as a share of what is usual, so that nothing is impossible. */
const SMOOTHING = 0.1
/** How far the leaning counts: 0 would be a plain SVM. */
const TRUST = 0.7
