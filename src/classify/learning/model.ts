import type { Calibration } from './calibrate.ts'
import { blocksOf, vectorOf, type Lexicon, type Vector } from './features.ts'
import type { Letter } from '../letter.ts'
import type { Figures } from './measure.ts'
import type { Weights } from './svm.ts'

/** What was learned from labelled letters. Nothing in it can be read as words: pieces of text are slots of a hash. */
export interface Model {
  labels: readonly string[]
  /** How many labelled letters it was learned from. */
  letters: number
  lexicon: Lexicon
  /** For each piece the weights of all labels side by side, as steps of the label's own size. */
  steps: Int8Array
  stepSizes: Float32Array
  bias: Float32Array
  calibration: Calibration
  /** For each label the probability from which on it goes through without a person. */
  thresholds: Float64Array
  /** Cross-validated. */
  figures: Figures
}

/** The pieces of a letter that the model knows. */
export function vectorIn(model: Model, letter: Letter): Vector {
  return vectorOf(blocksOf(letter), model.lexicon)
}

/** The score of each label. */
export function scoresOf({ steps, stepSizes, bias }: Model, vector: Vector): Float64Array {
  const { pieces, weights } = vector
  const labelCount = stepSizes.length
  return Float64Array.from(stepSizes, (size, label) => {
    let sum = 0
    for (let at = 0; at < pieces.length; at += 1)
      sum += (weights[at] ?? 0) * (steps[(pieces[at] ?? 0) * labelCount + label] ?? 0)
    return sum * size + (bias[label] ?? 0)
  })
}

/** Weights in 127 steps to either side: a quarter of the memory, and no letter reads differently for it. */
export function inSteps({ byPiece, bias }: Weights): Pick<Model, 'steps' | 'stepSizes' | 'bias'> {
  const labelCount = bias.length
  const stepSizes = new Float32Array(labelCount)
  for (const [at, weight] of byPiece.entries()) {
    const label = at % labelCount
    stepSizes[label] = Math.max(stepSizes[label] ?? 0, Math.abs(weight) / 127)
  }
  const steps = Int8Array.from(byPiece, (weight, at) =>
    Math.round(weight / (stepSizes[at % labelCount] || 1)),
  )
  return { steps, stepSizes, bias }
}
