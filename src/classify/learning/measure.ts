/** What a classifier said of one letter, beside what it is. Labels by their numbers. */
export interface Trial {
  truth: number
  /** For each label; they sum to about 1. */
  probabilities: ArrayLike<number>
}

/** How well a classifier reads letters that it has not learned from. Shares from 0 to 1. */
export interface Figures {
  letters: number
  accuracy: number
  /** Of the labels that occur, each as important as any other. */
  macroF1: number
  /** The right label is one of the first two. */
  topTwo: number
  /** Share that is sure enough to go through without a person, and how much of that is right. */
  sure: number
  precision: number
  /** Expected calibration error over ten bins. */
  calibrationError: number
  /** Mean of −log of the probability that the right label was given. */
  logLoss: number
}

export function measure(trials: readonly Trial[], thresholds: ArrayLike<number>): Figures {
  const guesses = trials.map(({ truth, probabilities }) => {
    const label = bestOf(probabilities)
    const probability = probabilities[label] ?? 0
    return { truth, label, probability, isSure: probability >= (thresholds[label] ?? Infinity) }
  })
  const isRight = ({ truth, label }: { truth: number; label: number }) => truth === label
  const sure = guesses.filter((guess) => guess.isSure)
  return {
    letters: trials.length,
    accuracy: share(guesses.filter(isRight).length, trials.length),
    macroF1: macroF1(guesses),
    topTwo: share(trials.filter(isInTopTwo).length, trials.length),
    sure: share(sure.length, trials.length),
    precision: share(sure.filter(isRight).length, sure.length),
    calibrationError: calibrationError(trials),
    logLoss: share(
      trials.reduce(
        (sum, { truth, probabilities }) =>
          sum - Math.log(Math.max(probabilities[truth] ?? 0, 1e-9)),
        0,
      ),
      trials.length,
    ),
  }
}

/** The number of the label with the highest probability; the first of equals. */
export function bestOf(probabilities: ArrayLike<number>): number {
  let best = 0
  for (let label = 1; label < probabilities.length; label += 1)
    if ((probabilities[label] ?? 0) > (probabilities[best] ?? 0)) best = label
  return best
}

function isInTopTwo({ truth, probabilities }: Trial): boolean {
  const own = probabilities[truth] ?? 0
  return Array.from(probabilities).filter((probability) => probability > own).length < 2
}

function macroF1(guesses: readonly { truth: number; label: number }[]): number {
  const labels = new Set(guesses.map(({ truth }) => truth))
  const scores = Array.from(labels, (label) => {
    const right = guesses.filter((guess) => guess.truth === label && guess.label === label).length
    const named = guesses.filter((guess) => guess.label === label).length
    const there = guesses.filter((guess) => guess.truth === label).length
    return (2 * right) / (named + there)
  })
  return share(
    scores.reduce((sum, score) => sum + score, 0),
    scores.length,
  )
}

const BINS = 10

/** How far, on average, the probability of the first label is from how often it is right. */
export function calibrationError(trials: readonly Trial[]): number {
  const gaps = new Float64Array(BINS)
  for (const { truth, probabilities } of trials) {
    const label = bestOf(probabilities)
    const probability = probabilities[label] ?? 0
    const bin = Math.min(BINS - 1, Math.floor(probability * BINS))
    gaps[bin] = (gaps[bin] ?? 0) + probability - (label === truth ? 1 : 0)
  }
  const sum = gaps.reduce((all, gap) => all + Math.abs(gap), 0)
  return share(sum, trials.length)
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
