import { WITHIN } from '../../flows/paper/paper-press.ts'
import { MOST_BUTTONS } from '../../flows/choices.ts'
import type { Org } from '../../domain/organisation.ts'
import { countyOf, unitOf } from '../../domain/organisation.ts'
import type { PaperKind } from '../../domain/papers/paper.ts'
import type { ButtonSpec } from '../../flows/screen.ts'
import type { StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'

/** One thing that an act can be done with. `choice` goes into the button. */
export interface PaperChoice {
  choice: string
  label: string
  values?: ButtonSpec['values']
}

/** What the choices are made for. */
export interface ChoosingFor {
  /** Null: it is to be opened. */
  stored: StoredPaper | null
  about: string | null
  unit: string | null
  /** The unit whose units below it are to be shown. */
  within: string | null
}

type Choices = (work: Work, given: ChoosingFor) => Promise<PaperChoice[]>

/** What can be chosen, by kind and act. */
export const CHOICES: Partial<Record<PaperKind, Record<string, Choices>>> = {}

/** Units: the county's, and one with others below it opens them. */
export function unitChoices(org: Org, within: string | null): PaperChoice[] {
  const above = within ?? countyOf(org)?.code ?? null
  const level = org.units.filter(({ parent }) => parent === above)
  const self = within === null ? undefined : unitOf(org, within)
  return (self ? [self, ...level] : level).slice(0, MOST_BUTTONS).map((unit) => {
    const isOpened = unit === self || !org.units.some(({ parent }) => parent === unit.code)
    return isOpened
      ? { choice: unit.code, label: 'choose_unit', values: { unit: unit.code } }
      : { choice: `${WITHIN}${unit.code}`, label: 'open_township', values: { unit: unit.code } }
  })
}

/** So many working days from now. */
export function dayChoices(days: readonly number[]): PaperChoice[] {
  return days.map((count) => ({ choice: String(count), label: 'choose_days', values: { count } }))
}
