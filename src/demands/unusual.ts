import { MONTH_DAYS } from './period.ts'

/** Chance below which so many households are no coincidence any more. */
const COINCIDENCE = 0.01
/** Fewer households never are unusual: three neighbours who agree on a letter would be. */
const FEWEST_HOUSEHOLDS = 5
/** With less than a month to compare with nobody can tell. */
const FEWEST_DAYS = 30

/**
 * Households to be expected in a month, by the `households` of so many `days` before it: the mean of the Gamma
 * posterior that Jeffreys' prior gives, (households + ½) / days. The half keeps a demand that nobody has had
 * before from being impossible. Null: too few days to tell.
 */
export function expectedNow(households: number, days: number): number | null {
  return days < FEWEST_DAYS ? null : ((households + 0.5) / days) * MONTH_DAYS
}

/**
 * Whether so many households in a month are more than chance brings where `expected` were to be expected: the
 * Poisson tail is below one in a hundred. The test of exceedance as in Farrington et al., "A statistical
 * algorithm for the early detection of outbreaks of infectious disease", J. R. Statist. Soc. A 159 (1996) 547.
 */
export function isUnusual(households: number, expected: number): boolean {
  return households >= FEWEST_HOUSEHOLDS && poissonTail(households, expected) < COINCIDENCE
}

/**
 * P(X ≥ k) of a Poisson distribution: e^−λ Σ_{i≥k} λ^i / i!. Summed on the side of k where the terms fall, from
 * the largest on and with its logarithm, so that neither a tiny tail drowns in 1 − sum nor λ^k overflows.
 */
export function poissonTail(k: number, expected: number): number {
  if (k <= 0) return 1
  if (expected <= 0) return 0
  return k > expected ? upper(k, expected) : 1 - lower(k - 1, expected)
}

/** Σ_{i≥k}, for k above the mean. */
function upper(k: number, mean: number): number {
  let term = 1
  let sum = 1
  for (let i = k + 1; term > sum * Number.EPSILON; i++) {
    term *= mean / i
    sum += term
  }
  return Math.min(1, Math.exp(logTerm(k, mean)) * sum)
}

/** Σ_{i≤k}, for k below the mean. */
function lower(k: number, mean: number): number {
  let term = 1
  let sum = 1
  for (let i = k; i > 0 && term > sum * Number.EPSILON; i--) {
    term *= i / mean
    sum += term
  }
  return Math.min(1, Math.exp(logTerm(k, mean)) * sum)
}

function logTerm(k: number, mean: number): number {
  let logFactorial = 0
  for (let i = 2; i <= k; i++) logFactorial += Math.log(i)
  return k * Math.log(mean) - mean - logFactorial
}
