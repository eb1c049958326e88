import type { Policy } from '../domain/policy.ts'
import { wilson, type Rate } from './rate.ts'
import type { UnitFigures } from './unit-figures.ts'

export type NoticePolicy = Policy['notice']

/** The questions of the return visit that rank. */
export const QUESTIONS = ['response', 'solution', 'satisfaction'] as const
export type Question = (typeof QUESTIONS)[number]

export interface Ranked {
  /** From 1, the best. No two have the same: see `compare`. */
  place: number
  unit: string
  /** 0 to 100. */
  score: number
  figures: UnitFigures
}

export interface Ranking {
  ranked: Ranked[]
  /** Too few answers to say anything fair. In the order in which they came. */
  notRanked: UnitFigures[]
}

/**
 * Ranks units of one peer group by score, the best first; those with fewer answers than `minimum` are not ranked.
 * Of equal scores the higher plain share counts, then the code of the unit: the same figures always give the same order.
 */
export function rank(units: readonly UnitFigures[], policy: NoticePolicy): Ranking {
  const isRanked = ({ answered }: UnitFigures) => answered >= policy.minimum
  const scored = units.filter(isRanked).map((figures) => standingOf(figures, policy))
  return {
    ranked: scored.sort(compare).map(({ figures, score }, at) => ({
      ...{ place: at + 1, unit: figures.unit, score, figures },
    })),
    notRanked: units.filter((figures) => !isRanked(figures)),
  }
}

/** The weighted sum of the lower ends of the Wilson intervals: 0 to 100. Few answers count for less than many. */
export function scoreOf(figures: UnitFigures, { weights, confidence }: NoticePolicy): number {
  return weighted(weights, (question) => {
    const { k, n } = figures[question]
    return wilson(k, n, confidence).low
  })
}

/** What decides a place. */
export interface Standing {
  figures: UnitFigures
  score: number
  plain: number
}

export function standingOf(figures: UnitFigures, policy: NoticePolicy): Standing {
  const plain = weighted(policy.weights, (question) => plainShare(figures[question]))
  return { figures, score: scoreOf(figures, policy), plain }
}

/** Negative: `a` comes before `b`. */
export function compare(a: Standing, b: Standing): number {
  if (a.score !== b.score) return b.score - a.score
  if (a.plain !== b.plain) return b.plain - a.plain
  return a.figures.unit < b.figures.unit ? -1 : 1
}

function weighted(weights: NoticePolicy['weights'], share: (of: Question) => number): number {
  return QUESTIONS.reduce((sum, question) => sum + weights[question] * share(question), 0)
}

function plainShare({ k, n }: Rate): number {
  return n === 0 ? 0 : k / n
}
