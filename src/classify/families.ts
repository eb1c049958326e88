import { createKeywordFinder } from './keywords.ts'
import { normalised } from './normal.ts'

interface Described {
  code: string
  /** Names and keywords. */
  vocabulary: readonly string[]
  examples: readonly string[]
}

/** How far the words of a text lead to each category, and which words those are. */
export type Kinship = (text: string) => { code: string; word: string; weight: number }[]

/** A word of an example says less of what a category is about than one of its keywords. */
const EXAMPLE = 0.5

/**
 * Leads from words that no category has to those categories that have other words of the same family. A family
 * belongs to several categories by the share of it that each has, on a logarithmic scale. Texts are normalised.
 */
export function createKinship(
  families: readonly (readonly string[])[],
  categories: readonly Described[],
): Kinship {
  const find = createKeywordFinder(families.map((keywords, owner) => ({ owner, keywords })))
  const held = categories.map(({ vocabulary, examples }) => {
    const shares = new Float64Array(families.length)
    for (const text of vocabulary)
      for (const { owner } of find(normalised(text))) shares[owner] = (shares[owner] ?? 0) + 1
    for (const text of examples)
      for (const { owner } of find(normalised(text))) shares[owner] = (shares[owner] ?? 0) + EXAMPLE
    return shares
  })
  const ties = families.map((_, family) => {
    const all = held.reduce((sum, shares) => sum + (shares[family] ?? 0), 0)
    return categories.flatMap(({ code }, at) => {
      const own = held[at]?.[family] ?? 0
      return own === 0 ? [] : [{ code, share: Math.log(1 + own) / Math.log(1 + all) }]
    })
  })
  return (text) =>
    find(text).flatMap(({ owner, keyword, weight, count }) =>
      (ties[owner] ?? []).map(({ code, share }) => ({
        code,
        word: keyword,
        weight: share * weight * (1 + Math.log(count)),
      })),
    )
}
