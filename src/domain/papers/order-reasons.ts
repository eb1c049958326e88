import type { Appeal, Moment } from '../appeal.ts'
import { addWorking } from '../calendar.ts'
import { countsDown } from '../countdown.ts'
import type { Rules } from '../rules.ts'

/** Why a rule opens a supervision order, and the how-manieth time it is: each opens one order, once. */
export interface OrderReason {
  reason: 'rework' | 'return' | 'red'
  /** The round of re-work, the return; for a red card, the round in which it is red. */
  count: number
}

/** What calls for an order now, the gravest first. One that nobody holds waits until somebody does. */
export function orderReasons(
  appeal: Appeal,
  { now, rules }: { now: Moment; rules: Rules },
): OrderReason[] {
  const { reworks, returns } = rules.org.policy.order
  const { status, unit, rounds } = appeal
  if (unit === null || (status !== 'assigned' && status !== 'accepted')) return []
  const reasons: OrderReason[] = []
  if (rounds >= reworks) reasons.push({ reason: 'rework', count: rounds })
  if (appeal.returns >= returns) reasons.push({ reason: 'return', count: appeal.returns })
  if (isLongRed(appeal, now, rules)) reasons.push({ reason: 'red', count: rounds })
  return reasons
}

/** Whether its date has been over for as long as the policy says, in working time, while the clock ran. */
function isLongRed(appeal: Appeal, now: Moment, { calendar, org }: Rules): boolean {
  if (!appeal.due || !countsDown(appeal)) return false
  return Temporal.Instant.compare(addWorking(calendar, appeal.due, org.policy.order.red), now) <= 0
}
