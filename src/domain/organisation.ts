import type { WorkDuration, WorkSpan } from './calendar.ts'
import type { Policy } from './policy.ts'

/** Languages that the desk speaks. A name in the org file may be given in each. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
/** Complete: where the org file left a language out, the name in the organisation's language stands. */
export type Names = Readonly<Record<Locale, string>>

export const UNIT_KINDS = ['county', 'department', 'township', 'community'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

export const ROLES = ['handler', 'head', 'dispatcher', 'leader', 'admin'] as const
export type Role = (typeof ROLES)[number]

/** Degrees, longitude first, as in GeoJSON. */
export type Point = readonly [longitude: number, latitude: number]

/** The organisation as its file describes it, checked whole and with every default filled in. */
export interface Org {
  name: Names
  /** IANA name. */
  timezone: string
  locale: Locale
  calendar: {
    country: string
    /** Monday first, seven lists. */
    hours: readonly (readonly WorkSpan[])[]
    /** ISO dates of its own without work, and those on which work is made up. */
    closures: readonly string[]
    workdays: readonly string[]
  }
  units: readonly OrgUnit[]
  staff: readonly OrgStaff[]
  categories: readonly OrgCategory[]
  /** Deadlines of what is urgent, counted around the clock. */
  urgent: Deadline
  emergencies: readonly OrgEmergency[]
  outside: readonly OrgOutside[]
  /** Plain hours after "resolved". */
  survey: { afterHours: number; remindHours: number; closeHours: number }
  escalation: {
    /** Share of the deadline that may be used before somebody is warned: above 0, at most 1. */
    soon: number
    /** Who hears of a late one. */
    late: readonly Role[]
    /** The re-work round that goes to another handler, under supervision, and to the joint review. */
    rework: number
  }
  privacy: { retainHours: number }
  policy: Policy
}

export interface OrgUnit {
  code: string
  kind: UnitKind
  /** Null for the county, the root. */
  parent: string | null
  name: Names
  /** Other names that people use for it or for a place within it. */
  aliases: readonly string[]
  /** A ring, not closed by a repeated point. Null when nobody has drawn it. */
  area: readonly Point[] | null
}

/** One post: the same person may hold several. */
export interface OrgStaff {
  /** Telegram user id. */
  telegram: number
  name: string
  unit: string
  role: Role
  /** Of a leader: the units that they are in charge of, apart from where they are posted. */
  charge?: readonly string[] | undefined
}

export interface OrgCategory {
  code: string
  parent: string | null
  name: Names
  /** `own`: the community of the place; `parent`: the unit above it; otherwise a unit code. */
  route: string
  urgency: 'normal' | 'urgent'
  keywords: readonly string[]
  examples: readonly string[]
  /** A reply needs a photo of what was done. */
  proof: boolean
  /** Null: neither the category nor one above it names one. */
  deadline: Deadline | null
}

/** Danger to life that words may speak of: whoever writes of it is told at once whom to call. */
export interface OrgEmergency {
  code: string
  name: Names
  /** In any language. The parts of one with an ellipsis stand near each other in one clause. */
  words: readonly string[]
  /** Longer phrases within which a word does not count, such as "fire hazard". */
  unless: readonly string[]
  /** Its words count even where they speak of the past, of what might be, or of what is not so. */
  always: boolean
  /** What it is about where the words leave that open: so it goes to a unit at once. Null: a dispatcher looks. */
  category: string | null
  /** The number to call. */
  call: string
  /** One line on what to do until help comes. Null: the number alone. */
  advice: Names | null
}

/** A matter that others decide, such as a court: whoever writes of it is told where to go instead. */
export interface OrgOutside {
  code: string
  name: Names
  words: readonly string[]
  /** Longer phrases within which a word does not count. */
  unless: readonly string[]
  where: Names
}

export interface Deadline {
  accept: WorkDuration
  respond: WorkDuration
  resolve: WorkDuration
}

/** The unit of that code, while the org file names it. */
export function unitOf({ units }: Org, code: string | null): OrgUnit | undefined {
  return code === null ? undefined : byCode(units).get(code)
}

const indexes = new WeakMap<readonly OrgUnit[], Map<string, OrgUnit>>()

/** Thousands of units are asked for thousands of times a second. */
function byCode(units: readonly OrgUnit[]): Map<string, OrgUnit> {
  const known = indexes.get(units)
  if (known) return known
  const index = new Map(units.map((unit) => [unit.code, unit]))
  indexes.set(units, index)
  return index
}

/** The root of all units: chosen as a place it means "not sure", and a dispatcher decides. */
export function countyOf({ units }: Pick<Org, 'units'>): OrgUnit | undefined {
  return units.find(({ kind }) => kind === 'county')
}

/** The categories that an appeal can be about: all that have none below them. The others only group them. */
export function leavesOf<Category extends Pick<OrgCategory, 'code' | 'parent'>>(
  categories: readonly Category[],
): Category[] {
  const groups = new Set(categories.map(({ parent }) => parent))
  return categories.filter(({ code }) => !groups.has(code))
}

/** The units above one, nearest first; the county is the last. */
export function ancestors(org: Org, code: string): OrgUnit[] {
  const above: OrgUnit[] = []
  let next = unitOf(org, unitOf(org, code)?.parent ?? null)
  while (next) {
    above.push(next)
    next = unitOf(org, next.parent)
  }
  return above
}

/**
 * The leaders in charge of a unit: those whose post names it; else those who are posted in it or nearest above it.
 * The county's leaders answer for whatever nobody else does.
 */
export function leadersOf(org: Org, unit: string): OrgStaff[] {
  const leaders = org.staff.filter(({ role }) => role === 'leader')
  const named = leaders.filter(({ charge = [] }) => charge.includes(unit))
  if (named.length > 0) return named
  const line = [unit, ...ancestors(org, unit).map(({ code }) => code)]
  for (const code of line) {
    const posted = leaders.filter((leader) => leader.unit === code)
    // Who has a charge of their own answers for that, unless nobody else is there.
    const free = posted.filter(({ charge = [] }) => charge.length === 0)
    if (posted.length > 0) return free.length > 0 ? free : posted
  }
  return leaders
}

/** Whether a unit stands above another in the tree. No unit stands above itself. */
export function isAbove(org: Org, upper: string, lower: string): boolean {
  return ancestors(org, lower).some((unit) => unit.code === upper)
}

/** The communities in a unit, itself included; in the order of the org file. */
export function communitiesIn(org: Org, code: string): OrgUnit[] {
  return org.units.filter(
    (unit) => unit.kind === 'community' && (unit.code === code || isAbove(org, code, unit.code)),
  )
}

/**
 * Who is responsible for a category at a place. Where the resident named no community but a larger unit,
 * that unit answers for `own` and for `parent`. Undefined when the place is needed and not known.
 */
export function unitForCategory(
  org: Org,
  category: Pick<OrgCategory, 'route'>,
  place: string | null,
): OrgUnit | undefined {
  if (category.route !== 'own' && category.route !== 'parent') return unitOf(org, category.route)
  const unit = unitOf(org, place)
  return category.route === 'parent' && unit?.kind === 'community' ? unitOf(org, unit.parent) : unit
}
