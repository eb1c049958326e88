import type { Appeal, Moment } from './appeal.ts'
import { workingMinutes } from './calendar.ts'
import { countsDown } from './countdown.ts'
import { clockOf } from './deadlines.ts'
import type { Case } from './guards.ts'
import { countyOf, type Org } from './organisation.ts'

/** A stretch of the clock that is charged to one unit. Written when it ends. */
export interface Charge {
  unit: string
  round: number
  from: Moment
  to: Moment
  /** Of the clock of the appeal: working time, and every minute of an urgent one. */
  minutes: number
}

/**
 * What an act ends: the stretch that ran before it, and since when the next one runs. A stretch ends when another unit
 * holds the appeal, when the clock stops, pauses or becomes another one, and with its round.
 *
 * Moments count as the minute in which they lie. Working time begins and ends with whole minutes, so that the charges
 * of an appeal add up to its elapsed working time without a remainder.
 */
export function chargeFor(
  after: Appeal,
  { appeal: before, now, rules }: Pick<Case, 'appeal' | 'now' | 'rules'>,
): { charge: Charge | null; chargedFrom: Moment | null } {
  if (isOneStretch(before, after)) return { charge: null, chargedFrom: before.chargedFrom }
  const to = minuteOf(now)
  const chargedFrom = countsDown(after) ? to : null
  const from = before.chargedFrom
  if (!from || Temporal.Instant.compare(from, to) >= 0) return { charge: null, chargedFrom }
  const minutes = workingMinutes(clockOf(rules, before), from, to)
  const unit = holderOf(before, rules.org)
  return { charge: { unit, round: before.rounds, from, to, minutes }, chargedFrom }
}

function isOneStretch(before: Appeal, after: Appeal): boolean {
  return (
    before.unit === after.unit &&
    before.rounds === after.rounds &&
    before.urgency === after.urgency &&
    countsDown(before) === countsDown(after)
  )
}

/** After a return nobody holds it: the time in the dispatchers' queue is the county's. */
function holderOf({ unit }: Appeal, org: Org): string {
  return unit ?? countyOf(org)?.code ?? ''
}

function minuteOf(moment: Moment): Moment {
  return moment.round({ smallestUnit: 'minute', roundingMode: 'floor' })
}
