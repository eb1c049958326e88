import type { Guess } from '../flows/facts.ts'

interface Ranked {
  ranked: readonly { code: string; probability: number }[]
  sure: boolean
  because: string[]
}

/** How many likely categories are worth a button. */
const LIKELY = 3
/** Below this share nobody would recognise their matter in it. */
const WORTH_NAMING = 0.15

/** What the flows know of a classifier: one guess, whether it is sure, and what else is likely. */
export function guessWith(classify: (text: string) => Ranked): (text: string) => Guess {
  return (text) => {
    const { ranked, sure, because } = classify(text)
    const likely = ranked.filter(({ probability }) => probability >= WORTH_NAMING).slice(0, LIKELY)
    return {
      category: likely[0]?.code ?? null,
      sure,
      likely: likely.map(({ code }) => code),
      because,
    }
  }
}
