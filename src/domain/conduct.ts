import type { Changes } from './change.ts'
import type { Case, Guard } from './guards.ts'
import type { ActName } from './lifecycle.ts'
import { ancestors, isAbove, unitOf, type Org } from './organisation.ts'
import { isStaffed, type Rules } from './rules.ts'

/**
 * A complaint about staff is not handled, and not seen, by the unit that it is about, nor by those below it: the words
 * say which unit that is, or a dispatcher does.
 */
export const CONDUCT: Partial<Record<ActName, Changes>> = {
  about: ({ unit = null }, _actor, { appeal, helps, rules: { org } }) => {
    if (unit !== null && !mayBeAbout(org, unit)) return 'unit_unknown'
    const held = [appeal.unit, ...helps.map((help) => help.unit)]
    if (held.some((one) => isSubject(org, unit, one))) return 'about_own_unit'
    return { appeal: { about: unit }, data: { about: unit } }
  },
}

export const CONDUCT_GUARDS: Partial<Record<ActName, Guard>> = {
  about: ({ appeal, rules: { org } }) => (isConduct(org, appeal.category) ? null : 'not_now'),
}

/** Whether a category, or a group that it is in, is one of complaints about staff. */
export function isConduct(org: Org, category: string | null): boolean {
  if (category === null) return false
  if (org.policy.conduct.includes(category)) return true
  return isConduct(org, org.categories.find(({ code }) => code === category)?.parent ?? null)
}

/** The units that a complaint may be about. The whole county is none: nobody would be left to handle it. */
export function mayBeAbout(org: Org, unit: string): boolean {
  return (unitOf(org, unit)?.parent ?? null) !== null
}

/** Whether a unit is one that the complaint is about: that unit itself, or one below it. */
export function isSubject(org: Org, about: string | null, unit: string | null): boolean {
  if (about === null || unit === null) return false
  return unit === about || isAbove(org, about, unit)
}

/** Whether somebody there could sign for it, and it is no complaint about them. */
export function mayHold(rules: Pick<Rules, 'org'>, about: string | null, unit: string): boolean {
  return isStaffed(rules, unit) && !isSubject(rules.org, about, unit)
}

/** Whether whoever has these posts belongs to the unit that the complaint is about. */
export function isOfSubject(
  { appeal, rules }: Pick<Case, 'appeal' | 'rules'>,
  posts: readonly { unit: string }[],
): boolean {
  return posts.some(({ unit }) => isSubject(rules.org, appeal.about, unit))
}

/** What a complaint may not be about for whoever has these posts to see it: their units, and those above. */
export function aboutTheirUnits(org: Org, posts: readonly { unit: string }[]): string[] {
  return posts.flatMap(({ unit }) => [unit, ...ancestors(org, unit).map(({ code }) => code)])
}

/** The units whose people must not hear of a complaint. */
export function subjectUnits(org: Org, about: string | null): string[] {
  if (about === null) return []
  return org.units.map(({ code }) => code).filter((code) => isSubject(org, about, code))
}
