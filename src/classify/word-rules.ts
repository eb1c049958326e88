import { isMeant } from './meant.ts'
import { normalised } from './normal.ts'
import { createPhraseFinder } from './phrases.ts'

/** A rule of the org file that looks for words. */
export interface WordRule {
  code: string
  words: readonly string[]
  /** Longer phrases within which a word does not count. */
  unless: readonly string[]
  /** Counts even where it is denied, past or only feared: nobody argues with somebody who wants to die. */
  always: boolean
}

/** Reads out of words which rules they fall under: their codes, in the order of the org file. */
export function createRuleReader(rules: readonly WordRule[]): (text: string) => string[] {
  const finders = rules.map((rule) => ({
    ...{ code: rule.code, always: rule.always },
    find: createPhraseFinder(rule.words),
    exceptions: createPhraseFinder(rule.unless),
  }))
  return (text) => {
    const plain = normalisedLines(text)
    return finders
      .filter(({ find, exceptions, always }) => {
        const found = find(plain).filter((place) => always || isMeant(plain, place))
        if (found.length === 0) return false
        const out = exceptions(plain)
        return found.some(
          (place) => !out.some(({ from, to }) => from < place.to && place.from < to),
        )
      })
      .map(({ code }) => code)
  }
}

/** The lines of a text, each normalised: a new line ends a sentence. */
function normalisedLines(text: string): string {
  return text.split('\n').map(normalised).join('\n')
}
