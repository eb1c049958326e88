import { normalised } from './normal.ts'

export interface Hit<Owner> {
  owner: Owner
  /** As it stands in the list. */
  keyword: string
  weight: number
  /** How often it stands in the text. */
  count: number
}

interface Entry<Owner> {
  owner: Owner
  keyword: string
  word: string
}

/**
 * Finds keywords in normalised texts. Where words are separated by blanks a keyword is a whole word, its plural
 * included. Of keywords that overlap the first is meant, of those the longest; each is one hit. Two owners may
 * claim the same keyword: then both have it.
 */
export function createKeywordFinder<Owner>(
  lists: readonly { owner: Owner; keywords: readonly string[] }[],
): (text: string) => Hit<Owner>[] {
  const byBeginning = new Map<string, Entry<Owner>[]>()
  for (const { owner, keywords } of lists)
    for (const keyword of keywords) {
      const word = normalised(keyword)
      const beginning = word.charAt(0)
      if (word === '') continue
      byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), { owner, keyword, word }])
    }
  for (const entries of byBeginning.values()) entries.sort((a, b) => b.word.length - a.word.length)
  return (text) => find(text, byBeginning)
}

function find<Owner>(
  text: string,
  byBeginning: ReadonlyMap<string, readonly Entry<Owner>[]>,
): Hit<Owner>[] {
  const hits = new Map<Entry<Owner>, Hit<Owner>>()
  let at = 0
  while (at < text.length) {
    const begins = byBeginning.get(text.charAt(at))
    const entries = begins && !isWithinWord(text, at) ? begins : []
    const longest = entries.find((entry) => standsAt(entry.word, text, at))?.word
    for (const entry of longest === undefined ? [] : entries) {
      if (entry.word !== longest) continue
      const { owner, keyword } = entry
      const count = (hits.get(entry)?.count ?? 0) + 1
      hits.set(entry, { owner, keyword, weight: weightOf(longest), count })
    }
    at += longest?.length ?? 1
  }
  return [...hits.values()]
}

function standsAt(word: string, text: string, at: number): boolean {
  return text.startsWith(word, at) && endsAWord(text, at + word.length)
}

const spaced = /[a-z\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u

function isWithinWord(text: string, at: number): boolean {
  return spaced.test(text.charAt(at)) && spaced.test(text.charAt(at - 1))
}

function endsAWord(text: string, end: number): boolean {
  if (!isWithinWord(text, end)) return true
  return text.charAt(end) === 's' && !isWithinWord(text, end + 1)
}

/** A single character is a hint, two are a word, more say more. A letter of an alphabet says a third of that. */
function weightOf(word: string): number {
  const characters = Array.from(word, (character) => (spaced.test(character) ? 1 / 3 : 1))
  const length = characters.reduce((sum, one) => sum + one, 0)
  return length < 1.3 ? 0.5 : Math.min(2, 0.5 + length / 4)
}
