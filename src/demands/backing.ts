import { normalised } from '../classify/normal.ts'

/** Words of which household. */
interface Said {
  title: string | null
  text: string
  household: string | null
}

/** A label is made of people's words: each part of it must be the words of at least so many households. */
const BACKING_HOUSEHOLDS = 2

/**
 * The parts of a label that are not one household's own words. Letters without words say nothing: when
 * they were erased, what only they said leaves the label. Empty: nothing is left of it.
 */
export function backedLabel(label: string, letters: readonly Said[]): string {
  const texts = letters.map(({ title, text }) => normalised(`${title ?? ''} ${text}`))
  const isBacked = (part: string): boolean => {
    const words = normalised(part).split(' ')
    const households = new Set(
      letters
        .filter((_, at) => words.every((word) => texts[at]?.includes(word)))
        .map(({ household }, at) => household ?? `letter ${at}`),
    )
    return households.size >= BACKING_HOUSEHOLDS
  }
  const parts = label.split(BETWEEN_PARTS).filter((part) => part.trim() !== '')
  const backed = parts.filter(isBacked)
  const isWhole = parts.length > 0 && backed.length === parts.length
  return isWhole ? label.trim() : backed.map((part) => part.trim()).join(' ')
}

// Middle dot, ideographic and full-width comma, semicolons, slash, bar.
const BETWEEN_PARTS = /[\u00b7\u3001\uff0c,;\uff1b/|]/u
