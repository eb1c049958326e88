import type { OrgEmergency } from '../domain/organisation.ts'
import { isMeant } from './meant.ts'
import { normalised } from './normal.ts'
import { createPhraseFinder } from './phrases.ts'

/**
 * Reads out of words which emergencies they speak of, in the order of the org file. What is denied, past or only
 * feared is none, unless the rule says that its words always count: nobody argues with somebody who wants to die.
 */
export function createEmergencyReader(
  rules: readonly Pick<OrgEmergency, 'code' | 'words' | 'unless' | 'always'>[],
): (text: string) => string[] {
  const finders = rules.map(({ code, words, unless, always }) => ({
    code,
    always,
    find: createPhraseFinder(words),
    exceptions: createPhraseFinder(unless),
  }))
  return (text) => {
    const plain = normalisedLines(text)
    return finders
      .filter(({ find, exceptions, always }) => {
        const found = find(plain)
        if (found.length === 0) return false
        const out = exceptions(plain)
        return found.some(
          (place) =>
            (always || isMeant(plain, place)) &&
            !out.some(({ from, to }) => from < place.to && place.from < to),
        )
      })
      .map(({ code }) => code)
  }
}

/** The lines of a text, each normalised: a new line ends a sentence. */
function normalisedLines(text: string): string {
  return text.split('\n').map(normalised).join('\n')
}
