import { countyOf, unitOf, type Org } from '../../domain/organisation.ts'
import { MOST_BUTTONS } from '../../flows/choices.ts'
import { WITHIN } from '../../flows/paper/paper-press.ts'
import type { PaperChoice } from './choices.ts'

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
