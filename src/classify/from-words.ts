import { leavesOf, type OrgCategory } from '../domain/organisation.ts'
import { gramsOf } from './grams.ts'
import { normalised } from './normal.ts'
import { createKeywordFinder, type Hit } from './keywords.ts'
import { createLikeness } from './likeness.ts'

/** What a text seems to be about. */
export interface Classification {
  /** Most probable first; only categories that something speaks for. What is missing to 1 is "none of these". */
  ranked: { code: string; probability: number }[]
  /** Clear enough to be routed without asking anybody. */
  sure: boolean
  /** The keywords that led to the first one. */
  because: string[]
}

export type Classifier = (text: string) => Classification

type Described = Pick<OrgCategory, 'code' | 'parent' | 'name' | 'keywords' | 'examples'>

/**
 * Reads categories out of texts by nothing but the org file: names, keywords and examples. One that only groups
 * others is never guessed: nobody could tell who is to answer for it.
 */
export function createClassifier(categories: readonly Described[]): Classifier {
  const leaves = leavesOf(categories)
  const findKeywords = createKeywordFinder(
    leaves.map(({ code, name, keywords }) => ({
      owner: code,
      // A name is often too general a word ("other"): it stands in only where nobody gave a keyword.
      keywords: keywords.length > 0 ? keywords : [...new Set(Object.values(name))],
    })),
  )
  const likeness = createLikeness(
    leaves.map(({ code, name, keywords, examples }) => ({
      code,
      examples,
      vocabulary: [...Object.values(name), ...keywords],
    })),
  )
  return (text) => {
    const words = normalised(text)
    return weigh(findKeywords(words), likeness(gramsOf(words)))
  }
}

type Scored = readonly [code: string, score: number]

/** How much likeness to an example counts beside one keyword of three characters. */
const LIKENESS_WEIGHT = 2.5
/** How fast a lead in the score becomes certainty. */
const SHARPNESS = 2
/** The score at which "none of these" is as probable as the category. */
const NOTHING = 0.6

function weigh(
  hits: readonly Hit<string>[],
  likeness: ReadonlyMap<string, number>,
): Classification {
  const scores = new Map<string, number>()
  for (const [code, share] of likeness) add(scores, code, share * LIKENESS_WEIGHT)
  for (const { owner, weight } of hits) add(scores, owner, weight)
  const best = [...scores].sort(([, a], [, b]) => b - a)
  const sum = best.reduce((all, [, score]) => all + odds(score), odds(NOTHING))
  const because = hits.filter(({ owner }) => owner === best[0]?.[0])
  return {
    ranked: best.map(([code, score]) => ({ code, probability: odds(score) / sum })),
    sure: isSure(hits, best),
    because: because.map(({ keyword }) => keyword),
  }
}

function add(scores: Map<string, number>, code: string, score: number): void {
  scores.set(code, (scores.get(code) ?? 0) + score)
}

function odds(score: number): number {
  return Math.exp(SHARPNESS * score)
}

const CLEAR_WORD = 0.8
/** Enough of a lead where no other category has a word in the text. */
const LONE_LEAD = 0.4
const CLEAR_SCORE = 1.2
const CLEAR_LEAD = 0.9

/**
 * A keyword of two characters or more, and a lead: a small one where no other category has a word in the text,
 * else a large one, and no other category with words of nearly that weight.
 */
function isSure(hits: readonly Hit<string>[], [first, second]: readonly Scored[]): boolean {
  if (!first) return false
  const [code, score] = first
  const own = hits.filter(({ owner }) => owner === code)
  const others = Map.groupBy(
    hits.filter(({ owner }) => owner !== code),
    ({ owner }) => owner,
  )
  const lead = score - (second?.[1] ?? 0)
  if (!own.some(({ weight }) => weight >= CLEAR_WORD)) return false
  if (others.size === 0) return lead >= LONE_LEAD
  return (
    score >= CLEAR_SCORE &&
    lead >= CLEAR_LEAD &&
    [...others.values()].every((other) => weightOf(own) >= 3 * weightOf(other))
  )
}

function weightOf(hits: readonly Hit<string>[]): number {
  return hits.reduce((sum, { weight }) => sum + weight, 0)
}
