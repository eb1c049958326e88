import type { Org } from '../domain/organisation.ts'
import type { Guess, Reads } from '../flows/facts.ts'

/**
 * Where words speak of an emergency and leave open what they are about, the category that the org file names for the
 * emergency is meant: in danger nobody should wait for a dispatcher. What is sure anyway stays.
 */
export function dangerFirst(
  guess: (text: string) => Guess,
  { emergencies }: Pick<Org, 'emergencies'>,
  spoken: Reads['emergencies'],
): (text: string) => Guess {
  return (text) => {
    const guessed = guess(text)
    if (guessed.sure) return guessed
    const codes = spoken(text)
    const danger = emergencies.find(
      ({ code, category }) => category !== null && codes.includes(code),
    )
    const category = danger?.category ?? null
    if (category === null) return guessed
    const likely = [category, ...guessed.likely.filter((code) => code !== category)]
    return { ...guessed, category, sure: true, likely }
  }
}
