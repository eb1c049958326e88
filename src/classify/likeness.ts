import { gramsOf } from './grams.ts'
import { normalised } from './normal.ts'

interface Described {
  code: string
  examples: readonly string[]
  /** Names and keywords. */
  vocabulary: readonly string[]
}

/** A weight for each text in which the piece stands. */
type Index = Map<string, { text: number; weight: number }[]>

/**
 * How much a text is like what is known of each category, from 0 to 1: the cosine of TF-IDF weights to the most
 * similar example, and to all that is known of the category together. Categories with nothing in common are left out.
 */
export function createLikeness(
  categories: readonly Described[],
): (grams: readonly string[]) => Map<string, number> {
  const texts = categories.flatMap(({ code, examples, vocabulary }) => [
    { code, isExample: false, grams: [...examples, ...vocabulary].flatMap(gramsOfText) },
    ...examples.map((example) => ({ code, isExample: true, grams: gramsOfText(example) })),
  ])
  const rarity = rarityIn(texts.filter(({ isExample }) => !isExample).map(({ grams }) => grams))
  const index: Index = new Map()
  for (const [text, { grams }] of texts.entries())
    for (const [gram, weight] of vectorOf(grams, rarity))
      index.set(gram, [...(index.get(gram) ?? []), { text, weight }])
  return (grams) => {
    const cosines = new Float64Array(texts.length)
    for (const [gram, weight] of vectorOf(grams, rarity))
      for (const entry of index.get(gram) ?? [])
        cosines[entry.text] = (cosines[entry.text] ?? 0) + weight * entry.weight
    return bestOf(texts, cosines)
  }
}

function bestOf(
  texts: readonly { code: string; isExample: boolean }[],
  cosines: Float64Array,
): Map<string, number> {
  const whole = new Map<string, number>()
  const nearest = new Map<string, number>()
  for (const [text, { code, isExample }] of texts.entries()) {
    const best = isExample ? nearest : whole
    best.set(code, Math.max(best.get(code) ?? 0, cosines[text] ?? 0))
  }
  const shares = [...whole].map(([code, cosine]): [string, number] => {
    const alike = nearest.get(code) ?? 0
    // Almost the words of an example is more than having much in common with it.
    return [code, (cosine + alike + alike ** 3) / 3]
  })
  return new Map(shares.filter(([, share]) => share > 0))
}

function gramsOfText(text: string): string[] {
  return gramsOf(normalised(text))
}

/** Inverse document frequency; a document is all that is known of one category. */
function rarityIn(documents: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const grams of documents)
    for (const gram of new Set(grams)) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  return new Map(
    [...counts].map(([gram, count]) => [gram, Math.log((documents.length + 1) / count)]),
  )
}

/** Sublinear term frequency times rarity, of length 1. Pieces that no category knows lengthen it, too. */
function vectorOf(
  grams: readonly string[],
  rarity: ReadonlyMap<string, number>,
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1)
  const vector = new Map<string, number>()
  let square = 0
  for (const [gram, count] of counts) {
    const weight = (1 + Math.log(count)) * (rarity.get(gram) ?? UNKNOWN_RARITY)
    square += weight * weight
    if (weight > 0 && rarity.has(gram)) vector.set(gram, weight)
  }
  const length = Math.sqrt(square)
  for (const [gram, weight] of vector) vector.set(gram, weight / length)
  return vector
}

/** Half of what a piece known to one category of forty weighs. */
const UNKNOWN_RARITY = 1.5
