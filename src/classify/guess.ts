import type { Guess } from '../flows/facts.ts'

interface Ranked {
  ranked: readonly { code: string; probability: number }[]
  sure: boolean
  because: string[]
}

/** How many likely categories are worth a button. */
const LIKELY = 3
/** One alone is no choice for somebody who is asked because the desk is not sure. */
const CHOICE = 2
/** Below this share nobody would recognise their matter in the first of them. */
const WORTH_GUESSING = 0.15
/** The others are for whoever says that the first is wrong: what a passing word speaks for may be it. */
const WORTH_OFFERING = 0.05

/** What the flows know of a classifier: one guess, whether it is sure, and what else is likely. */
export function guessWith(classify: (letter: { text: string }) => Ranked): (text: string) => Guess {
  return (text) => {
    const { ranked, sure, because } = classify({ text })
    const isGuessed = (ranked[0]?.probability ?? 0) >= WORTH_GUESSING
    const likely = isGuessed
      ? ranked
          .filter(({ probability }, at) => probability >= WORTH_OFFERING || (!sure && at < CHOICE))
          .slice(0, LIKELY)
      : []
    return {
      category: likely[0]?.code ?? null,
      sure,
      likely: likely.map(({ code }) => code),
      because,
    }
  }
}
