import type { Moment } from './appeal.ts'
import type { Calendar, WorkDuration } from './calendar.ts'
import type { Deadline, Org, OrgCategory } from './organisation.ts'

/** The numbers and closed lists of one organisation, as the decisions ask for them. */
export interface Rules {
  org: Org
  calendar: Calendar
}

/** For an appeal whose category nobody has named yet: as long as the usual matter takes. */
const USUAL: Deadline = {
  accept: { amount: 4, unit: 'hours' },
  respond: { amount: 1, unit: 'days' },
  resolve: { amount: 5, unit: 'days' },
}

/** How many returns a unit may ask for in an appeal's life; after that the dispatcher's word sticks. */
export const RETURNS_AT_MOST = 2
/** Working days in which a unit may find that an appeal is not its own. */
export const RETURN_WITHIN: WorkDuration = { amount: 2, unit: 'days' }
/** Working days of one extension. */
export const EXTENDED_DAYS_AT_MOST = 30
/** A shelved appeal is looked at again after at most so many plain days. */
export const SHELVED_DAYS_AT_MOST = 90

/** When an appeal that is shelved now for so many plain days is looked at again. */
export function shelvedUntil(now: Moment, days: number): Moment {
  return now.add({ hours: 24 * days })
}

/** The category of that code, while the org file names it. */
export function categoryOf(rules: Rules, code: string | null): OrgCategory | undefined {
  return rules.org.categories.find((category) => category.code === code)
}

/** How long a unit has, by category. */
export function deadlineOf(rules: Rules, category: string | null): Deadline {
  return categoryOf(rules, category)?.deadline ?? USUAL
}

/** Whether anybody in the unit can sign for an appeal. */
export function isStaffed(rules: Pick<Rules, 'org'>, unit: string): boolean {
  return rules.org.staff.some(
    (member) => member.unit === unit && (member.role === 'handler' || member.role === 'head'),
  )
}
