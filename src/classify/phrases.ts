import { normalised } from './normal.ts'

/** Where one of the phrases stands in a normalised text. */
export interface Place {
  from: number
  to: number
}

/**
 * Finds phrases in normalised texts, every time they stand there. Latin words match whole, their plural included. The
 * parts of a phrase with an ellipsis stand in this order within one clause, not far from each other: "wire … down".
 */
export function createPhraseFinder(phrases: readonly string[]): (text: string) => Place[] {
  const patterns = phrases.map((phrase) => {
    // NFKC has made three dots of an ellipsis.
    const parts = normalised(phrase)
      .split('...')
      .map((part) => part.trim())
    return { parts, pattern: new RegExp(patternOf(parts), 'gu') }
  })
  return (text) =>
    patterns
      // Looking for plain parts first is many times faster than the patterns, and most texts have none.
      .filter(({ parts }) => parts.every((part) => text.includes(part)))
      .flatMap(({ pattern }) =>
        Array.from(text.matchAll(pattern), (match) => ({
          from: match.index,
          to: match.index + match[0].length,
        })),
      )
}

/** So many characters of one clause may stand between two parts. */
const APART = 12
/** Marks that end a clause or a sentence, in narrow and in wide forms; the wide comma and full stop by their code. */
export const CLAUSE_END = ',.;:!?\\n\u3002\u3001\uff0c\uff1b\uff1a\uff01\uff1f'

function patternOf(parts: readonly string[]): string {
  return parts.map(wordPattern).join(`[^${CLAUSE_END}]{0,${APART}}?`)
}

const spaced = /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u

function wordPattern(words: string): string {
  const begin = spaced.test(words.charAt(0)) ? '(?<![\\p{Script=Latin}\\p{N}])' : ''
  const end = spaced.test(words.charAt(words.length - 1)) ? 's?(?![\\p{Script=Latin}\\p{N}])' : ''
  return begin + words.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&') + end
}
