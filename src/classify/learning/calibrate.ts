import { bestOf, calibrationError, type Trial } from './measure.ts'

/** One letter as models that had not learned from it scored it, and what is known of it without labels. */
export interface Scored {
  truth: number
  /** Of the SVM of each label. */
  scores: Float64Array
  /** For each label the logarithm of how likely the org file alone finds it. */
  beforehand: Float64Array
}

/** How scores become probabilities. */
export interface Calibration {
  /** One through the temperature. */
  sharpness: number
  /** How much the org file counts beside what was learned: much while few letters are known, little afterwards. */
  orgTrust: number
  /** The share of labels that are as good as drawn by lot: people err, and matters overlap. */
  noise: number
}

/** Softmax over what was learned and what was known beforehand; the noise is spread over all labels. */
export function probabilitiesOf(
  { scores, beforehand }: Omit<Scored, 'truth'>,
  { sharpness, orgTrust, noise }: Calibration,
): Float64Array {
  const logits = scores.map(
    (score, label) => sharpness * score + orgTrust * (beforehand[label] ?? 0),
  )
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity)
  const odds = logits.map((logit) => Math.exp(logit - highest))
  const sum = odds.reduce((all, one) => all + one, 0)
  return odds.map((one) => (1 - noise) * (one / sum) + noise / odds.length)
}

const TRUSTS = [0, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5]
const NOISES = [0, 0.01, 0.02, 0.03, 0.04, 0.06]
const USUAL_NOISE = 0.02
const FLATTEST = 0.1
const SHARPEST = 30

/**
 * The temperature and the trust in the org file under which the truth is most probable, and the noise under which what
 * is promised comes true: without it, what looks certain is right less often than it says.
 */
export function calibrate(scored: readonly Scored[]): Calibration {
  const knowsBeforehand = scored.some(({ beforehand }) => beforehand.some((one) => one !== 0))
  const trusts = (knowsBeforehand ? TRUSTS : [0]).map((trust) =>
    sharpened(scored, trust, USUAL_NOISE),
  )
  const { orgTrust } = least(trusts, (one) => logLoss(scored, one))
  const noises = NOISES.map((noise) => sharpened(scored, orgTrust, noise))
  return least(noises, (one) => calibrationError(trialsOf(scored, one)))
}

function sharpened(scored: readonly Scored[], orgTrust: number, noise: number): Calibration {
  const lossAt = (sharpness: number) => logLoss(scored, { sharpness, orgTrust, noise })
  return { sharpness: lowest(lossAt, FLATTEST, SHARPEST), orgTrust, noise }
}

function least<Item>(items: readonly Item[], of: (item: Item) => number): Item {
  const [best] = items.map((item) => ({ item, value: of(item) })).sort((a, b) => a.value - b.value)
  if (!best) throw new RangeError('there is nothing to choose from')
  return best.item
}

/** What these letters would have been said to be. */
export function trialsOf(scored: readonly Scored[], calibration: Calibration): Trial[] {
  return scored.map((one) => ({
    truth: one.truth,
    probabilities: probabilitiesOf(one, calibration),
  }))
}

function logLoss(scored: readonly Scored[], calibration: Calibration): number {
  return scored.reduce(
    (sum, one) => sum - Math.log(Math.max(probabilitiesOf(one, calibration)[one.truth] ?? 0, 1e-9)),
    0,
  )
}

const GOLDEN = (Math.sqrt(5) - 1) / 2
const CUTS = 12

/** Where a function with a single valley is lowest, by golden section on a logarithmic scale. */
function lowest(of: (value: number) => number, from: number, to: number): number {
  let [low, high] = [Math.log(from), Math.log(to)]
  let left = high - GOLDEN * (high - low)
  let right = low + GOLDEN * (high - low)
  let [atLeft, atRight] = [of(Math.exp(left)), of(Math.exp(right))]
  for (let cut = 0; cut < CUTS; cut += 1) {
    if (atLeft < atRight) {
      ;[high, right, atRight] = [right, left, atLeft]
      left = high - GOLDEN * (high - low)
      atLeft = of(Math.exp(left))
    } else {
      ;[low, left, atLeft] = [left, right, atRight]
      right = low + GOLDEN * (high - low)
      atRight = of(Math.exp(right))
    }
  }
  return Math.exp((low + high) / 2)
}

/** What goes through without a person has to be right this often. */
export const PRECISION = 0.95
/** A threshold that was chosen on some letters delivers about a point less on others. */
const MARGIN = 0.01
/** With fewer guesses of a label than this, its own threshold would be chance: the common one holds. */
const ENOUGH_GUESSES = 60
/** Nothing is sure below this, however well it went. */
const LEAST = 0.6

/**
 * For each label the lowest probability from which on its guesses were right often enough; 1 where nothing would be,
 * and for a label that no letter has. Where a label was guessed seldom, the threshold of all labels together holds.
 */
export function thresholdsFor(trials: readonly Trial[], labelCount: number): Float64Array {
  const guesses = trials.map(({ truth, probabilities }) => {
    const label = bestOf(probabilities)
    return { label, probability: probabilities[label] ?? 0, isRight: label === truth }
  })
  const common = thresholdOf(guesses)
  const learned = new Set(trials.map(({ truth }) => truth))
  return Float64Array.from({ length: labelCount }, (_, label) => {
    if (!learned.has(label)) return 1
    const own = guesses.filter((guess) => guess.label === label)
    return own.length >= ENOUGH_GUESSES ? thresholdOf(own) : common
  })
}

/** One guess is always counted as wrong: a few right ones prove nothing. */
function thresholdOf(guesses: readonly { probability: number; isRight: boolean }[]): number {
  const surest = guesses.toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let threshold = 1
  for (const [before, { probability, isRight }] of surest.entries()) {
    if (isRight) right += 1
    // Guesses of one probability go through together or not at all.
    if (surest[before + 1]?.probability === probability) continue
    if (right / (before + 2) >= PRECISION + MARGIN) threshold = probability
  }
  return Math.max(LEAST, threshold)
}
