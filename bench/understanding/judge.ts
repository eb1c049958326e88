import type { Classification } from '../../src/classify/from-words.ts'
import type { Letter } from '../../src/classify/letter.ts'
import type { Labelled } from '../../src/classify/learning/learn.ts'
import { measure, type Figures } from '../../src/classify/learning/measure.ts'

/** Figures of a classifier over labelled letters, sure where it says so itself. */
export function judge(
  letters: readonly Labelled[],
  classify: (letter: Letter) => Classification,
): Figures {
  const labels = [...new Set(letters.map(({ label }) => label))]
  const answers = letters.map((letter) => ({ letter, answer: classify(letter) }))
  const figures = measure(
    answers.map(({ letter, answer }) => ({
      truth: labels.indexOf(letter.label),
      probabilities: labels.map(
        (label) => answer.ranked.find(({ code }) => code === label)?.probability ?? 0,
      ),
    })),
    labels.map(() => 1),
  )
  const sure = answers.filter(({ answer }) => answer.sure)
  const right = sure.filter(({ letter, answer }) => answer.ranked[0]?.code === letter.label)
  return { ...figures, sure: sure.length / letters.length, precision: right.length / sure.length }
}

export function told(figures: Figures): string {
  const { accuracy, macroF1, topTwo, sure, precision, calibrationError } = figures
  return [
    `accuracy ${share(accuracy)}, macro-F1 ${share(macroF1)}, in the first two ${share(topTwo)}`,
    `sure of ${share(sure)} with precision ${share(precision)}, calibration error ${share(calibrationError)}`,
  ].join('; ')
}

export function share(value: number): string {
  return value.toFixed(3)
}

/** What it gives, and the time it took: a busy machine takes longer than the work itself. */
export function timed<Result>(work: () => Result): [result: Result, took: string] {
  const [begun, before] = [performance.now(), process.cpuUsage()]
  const result = work()
  const { user, system } = process.cpuUsage(before)
  const [seconds, busy] = [(performance.now() - begun) / 1000, (user + system) / 1e6]
  return [result, `${seconds.toFixed(1)} s (${busy.toFixed(1)} s of work)`]
}
