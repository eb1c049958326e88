/** So many of so many. A rate is never shown without both. */
export interface Rate {
  k: number
  n: number
}

export const NONE: Rate = { k: 0, n: 0 }

/** k/n from 0 to 1. Null without a base. */
export function shareOf({ k, n }: Rate): number | null {
  return n === 0 ? null : k / n
}

export function addRates(rates: readonly Rate[]): Rate {
  return rates.reduce((sum, { k, n }) => ({ k: sum.k + k, n: sum.n + n }), NONE)
}

/**
 * The interval in which the true share lies with this confidence, both ends from 0 to 1. Nothing is known without a
 * base: 0 to 1. E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
 * American Statistical Association 22 (1927), without correction for continuity.
 */
export function wilson(k: number, n: number, confidence: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 }
  if (k < 0 || k > n) throw new RangeError(`${k} of ${n} is no share`)
  const z = quantile((1 + confidence) / 2)
  const share = k / n
  const middle = share + (z * z) / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n))
  const whole = 1 + (z * z) / n
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) }
}

/**
 * Below which value a standard normal variable lies with probability `p`, 0 < p < 1: P. J. Acklam's rational
 * approximation, relative error below 1.15e-9.
 */
export function quantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`${p} is no probability strictly between 0 and 1`)
  if (p > 1 - TAIL) return -quantile(1 - p)
  if (p < TAIL) {
    const q = Math.sqrt(-2 * Math.log(p))
    return polynomial(C, q) / (polynomial(D, q) * q + 1)
  }
  const q = p - 0.5
  return (polynomial(A, q * q) * q) / (polynomial(B, q * q) * q * q + 1)
}

const TAIL = 0.02425
const A = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
  -3.066479806614716e1, 2.506628277459239,
]
const B = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
  -1.328068155288572e1,
]
const C = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
]
const D = [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416]

/** Highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)
}
