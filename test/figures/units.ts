import { noFigures, type UnitFigures } from '../../src/figures/unit-figures.ts'

/** A unit with these answers: each question `k` of `n`, the same for all where only one is given. */
export function answers(
  unit: string,
  response: readonly [number, number],
  solution = response,
  satisfaction = solution,
): UnitFigures {
  const rate = ([k, n]: readonly [number, number]) => ({ k, n })
  return {
    ...noFigures(unit),
    asked: solution[1] + 5,
    answered: solution[1],
    response: rate(response),
    solution: rate(solution),
    satisfaction: rate(satisfaction),
  }
}
