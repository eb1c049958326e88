import { fillers } from '../classify/grams.ts'
import { normalised } from '../classify/normal.ts'

/** Neighbouring characters or words. */
export interface Phrase {
  /** Its characters or words, normalised. */
  tokens: readonly string[]
  /** As it was written. */
  words: string
}

/** Tokens of the longest phrase. */
const LONGEST = 12

/**
 * Every phrase that stands in a text, by its normalised tokens: two characters or more where words are not separated,
 * one word or more elsewhere, none across a punctuation mark. The first way of writing it is kept.
 */
export function phrasesIn(text: string): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  for (const run of text.normalize('NFKC').split(breaks)) {
    const tokens = Array.from(run.matchAll(token), ({ 0: word, index }) => ({
      word: normalised(word),
      from: index,
      to: index + word.length,
    }))
    for (const [at, { from }] of tokens.entries())
      for (let length = 1; length <= LONGEST && at + length <= tokens.length; length++) {
        const words = tokens.slice(at, at + length).map(({ word }) => word)
        const key = keyOf(words)
        if (!isPhrase(words) || phrases.has(key)) continue
        phrases.set(key, { tokens: words, words: run.slice(from, tokens[at + length - 1]?.to) })
      }
  }
  return phrases
}

/** What tells a phrase from another. */
export function keyOf(tokens: readonly string[]): string {
  return tokens.join(' ')
}

const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}\p{N}])+/gu
const breaks = /[^\p{L}\p{M}\p{N} '’-]+/u
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]$/u

function isPhrase(tokens: readonly string[]): boolean {
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)]
  if (fillers.has(first) || fillers.has(last)) return false
  if (tokens.length > 1) return true
  return !unspaced.test(first) && first.length > 2 && /\p{L}/u.test(first)
}
