import { addWorking } from './calendar.ts'
import type { Actor } from './actor.ts'
import { AFTER_GUARDS } from './after.ts'
import type { Appeal, Joiner, Moment, Status, UnitRequest } from './appeal.ts'
import { CONDUCT_GUARDS } from './conduct.ts'
import { clockOf } from './deadlines.ts'
import { EXPLAINED_GUARDS, type Endings } from './explained.ts'
import { HELPING_GUARDS, type Help } from './helping.ts'
import type { ActName } from './lifecycle.ts'
import type { Paper } from './papers/paper.ts'
import type { Refusal } from './refusal.ts'
import { waitsForAnswer } from './question.ts'
import { RETURNS_AT_MOST, RETURN_WITHIN, type Rules } from './rules.ts'
import { needsRework, visitsOf } from './visits.ts'
import { warningMoments, type Warning } from './warnings.ts'

/** What a decision looks at, besides the act itself. */
export interface Case {
  appeal: Appeal
  /** The unit's request that waits for a decision. */
  pending: UnitRequest | null
  /** Who else stands behind it, in the order in which they joined. */
  joiners: readonly Joiner[]
  /** Person ids of those of them who have no chat. */
  callers: readonly number[]
  /** The category asks for a photo of what was done, and none is there yet. */
  lacksPhoto: boolean
  /** Co-units whose help is not ended, in the order in which they were asked. */
  helps: readonly Help[]
  /** The appeal into which this one is or is to be merged, or the one that is merged into it. */
  other: OtherAppeal | null
  /** Papers about it that are not closed. */
  papers: readonly Paper[]
  /** Person ids of the holding unit's handlers and heads. */
  unitPeople: readonly number[]
  /** Of the holding unit in this calendar month. Null unless its request to end it as explained waits. */
  endings: Endings | null
  now: Moment
  rules: Rules
}

/** What a decision about one appeal looks at of another one. */
export interface OtherAppeal {
  number: string
  status: Status
  unit: string | null
  resident: number
  emergencies: readonly string[]
  joiners: readonly Joiner[]
}

export type Guard = (given: Case, actor: Actor) => Refusal | null

const noRequestWaits = ({ pending }: Case): Refusal | null => (pending ? 'request_pending' : null)
const requestWaits =
  (kind: UnitRequest['kind']) =>
  ({ pending }: Case): Refusal | null =>
    pending?.kind === kind ? null : 'request_decided'

const hasCome =
  (card: Warning): Guard =>
  ({ appeal, now }) => {
    const moment = warningMoments(appeal)[card]
    return moment && Temporal.Instant.compare(moment, now) <= 0 ? null : 'not_now'
  }

/**
 * When an act is not possible although status and standing allow it. Buttons and decisions
 * ask the same table, so that a card never offers what would be refused.
 */
export const GUARDS: Partial<Record<ActName, Guard>> = {
  raise: ({ appeal }) => (appeal.urgency === 'urgent' ? 'already_done' : null),
  urge: (given) => (wasUrgedToday(given) ? 'urged_today' : null),
  ask: ({ appeal, callers }) => (callers.includes(appeal.resident) ? 'no_chat' : null),
  ask_return: (given) => noRequestWaits(given) ?? mayStillReturn(given),
  ask_extension: (given) => noRequestWaits(given) ?? mayStillExtend(given),
  ask_suspension: noRequestWaits,
  approve_return: requestWaits('return'),
  deny_return: requestWaits('return'),
  approve_extension: requestWaits('extension'),
  deny_extension: requestWaits('extension'),
  approve_suspension: requestWaits('suspension'),
  deny_suspension: requestWaits('suspension'),
  yellow: hasCome('yellow'),
  red: hasCome('red'),
  serious: hasCome('serious'),
  lapse: ({ appeal }) => (waitsForAnswer(appeal) ? null : 'not_now'),
  answer: ({ appeal }) => (appeal.paused ? null : 'not_now'),
  contacted: ({ appeal }) => (appeal.visit.contacted === null ? null : 'already_answered'),
  solved: ({ appeal: { visit } }) =>
    visit.solved !== null
      ? 'already_answered'
      : visit.contacted === null
        ? 'answer_in_order'
        : null,
  satisfied: ({ appeal: { visit } }) =>
    visit.satisfied !== null
      ? 'already_answered'
      : visit.solved === null
        ? 'answer_in_order'
        : null,
  pressed: ({ appeal }) => (appeal.visit.pressed ? 'already_done' : null),
  close: (given) => (visitsOf(given).some(needsRework) ? 'not_now' : null),
  // Whoever joined must not lose their matter because the one who said it first no longer asks.
  withdraw: ({ joiners }) => (joiners.length > 0 ? 'not_now' : null),
  leave: ({ joiners }) => (joiners.length > 0 ? null : 'not_now'),
  lower: ({ appeal }) => (appeal.urgency === 'normal' ? 'already_done' : null),
  ...EXPLAINED_GUARDS,
  ...AFTER_GUARDS,
  ...CONDUCT_GUARDS,
  ...HELPING_GUARDS,
}

/** One urge a day, by the calendar day of the organisation. */
function wasUrgedToday({ appeal, now, rules }: Case): boolean {
  if (!appeal.urgedAt) return false
  const day = (moment: Moment) =>
    moment.toZonedDateTimeISO(rules.calendar.timezone).toPlainDate().toString()
  return day(appeal.urgedAt) === day(now)
}

function mayStillReturn({ appeal, now, rules }: Case): Refusal | null {
  if (appeal.returns >= RETURNS_AT_MOST) return 'returns_used_up'
  if (!appeal.heldSince) return null
  const until = addWorking(clockOf(rules, appeal), appeal.heldSince, RETURN_WITHIN)
  return Temporal.Instant.compare(now, until) > 0 ? 'return_too_late' : null
}

function mayStillExtend({ appeal, now }: Case): Refusal | null {
  if (appeal.extended) return 'extended_already'
  const isDue = appeal.paused
    ? appeal.paused.minutesLeft <= 0
    : appeal.due !== null && Temporal.Instant.compare(now, appeal.due) >= 0
  return isDue ? 'already_due' : null
}
