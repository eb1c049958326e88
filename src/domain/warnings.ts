import type { Appeal, Moment } from './appeal.ts'
import {
  addWorkingMinutes,
  subtractWorking,
  subtractWorkingMinutes,
  type Calendar,
} from './calendar.ts'
import type { Decision } from './command.ts'
import { countsDown } from './countdown.ts'
import { clockOf } from './deadlines.ts'
import type { Case } from './guards.ts'
import type { Rules } from './rules.ts'

/** What people are warned of: the three cards, and a time to sign or to make contact that a unit missed. */
export const WARNINGS = ['yellow', 'red', 'serious', 'accept', 'respond'] as const
export type Warning = (typeof WARNINGS)[number]

type Warned = Pick<Appeal, 'yellowAt' | 'seriousAt'>

/**
 * When an appeal gets its yellow card, and when it is seriously late, on its own clock; the red card comes when it is
 * due. Null while no date runs. `before`: what is known already stays, unless its date has moved.
 */
export function warningTimes(appeal: Appeal, before: Appeal, rules: Rules): Warned {
  const { due, allowedMinutes } = appeal
  if (!due || allowedMinutes === null || !countsDown(appeal))
    return { yellowAt: null, seriousAt: null }
  if (isSameDate(appeal, before)) return { yellowAt: before.yellowAt, seriousAt: before.seriousAt }
  const clock = clockOf(rules, appeal)
  const more = (rules.org.policy.cards.serious - 1) * allowedMinutes
  return {
    yellowAt: yellowAt(clock, due, allowedMinutes, rules),
    seriousAt: addWorkingMinutes(clock, due, more),
  }
}

function isSameDate(appeal: Appeal, before: Appeal): boolean {
  return (
    countsDown(before) &&
    before.urgency === appeal.urgency &&
    before.allowedMinutes === appeal.allowedMinutes &&
    before.due?.epochMilliseconds === appeal.due?.epochMilliseconds
  )
}

/** So long before it is due; where the deadline is shorter than that, after a share of it. */
function yellowAt(clock: Calendar, due: Moment, allowed: number, { org }: Rules): Moment {
  const early = subtractWorking(clock, due, org.policy.cards.yellow)
  const begin = subtractWorkingMinutes(clock, due, allowed)
  if (Temporal.Instant.compare(early, begin) > 0) return early
  return subtractWorkingMinutes(clock, due, (1 - org.escalation.soon) * allowed)
}

/** When something comes of which people are warned, in the order of the list above; null: of that nothing. */
export function warningMoments(appeal: Appeal): Record<Warning, Moment | null> {
  const { status, contactedAt } = appeal
  const runs = countsDown(appeal)
  const isHeld = status === 'assigned' || status === 'accepted'
  return {
    yellow: runs ? appeal.yellowAt : null,
    red: runs ? appeal.due : null,
    serious: runs ? appeal.seriousAt : null,
    accept: runs && status === 'assigned' ? appeal.acceptDue : null,
    respond: runs && isHeld && contactedAt === null ? appeal.respondDue : null,
  }
}

/** What is urgent does not wait for the next reminder: it has an alarm at each of its moments, one after another. */
export function nextAlarm(appeal: Appeal, now: Moment): Moment | null {
  if (appeal.urgency !== 'urgent') return null
  const ahead = Object.values(warningMoments(appeal))
    .filter((moment) => moment !== null)
    .filter((moment) => Temporal.Instant.compare(moment, now) > 0)
  return ahead.sort((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
}

/** The alarm goes with the dates of an urgent appeal, wherever an act moves them. */
export function alarmTimers(
  after: Appeal,
  { appeal: before, now }: Pick<Case, 'appeal' | 'now'>,
): Decision['timers'] {
  const at = nextAlarm(after, now)
  if (at) return { set: [{ kind: 'alarm', at }], clear: [] }
  return { set: [], clear: nextAlarm(before, now) ? ['alarm'] : [] }
}
