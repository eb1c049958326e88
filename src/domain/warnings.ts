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
import type { Role } from './organisation.ts'
import type { Rules } from './rules.ts'

/** What people are warned of: the three cards, and a time to sign or to make contact that a unit missed. */
export const WARNINGS = ['yellow', 'red', 'serious', 'accept', 'respond'] as const
export type Warning = (typeof WARNINGS)[number]

type Cards = Pick<Appeal, 'yellowAt' | 'seriousAt'>

/**
 * When an appeal gets its yellow card, and when it is seriously late, on its own clock; the red card comes when it is
 * due. Null while no date runs. `before`: what is known already stays, unless its date has moved.
 */
export function warningTimes(appeal: Appeal, before: Appeal, rules: Rules): Cards {
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

/** What there is of an appeal when somebody looks whether it is late. */
export type Dated = Pick<
  Appeal,
  | 'status'
  | 'paused'
  | 'due'
  | 'yellowAt'
  | 'seriousAt'
  | 'acceptDue'
  | 'respondDue'
  | 'contactedAt'
>

/** When something comes of which people are warned; null: of that nothing. */
export function warningMoments(appeal: Dated): Record<Warning, Moment | null> {
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

/**
 * Of what people are to be warned by now. Who has the red card needs no yellow one; how many steps were missed while
 * nobody looked does not matter.
 */
export function warningsNow(appeal: Dated, now: Moment): Warning[] {
  const moments = warningMoments(appeal)
  const come = WARNINGS.filter((warning) => {
    const moment = moments[warning]
    return moment !== null && Temporal.Instant.compare(moment, now) <= 0
  })
  return come.includes('red') ? come.filter((warning) => warning !== 'yellow') : come
}

/** `handler`: whoever signed for it, or the whole unit while nobody has. `leader`: who is in charge of the unit. */
export type Listener = 'handler' | 'head' | 'leader'

/**
 * Who hears of a warning, step by step, each one reminder later than the one before. Of an urgent appeal all hear at
 * once. `late`: which of those above hear of a red card at all.
 */
export function lineOf(
  warning: Warning,
  urgency: Appeal['urgency'],
  late: readonly Role[],
): Listener[][] {
  if (warning === 'yellow') return [['handler']]
  if (warning === 'serious') return [['head', 'leader']]
  if (warning !== 'red') return [['handler', 'head']]
  const line = [
    'handler',
    ...(['head', 'leader'] as const).filter((role) => late.includes(role)),
  ] as const
  return urgency === 'urgent' ? [[...line]] : line.map((listener) => [listener])
}

/** What is urgent does not wait for the next reminder: it has an alarm at each of its moments, one after another. */
export function nextAlarm(appeal: Appeal, now: Moment): Moment | null {
  if (appeal.urgency !== 'urgent') return null
  const ahead = Object.values(warningMoments(appeal))
    .filter((moment) => moment !== null)
    .filter((moment) => Temporal.Instant.compare(moment, now) > 0)
  return ahead.sort((a, b) => Temporal.Instant.compare(a, b))[0] ?? null
}

/** The alarm goes with the dates of an urgent appeal, wherever an act moves them; what has come already rings at once. */
export function alarmTimers(
  after: Appeal,
  { appeal: before, now }: Pick<Case, 'appeal' | 'now'>,
): Decision['timers'] {
  const [was, next] = [nextAlarm(before, now), nextAlarm(after, now)]
  const isSame = was?.epochMilliseconds === next?.epochMilliseconds
  // One that is ringing at this moment is left alone.
  if (isSame && before.urgency === after.urgency) return { set: [], clear: [] }
  const ringsAtOnce = after.urgency === 'urgent' && warningsNow(after, now).length > 0
  const at = ringsAtOnce ? now : next
  return at ? { set: [{ kind: 'alarm', at }], clear: [] } : { set: [], clear: ['alarm'] }
}
