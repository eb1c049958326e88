import { describe, expect, test } from 'vitest'
import { calibrate, probabilitiesOf, thresholdsFor } from '../../src/classify/learning/calibrate.ts'
import { measure, type Figures, type Trial } from '../../src/classify/learning/measure.ts'

const trial = (truth: number, ...probabilities: number[]): Trial => ({ truth, probabilities })

test('the figures of four letters, counted by hand', () => {
  const trials = [
    trial(0, 0.9, 0.1, 0),
    trial(0, 0.4, 0.5, 0.1),
    trial(1, 0.3, 0.7, 0),
    trial(2, 0.5, 0.4, 0.1),
  ]
  const figures: Figures = measure(trials, [0.8, 0.6, 0.6])
  const nine = (figure: number) => Number(figure.toFixed(9))
  const rounded = Object.entries<number>({ ...figures }).map(([name, one]) => [name, nine(one)])
  expect(Object.fromEntries(rounded)).toEqual({
    letters: 4,
    accuracy: 0.5,
    macroF1: nine((2 / 3 + 1 / 2 + 0) / 3),
    topTwo: 0.75,
    sure: 0.5,
    precision: 1,
    // The bins of 0.5 (two letters, both wrong: 1.0 too much), 0.7 and 0.9 (right: 0.3 and 0.1 too little).
    calibrationError: nine((1 + 0.3 + 0.1) / 4),
    logLoss: nine(-Math.log(0.9 * 0.4 * 0.7 * 0.1) / 4),
  })
})

describe('a threshold', () => {
  const run = (right: number, wrong: number, probability: number): Trial[] => [
    ...Array.from({ length: right }, () => trial(0, probability, 1 - probability)),
    ...Array.from({ length: wrong }, () => trial(1, probability, 1 - probability)),
  ]

  test.each([
    ['lets through what is right often enough', [...run(99, 1, 0.9), ...run(50, 50, 0.7)], 0.9],
    ['is never low, however well it went', run(200, 0, 0.55), 0.6],
    ['is 1 where nothing is right often enough', run(80, 20, 0.9), 1],
    ['keeps a margin: 95 of 100 is not enough for 95 %', run(95, 5, 0.9), 1],
    ['is 1 where a few right ones prove nothing', run(10, 0, 0.9), 1],
    ['is 1 where no letter has the label', [trial(1, 0.9, 0.1)], 1],
  ])('%s', (_rule, trials, expected) => {
    expect(thresholdsFor(trials, 1)[0]).toBeCloseTo(expected, 9)
  })
})

test('scores that are right three times in four become probabilities of three quarters', () => {
  const scored = Array.from({ length: 200 }, (_, at) => ({
    truth: at % 4 === 0 ? 1 : 0,
    scores: Float64Array.of(1, -1),
    beforehand: new Float64Array(2),
  }))
  const [first] = scored
  expect(probabilitiesOf(first!, calibrate(scored))[0]).toBeCloseTo(0.75, 2)
})

test('the org file is trusted as far as it is right where the learned scores say nothing', () => {
  const scored = (isRight: boolean) =>
    Array.from({ length: 100 }, (_, at) => ({
      truth: at % 2,
      scores: new Float64Array(2),
      beforehand: Float64Array.from([0, 1], (label) =>
        Math.log(label === (isRight ? at % 2 : 0) ? 0.9 : 0.1),
      ),
    }))
  expect(calibrate(scored(true)).orgTrust).toBeGreaterThanOrEqual(1)
  expect(calibrate(scored(false)).orgTrust).toBe(0)
})
