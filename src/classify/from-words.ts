import { leavesOf, type OrgCategory } from '../domain/organisation.ts'
import { gramsOf } from './grams.ts'
import { readable, type Letter } from './letter.ts'
import { createKinship, type Kinship } from './families.ts'
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

export type Classifier = (letter: Letter) => Classification

export type Described = Pick<OrgCategory, 'code' | 'parent' | 'name' | 'keywords' | 'examples'>

/**
 * Reads categories out of letters by nothing but the org file (names, keywords and examples) and by the families of
 * words that come with the desk. A category that only groups others is never guessed: nobody could tell who is to
 * answer for it.
 */
export function createClassifier(
  categories: readonly Described[],
  families: readonly (readonly string[])[] = [],
): Classifier {
  const leaves = leavesOf(categories)
  const described = leaves.map(({ code, name, keywords, examples }) => ({
    ...{ code, examples },
    vocabulary: [...Object.values(name), ...keywords],
  }))
  const findKeywords = createKeywordFinder(
    leaves.map(({ code, name, keywords }) => ({
      owner: code,
      // A name is often too general a word ("other"): it stands in only where nobody gave a keyword.
      keywords: keywords.length > 0 ? keywords : [...new Set(Object.values(name))],
    })),
  )
  const findKin = createKinship(families, described)
  const likeness = createLikeness(described)
  return (letter) => {
    const { text } = readable(letter)
    return weigh(findKeywords(text), findKin(text), likeness(gramsOf(text)))
  }
}

type Scored = readonly [code: string, score: number]

/** How much likeness to an example counts beside one keyword of three characters. */
const LIKENESS_WEIGHT = 3.75
/** How much a word counts that belongs to a family of the category and is none of its keywords. */
const KINSHIP_WEIGHT = 1.25
/** How fast a lead in the score becomes certainty in a short text; a long one speaks of many things in passing. */
const SHARPNESS = 2
const SHORT = 2
/** The score at which "none of these" is as probable as the category. */
const NOTHING = 0.6

function weigh(
  hits: readonly Hit<string>[],
  kin: ReturnType<Kinship>,
  likeness: ReadonlyMap<string, number>,
): Classification {
  const scores = new Map<string, number>()
  for (const [code, share] of likeness) add(scores, code, share * LIKENESS_WEIGHT)
  for (const { owner, weight, count } of hits) add(scores, owner, weight * (1 + Math.log(count)))
  for (const { code, weight } of kin) add(scores, code, weight * KINSHIP_WEIGHT)
  const best = [...scores].sort(([, a], [, b]) => b - a)
  const sharpness = SHARPNESS / Math.max(1, (best[0]?.[1] ?? 0) / SHORT) ** 0.8
  const odds = (score: number) => Math.exp(sharpness * score)
  const sum = best.reduce((all, [, score]) => all + odds(score), odds(NOTHING))
  const ranked = best.map(([code, score]) => ({ code, probability: odds(score) / sum }))
  return {
    ranked,
    sure: (ranked[0]?.probability ?? 0) >= CLEAR_SHARE && isSure(hits, best),
    because: reasonsFor(best[0]?.[0], hits, kin),
  }
}

/** How many words of a family are worth telling. */
const TOLD = 3

/** The keywords; where there are none, the words of its families that counted most. */
function reasonsFor(
  code: string | undefined,
  hits: readonly Hit<string>[],
  kin: ReturnType<Kinship>,
): string[] {
  const own = hits.filter(({ owner }) => owner === code)
  if (own.length > 0) return own.map(({ keyword }) => keyword)
  const related = kin.filter((word) => word.code === code).sort((a, b) => b.weight - a.weight)
  return [...new Set(related.map(({ word }) => word))].slice(0, TOLD)
}

function add(scores: Map<string, number>, code: string, score: number): void {
  scores.set(code, (scores.get(code) ?? 0) + score)
}

const CLEAR_SHARE = 0.75
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
