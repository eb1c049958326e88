import { fillers } from './grams.ts'
import { normalised } from './normal.ts'

/**
 * Whether another text says the same of two different things: the same frame with another word in it ("lamps on Quarry
 * Road" and "lamps on Abbey Road"), or the same word with another figure ("block 2" and "block 5"). Texts that only
 * use other words for one thing hardly ever line up so well.
 */
export function differenceFrom(text: string): (other: string) => boolean {
  const tokens = tokensOf(text)
  return (other) => {
    const others = tokensOf(other)
    return hasOtherFigure(tokens, others) || hasOtherFilling(tokens, others)
  }
}

/** Tokens in which a text names what it is about. */
const NAMED_WITHIN = 40

const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|\p{N}+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}])+/gu

function tokensOf(text: string): string[] {
  return Array.from(normalised(text).matchAll(token), ([word]) => word)
    .filter((word) => !fillers.has(word))
    .slice(0, NAMED_WITHIN)
}

const isFigure = (word: string | undefined) => word !== undefined && /^\p{N}+$/u.test(word)
const isSpaced = (word: string) => /^[\p{Script=Latin}\p{Script=Cyrillic}\p{M}]+$/u.test(word)

/** A figure belongs to the character after it, or to the word before it where words are separated. */
function figuresIn(tokens: readonly string[]): Map<string, Set<string>> {
  const figures = new Map<string, Set<string>>()
  for (const [at, figure] of tokens.entries()) {
    if (!isFigure(figure)) continue
    const [before, after] = [tokens[at - 1], tokens[at + 1]]
    const owner = before !== undefined && isSpaced(before) ? before : after
    if (owner === undefined) continue
    figures.set(owner, (figures.get(owner) ?? new Set()).add(figure))
  }
  return figures
}

function hasOtherFigure(a: readonly string[], b: readonly string[]): boolean {
  const others = figuresIn(b)
  return figuresIn(a)
    .entries()
    .some(([owner, figures]) => others.get(owner)?.isDisjointFrom(figures) ?? false)
}

/** After more than so many tokens in common both have named the same thing; what differs then describes it. */
const FRAME = 2

/** A frame: the beginning of the text with few tokens in common, and a word or two characters after the filling. */
function hasOtherFilling(a: readonly string[], b: readonly string[]): boolean {
  const [inA, inB] = [new Set(a), new Set(b)]
  return a.some((word, at) =>
    b.some((other, place) => {
      if (word !== other || !goesOn(word, a[at + 1], b[place + 1])) return false
      const [from, start] = [beginOfFilling(a, at, inB), beginOfFilling(b, place, inA)]
      return (
        from < at && start < place && Math.max(from, start) <= FRAME && a[from - 1] === b[start - 1]
      )
    }),
  )
}

/** A character alone may be part of any word. */
function goesOn(word: string, next: string | undefined, other: string | undefined): boolean {
  return isSpaced(word) || (next !== undefined && next === other)
}

/** Where the tokens before this one that the other text does not have begin. */
function beginOfFilling(
  tokens: readonly string[],
  at: number,
  others: ReadonlySet<string>,
): number {
  let from = at
  while (from > 0 && !others.has(tokens[from - 1] ?? '')) from -= 1
  return from
}
