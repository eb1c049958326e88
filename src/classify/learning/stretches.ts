import { readable, type Letter } from '../letter.ts'
import type { Model } from './model.ts'
import { eachPiece, TEXT } from './pieces.ts'

/** How many stretches are told, and of how many pieces they are put together. */
const TOLD = 3
const PIECES = 8

interface Stretch {
  from: number
  to: number
  weight: number
}

/**
 * The stretches of a letter that spoke most for one label and against another: the pieces with the greatest weight,
 * put together where they touch, as whole words where words are separated. Heaviest first.
 */
export function stretchesFor(
  model: Model,
  letter: Letter,
  label: string,
  against: string | undefined,
): string[] {
  const { text } = readable(letter)
  const weightOf = leaningOf(model, label, against)
  const seen = new Map<string, Stretch>()
  eachPiece(text, TEXT, (slot, from, to) => {
    const weight = weightOf(slot)
    if (weight <= 0 || to - from < 2) return
    const stretch = { ...wholeWords(text, from, to), weight }
    const words = text.slice(stretch.from, stretch.to)
    if ((seen.get(words)?.weight ?? 0) < weight) seen.set(words, stretch)
  })
  const heaviest = [...seen.values()].sort((a, b) => b.weight - a.weight).slice(0, PIECES)
  const joined = join(heaviest).sort((a, b) => b.weight - a.weight)
  return joined.slice(0, TOLD).map(({ from, to }) => text.slice(from, to))
}

function leaningOf(
  { lexicon, steps, stepSizes, labels }: Model,
  label: string,
  against: string | undefined,
): (slot: number) => number {
  const [one, other] = [labels.indexOf(label), labels.indexOf(against ?? '')]
  const weight = (piece: number, at: number) =>
    at < 0 ? 0 : (steps[piece * labels.length + at] ?? 0) * (stepSizes[at] ?? 0)
  return (slot) => {
    const piece = lexicon.pieceIn[slot] ?? -1
    if (piece < 0 || one < 0) return 0
    return (weight(piece, one) - weight(piece, other)) * (lexicon.rarity[piece] ?? 0)
  }
}

const spaced = /[\p{Script=Latin}\p{Script=Cyrillic}]/u

function wholeWords(text: string, from: number, to: number): { from: number; to: number } {
  let [begin, end] = [from, to]
  while (begin > 0 && spaced.test(text.charAt(begin)) && spaced.test(text.charAt(begin - 1)))
    begin -= 1
  while (spaced.test(text.charAt(end - 1)) && spaced.test(text.charAt(end))) end += 1
  return { from: begin, to: end }
}

function join(stretches: readonly Stretch[]): Stretch[] {
  const joined: Stretch[] = []
  for (const next of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && next.from <= last.to) {
      last.to = Math.max(last.to, next.to)
      last.weight += next.weight
    } else joined.push({ ...next })
  }
  return joined
}
