import type { OrgAlone } from '../org-alone.ts'
import { probabilitiesOf } from './calibrate.ts'
import type { Classification, Classifier } from '../from-words.ts'
import type { Letter } from '../letter.ts'
import { logarithms } from './learn.ts'
import { scoresOf, vectorIn, type Model } from './model.ts'
import { stretchesFor } from './stretches.ts'

/**
 * Reads letters by what was learned from labelled ones, blended with what the org file alone says as far as that
 * proved useful. With an org, labels that it no longer has are never guessed, and those that the model does not know
 * yet are guessed by the org file alone. The probabilities of all labels sum to 1.
 */
export function createLearned(
  model: Model,
  org?: Pick<OrgAlone, 'classify' | 'codes'>,
): Classifier {
  const current = new Set(org?.codes ?? model.labels)
  const fresh = new Set(org?.codes.filter((code) => !model.labels.includes(code)))
  const asksOrg = org !== undefined && needsOrg(model, fresh)
  return (letter) => {
    const alone = asksOrg ? org.classify(letter) : NOTHING
    const learned = learnedShares(model, letter, asksOrg ? alone : undefined, current)
    const freshOnes = alone.ranked.filter(({ code }) => fresh.has(code))
    const left = freshOnes.reduce((rest, { probability }) => rest - probability, 1)
    const ranked = [
      ...freshOnes,
      ...learned.map(({ code, probability }) => ({ code, probability: probability * left })),
    ].sort((a, b) => b.probability - a.probability)
    const [first, second] = ranked
    return {
      ranked,
      sure: first !== undefined && isSure(first),
      get because() {
        if (!first) return []
        const keywords = org ? wordsOf(org.classify(letter), first.code) : []
        return [...new Set([...keywords, ...stretchesFor(model, letter, first.code, second?.code)])]
      },
    }

    // Where learning has proved nothing yet, the org file is as sure as it was before.
    function isSure({ code, probability }: { code: string; probability: number }): boolean {
      const threshold = fresh.has(code) ? 1 : (model.thresholds[model.labels.indexOf(code)] ?? 1)
      if (threshold < 1) return probability >= threshold
      return alone.sure && alone.ranked[0]?.code === code
    }
  }
}

function needsOrg({ calibration, thresholds }: Model, fresh: ReadonlySet<string>): boolean {
  return calibration.orgTrust > 0 || fresh.size > 0 || thresholds.some((one) => one >= 1)
}

const NOTHING: Classification = { ranked: [], sure: false, because: [] }

function learnedShares(
  model: Model,
  letter: Letter,
  alone: Classification | undefined,
  current: ReadonlySet<string>,
): { code: string; probability: number }[] {
  const scores = scoresOf(model, vectorIn(model, letter))
  const shares = alone && new Map(alone.ranked.map(({ code, probability }) => [code, probability]))
  const beforehand = logarithms(model.labels, shares)
  const all = probabilitiesOf({ scores, beforehand }, model.calibration)
  const known = model.labels
    .map((code, label) => ({ code, probability: all[label] ?? 0 }))
    .filter(({ code }) => current.has(code))
  const sum = known.reduce((whole, { probability }) => whole + probability, 0)
  return known.map(({ code, probability }) => ({ code, probability: probability / (sum || 1) }))
}

/** The keywords of the org file, if it thinks of the same category. */
function wordsOf({ ranked, because }: Classification, code: string): string[] {
  return ranked[0]?.code === code ? because : []
}
