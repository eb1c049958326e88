import type { Pairs } from './pairs.ts'
import { createRanked } from './ranked.ts'
import { createTies } from './ties.ts'

/**
 * Joins things into groups by average linkage: again and again the two groups with the greatest mean likeness over
 * all pairs between them, as long as it is at least that much. A pair that is not named is not alike at all. So a
 * group holds together as a whole: a chain of neighbours, each a little like the next, does not make one.
 * `weights`: how many each thing stands for, as if so many had been joined before.
 * Gives all groups, those of one included, members ascending. The order of the pairs does not matter.
 */
export function linkByAverage(weights: readonly number[], pairs: Pairs, least: number): number[][] {
  const groups: (number[] | null)[] = weights.map((_, index) => [index])
  const sizes = Float64Array.from(weights)
  const weightOf = (a: number, b: number) => (sizes[a] ?? 0) * (sizes[b] ?? 0)
  const ties = createTies(weights.length, pairs, weightOf)
  const means = new Float64Array(pairs.firsts.length)
  const ranked = createRanked(means.length, (one, other) => {
    const [mine, theirs] = [means[one] ?? 0, means[other] ?? 0]
    return mine === theirs ? ties.standsBefore(one, other) : mine > theirs
  })
  const rank = (tie: number, a: number, b: number) => {
    means[tie] = ties.sumOf(tie) / weightOf(a, b)
    if ((means[tie] ?? 0) >= least) ranked.put(tie)
    else ranked.drop(tie)
  }
  ties.each(rank)

  for (let best = ranked.first(); best >= 0; best = ranked.first()) {
    const [into, from] = ties.endsOf(best)
    ties.join(into, from, ranked.drop)
    groups[into]?.push(...(groups[from] ?? []))
    groups[from] = null
    sizes[into] = (sizes[into] ?? 0) + (sizes[from] ?? 0)
    ties.eachOf(into, (tie, other) => {
      rank(tie, into, other)
    })
  }
  return groups.filter((group) => group !== null).map((group) => group.sort((a, b) => a - b))
}
