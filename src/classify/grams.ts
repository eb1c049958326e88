const unspacedRuns = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu
const words =
  /(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{M}])+/gu

/**
 * The pieces by which two normalised texts are compared: neighbouring characters where words are not separated,
 * words and neighbouring words elsewhere. Figures say nothing about a subject.
 */
export function gramsOf(text: string): string[] {
  const stems = Array.from(text.matchAll(words), ([word]) => word)
    .filter((word) => !fillers.has(word))
    .map(stemOf)
  const runs = Array.from(text.matchAll(unspacedRuns), ([run]) => Array.from(run))
  return [...stems, ...pairsOf(stems, ' '), ...runs.flatMap((run) => pairsOf(run, ''))]
}

function pairsOf(items: readonly string[], between: string): string[] {
  return items.slice(1).map((item, index) => `${items[index] ?? ''}${between}${item}`)
}

/** English words that any complaint has. A few dozen examples are too few to learn that from. */
export const fillers = new Set(
  `a about after again ago all also always am an and another any anybody anyone are as at be because been before being
  but by call can cannot come could day did do does done every everybody everyone for from get give go good had has
  have he hello help her here him his how i if in into is it its just know last like long make many me more month much
  must my need never new nobody no not nothing now of off on one only or other our out over please really right said
  say see she should since so some somebody someone something still take than thank thanks that the their them then
  there these they thing think this those three time to today too two until up us very want was we week well went were
  what when where which while who why will with would year yesterday yet you your`.split(/\s+/),
)

/** English plurals only: finer stemming gains nothing on a few dozen examples. */
export function stemOf(word: string): string {
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}
