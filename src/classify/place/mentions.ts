import type { OrgUnit } from '../../domain/organisation.ts'
import { formsOf, han, isOfWholeWords, type Form, type Surety } from './names.ts'
import { createSlipFinder, type Slippery } from './slips.ts'

/** A stretch of a text that names a unit; several when they share the name. */
export interface Mention {
  codes: readonly string[]
  from: number
  to: number
}

interface Entry {
  form: Form
  codes: string[]
}

/**
 * Finds the units that normalised texts name. Names with a typing error are looked for only where none stands as it
 * should be, and only one that could be nobody else's is taken.
 */
export function createMentionFinder(
  units: readonly OrgUnit[],
): (text: string, counts: (code: string) => boolean) => Mention[] {
  const slippery = units.flatMap((unit) =>
    formsOf(unit).map((form): Slippery => ({ form, code: unit.code })),
  )
  const byBeginning = Map.groupBy(entriesOf(slippery), ({ form }) => form.text.slice(0, 2))
  const findSlips = createSlipFinder(slippery)
  return (text, counts) => {
    const found = mentionsIn(text, byBeginning)
      .map((mention) => ({ ...mention, codes: mention.codes.filter(counts) }))
      .filter(({ codes }) => codes.length > 0)
    if (found.length > 0) return withoutParts(found)
    const slips = findSlips(text).filter(counts)
    return slips.length === 1 ? [{ codes: slips, from: 0, to: text.length }] : []
  }
}

const SURETIES: readonly Surety[] = ['given', 'alike', 'bare']

/** Each form once, with the units that have it most surely. */
function entriesOf(names: readonly Slippery[]): Entry[] {
  const entries = new Map<string, Entry>()
  for (const surety of SURETIES)
    for (const { form, code } of names.filter((name) => name.form.surety === surety)) {
      const known = entries.get(form.text)
      if (!known) entries.set(form.text, { form, codes: [code] })
      else if (known.form.surety === surety && !known.codes.includes(code)) known.codes.push(code)
    }
  return [...entries.values()]
}

function mentionsIn(text: string, byBeginning: ReadonlyMap<string, readonly Entry[]>): Mention[] {
  const found: Mention[] = []
  for (let from = 0; from < text.length; from++)
    for (const { form, codes } of byBeginning.get(text.slice(from, from + 2)) ?? []) {
      const to = from + form.text.length
      if (text.startsWith(form.text, from) && isMeant(form, text, from, to))
        found.push({ codes, from, to })
    }
  return found
}

/** Two or three Chinese characters may well be the end of one word and the beginning of the next. */
const SHORT = 3
// City, province, county, prefecture: another place of that name, far away.
const far = /[\u5e02\u7701\u53bf\u5dde]/u

function isMeant({ text: name, surety }: Form, text: string, from: number, to: number): boolean {
  if (cutsAWord(text, from) || cutsAWord(text, to)) return false
  if (surety === 'bare' && far.test(text.charAt(to))) return false
  return !han.test(name) || name.length > SHORT || isOfWholeWords(text, from, to)
}

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const letter = /[\p{L}\p{N}]/u

/** Between two letters of a script that puts blanks between words. */
function cutsAWord(text: string, at: number): boolean {
  const sides = [text.charAt(at - 1), text.charAt(at)]
  return sides.every((side) => letter.test(side) && !unspaced.test(side))
}

/** A shorter name that stands within a longer one is not meant. */
function withoutParts(mentions: readonly Mention[]): Mention[] {
  const isPartOf = (a: Mention, b: Mention) =>
    a.from < b.to && b.from < a.to && b.to - b.from > a.to - a.from
  return mentions.filter((mention) => !mentions.some((other) => isPartOf(mention, other)))
}
