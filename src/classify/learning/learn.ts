import { calibrate, thresholdsFor, trialsOf, type Scored } from './calibrate.ts'
import { blocksOf, lexiconOf, vectorOf, type Blocks, type Lexicon } from './features.ts'
import { naiveBayesLeanings } from './leanings.ts'
import { readable, type Letter } from '../letter.ts'
import { measure, type Trial } from './measure.ts'
import { inSteps, type Model } from './model.ts'
import { nearlySame } from './nearly-same.ts'
import { randomFrom, shuffle } from './random.ts'
import { scoreInto, trainSvm, type Weights } from './svm.ts'

export interface Labelled extends Letter {
  label: string
}

/** What the org file knows of labels, whether any letter has them or not. */
export interface Beforehand {
  /** Names, keywords and examples, as letters. */
  letters: readonly Labelled[]
  /** How likely each label is by the org file alone. */
  read: (letter: Letter) => ReadonlyMap<string, number>
}

/** Too few to learn from: the letters, or the labels that they have. */
export const FEWEST_LETTERS = 20
export const FEWEST_LABELS = 2

/**
 * Learns to label letters. Everything that is promised of the model (probabilities, thresholds, figures) comes from
 * letters that the model of their fold had not learned from. What the org file knows helps where letters are few.
 * The same letters in the same order give the same model. Throws RangeError when there are too few.
 */
export function learn(letters: readonly Labelled[], beforehand?: Beforehand): Model {
  return learnMeasured(letters, beforehand).model
}

/** The same, and what was said of each letter, in their order, by models that had not learned from it. */
export function learnMeasured(
  letters: readonly Labelled[],
  beforehand?: Beforehand,
): { model: Model; trials: Trial[] } {
  const labels = labelsOf(letters, beforehand)
  if (
    letters.length < FEWEST_LETTERS ||
    new Set(letters.map(({ label }) => label)).size < FEWEST_LABELS
  )
    throw new RangeError(`at least ${FEWEST_LETTERS} letters of ${FEWEST_LABELS} labels are needed`)
  const asExamples = (some: readonly Labelled[]): Example[] =>
    some.map((letter) => ({ blocks: blocksOf(letter), label: labels.indexOf(letter.label) }))
  const known = asExamples(beforehand?.letters ?? [])
  const examples = asExamples(letters)
  const before = letters.map((letter) => logarithms(labels, beforehand?.read(letter)))
  const scored = crossValidate(examples, before, known, labels.length, foldsFor(letters))
  const calibration = calibrate(scored)
  const trials = trialsOf(scored, calibration)
  const thresholds = thresholdsFor(trials, labels.length)
  const { lexicon, weights } = train([...known, ...examples], labels.length)
  const model = {
    ...{ labels, letters: letters.length, lexicon, calibration, thresholds },
    ...inSteps(weights),
    figures: measure(trials, thresholds),
  }
  return { model, trials }
}

function labelsOf(letters: readonly Labelled[], beforehand?: Beforehand): string[] {
  const all = [...letters, ...(beforehand?.letters ?? [])].map(({ label }) => label)
  return [...new Set(all)].sort()
}

/** What nothing speaks for is not impossible. */
const UNLIKELY = 0.01

/** For each label the logarithm of its probability; 0 throughout where nothing is known beforehand. */
export function logarithms(
  labels: readonly string[],
  probabilities?: ReadonlyMap<string, number>,
): Float64Array {
  if (!probabilities) return new Float64Array(labels.length)
  return Float64Array.from(labels, (label) => Math.log(UNLIKELY + (probabilities.get(label) ?? 0)))
}

interface Example {
  blocks: Blocks
  label: number
}

/** In how many letters a piece has to stand to be worth knowing: the more letters, the less a rare one helps. */
function atLeast(letters: number): number {
  return letters < 200 ? 1 : letters < 2_000 ? 2 : 3
}

function train(
  examples: readonly Example[],
  labelCount: number,
): { lexicon: Lexicon; weights: Weights } {
  const blocks = examples.map((example) => example.blocks)
  const labels = examples.map(({ label }) => label)
  const lexicon = lexiconOf(blocks, atLeast(examples.length))
  const vectors = blocks.map((one) => vectorOf(one, lexicon))
  const leanings = naiveBayesLeanings(vectors, labels, lexicon.rarity.length, labelCount)
  return { lexicon, weights: trainSvm(vectors, labels, leanings, labelCount) }
}

const FOLDS = 5

/** Scores for every letter, in their order, by a model that learned from the letters of the other folds only. */
function crossValidate(
  examples: readonly Example[],
  before: readonly Float64Array[],
  known: readonly Example[],
  labelCount: number,
  foldOf: Int32Array,
): Scored[] {
  const models = Array.from({ length: FOLDS }, (_, fold) => {
    const others = examples.filter((_example, at) => foldOf[at] !== fold)
    return train([...known, ...others], labelCount)
  })
  return examples.map(({ blocks, label }, at) => {
    const model = models[foldOf[at] ?? 0]
    const scores = new Float64Array(labelCount)
    if (model) scoreInto(scores, vectorOf(blocks, model.lexicon), model.weights)
    return { truth: label, scores, beforehand: before[at] ?? new Float64Array(labelCount) }
  })
}

/** Each label spread evenly; letters that are nearly the same stay together, or the figures would be too good. */
function foldsFor(letters: readonly Labelled[]): Int32Array {
  const groups = nearlySame(letters.map((letter) => readable(letter).text))
  const order = Int32Array.from(letters.keys())
  shuffle(order, randomFrom(FOLDS))
  const turns = new Map<string, number>()
  const foldOf = new Map<number, number>()
  for (const at of order) {
    const [group, label] = [groups[at] ?? at, letters[at]?.label ?? '']
    if (foldOf.has(group)) continue
    const turn = turns.get(label) ?? turns.size
    foldOf.set(group, turn % FOLDS)
    turns.set(label, turn + 1)
  }
  return groups.map((group) => foldOf.get(group) ?? 0)
}
