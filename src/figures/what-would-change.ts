import {
  compare,
  QUESTIONS,
  standingOf,
  type NoticePolicy,
  type Question,
  type Ranking,
} from './rank.ts'
import type { UnitFigures } from './unit-figures.ts'

/** What would have made a difference to a unit. */
export type Difference =
  /** So many more of those who answered this question would have had to say yes: one place up. */
  | { by: Question; more: number }
  /** No single question would have done, but so many more who say yes to each of the three. */
  | { by: 'all'; more: number }
  /** So many more answers, and it would have been ranked. */
  | { by: 'answers'; more: number }
  /** It is first, or could not pass even with everybody content. */
  | null

/**
 * The smallest number of other answers that would have moved a unit one place up, found by trying: of those who said no
 * (or only partly, or were dissatisfied), so many say yes instead. Of several questions the one that needs the fewest,
 * in the order of the return visit. Throws for a unit that is not in the ranking.
 */
export function whatWouldChange(ranking: Ranking, unit: string, policy: NoticePolicy): Difference {
  const unranked = ranking.notRanked.find((figures) => figures.unit === unit)
  if (unranked) return { by: 'answers', more: policy.minimum - unranked.answered }
  const own = ranking.ranked.find((one) => one.unit === unit)
  if (!own) throw new Error(`${unit} is not in this ranking`)
  const above = ranking.ranked.find(({ place }) => place === own.place - 1)
  if (!above) return null
  const target = standingOf(above.figures, policy)
  const passes = (figures: UnitFigures) => compare(standingOf(figures, policy), target) < 0
  const single = QUESTIONS.flatMap((question) => {
    const more = fewest(own.figures, [question], passes)
    return more === null ? [] : [{ by: question, more }]
  }).reduce<{ by: Question; more: number } | null>(
    (best, one) => (best && best.more <= one.more ? best : one),
    null,
  )
  if (single) return single
  const all = fewest(own.figures, QUESTIONS, passes)
  return all === null ? null : { by: 'all', more: all }
}

/** The fewest more yes, to each of these questions as far as there are people left, with which it passes. */
function fewest(
  figures: UnitFigures,
  questions: readonly Question[],
  passes: (figures: UnitFigures) => boolean,
): number | null {
  const most = Math.max(...questions.map((question) => figures[question].n - figures[question].k))
  for (let more = 1; more <= most; more++) {
    if (passes(withMore(figures, questions, more))) return more
  }
  return null
}

function withMore(figures: UnitFigures, questions: readonly Question[], more: number): UnitFigures {
  const changed = questions.map((question) => {
    const { k, n } = figures[question]
    return [question, { k: Math.min(n, k + more), n }] as const
  })
  return { ...figures, ...Object.fromEntries(changed) }
}
