import { UNASKED, type Appeal, type Moment, type ReturnVisit } from './appeal.ts'
import type { Change, Changes } from './change.ts'
import type { TimerKind } from './command.ts'
import { mayHold } from './conduct.ts'
import { dangerIn } from './danger.ts'
import { whenToTell } from './deadlines.ts'
import { SURVEY_TIMERS } from './ending.ts'
import type { Case, Guard } from './guards.ts'
import type { ActName, NoticeKind } from './lifecycle.ts'
import { isSolved, needsRework, outcomeOf, visitsOf } from './visits.ts'

/** Back to work, out of the return visit or after the end: what its residents may still do with a closed appeal. */
export const AFTER: Partial<Record<ActName, Changes>> = {
  rework: (_command, _actor, given) => {
    const { appeal } = given
    const change = backToWork(given)
    return { ...change, data: { solved: appeal.visit.solved, ...change.data } }
  },
  relieve: (_command, _actor, { appeal }) => ({
    appeal: outOfHands(appeal),
    data: { staff: appeal.handler },
  }),
  requeue: (_command, _actor, { appeal }) => ({
    appeal: {
      ...outOfHands(appeal),
      ...{ unit: null, heldSince: null, acceptDue: null, passedOver: appeal.unit },
    },
    data: { staff: appeal.handler, from: appeal.unit },
    next: { act: 'queue' },
  }),
  reopen: (command, _actor, given) => {
    const { visit, urgency } = given.appeal
    const { solved, satisfied } = visit
    const change = backToWork(given)
    const danger = dangerIn(command.emergencies, given)
    // Danger does not wait until somebody else has signed for it.
    const isRaised = danger.appeal !== undefined && urgency === 'normal'
    return {
      ...change,
      // Whoever was content is to be asked again.
      appeal: { ...change.appeal, ...danger.appeal, visit: UNASKED },
      data: { solved, satisfied, ...change.data, ...danger.data },
      ...(isRaised ? { next: { act: 'raise' } } : {}),
    }
  },
  change: ({ answer, rating }, _actor, given) => {
    if (!isSolved(answer) || !rating || !/^[1-5]$/.test(rating)) return 'answer_unknown'
    const before = given.appeal.visit
    const visit = { ...before, solved: answer, satisfied: Number(rating) }
    return answered(visit, given, {
      ...{ answer, rating },
      ...{ solved: before.solved, satisfied: before.satisfied },
    })
  },
  still: ({ answer }, _actor, given) => {
    if (answer !== 'yes' && answer !== 'no') return 'answer_unknown'
    const still = answer === 'yes'
    const { visit } = given.appeal
    return answered({ ...visit, still, solved: still ? (visit.solved ?? 'yes') : 'no' }, given, {
      answer,
    })
  },
}

export const AFTER_GUARDS: Partial<Record<ActName, Guard>> = {
  accept: (given, actor) =>
    !actor.desk && mayNotTakeAgain(given, actor.person) ? 'another_handler' : null,
  rework: (given) => (visitsOf(given).some(needsRework) ? null : 'not_now'),
  change: (given) => {
    if (given.appeal.outcome === 'explained') return 'not_now'
    return isLater(given, given.rules.org.policy.after.changeHours) ? 'change_too_late' : null
  },
  reopen: (given) => {
    const { outcome, reopened } = given.appeal
    if (outcome === 'explained' && reopened > 0) return 'reopened_already'
    return isLater(given, given.rules.org.policy.after.reopenHours) ? 'reopen_too_late' : null
  },
  still: (given) => {
    const { askHours, changeHours } = given.rules.org.policy.after
    if (given.appeal.outcome === 'explained' || isEarlier(given, askHours)) return 'not_now'
    if (given.appeal.visit.still !== null) return 'already_answered'
    return isLater(given, askHours + changeHours) ? 'change_too_late' : null
  },
}

/** When the households are asked once more whether it is still solved: in working hours. */
export function stillAsked({ appeal, now, rules }: Case): { kind: TimerKind; at: Moment } {
  const at = now.add({ hours: rules.org.policy.after.askHours })
  return { kind: 'still_ask', at: whenToTell(rules, appeal, at) }
}

/** An answer given after the end: it changes how the appeal ended, or sends it back to work. */
function answered(visit: ReturnVisit, given: Case, data: NonNullable<Change['data']>): Change {
  const { joiners } = given
  if (needsRework(visit)) return { appeal: { visit }, data, next: { act: 'rework' } }
  const outcome = outcomeOf(visitsOf({ appeal: { visit }, joiners }))
  return { appeal: { visit, outcome }, data: { ...data, outcome } }
}

/**
 * The next round of work. From the round that the org file names on it goes to somebody else: of the unit, or, where
 * nobody else is there, of the unit that a dispatcher finds.
 */
function backToWork(given: Case): Change {
  const { appeal, rules } = given
  const round = appeal.rounds + 1
  const isAgain = appeal.status === 'closed'
  const next = round >= rules.org.escalation.rework ? intoOtherHands(given) : null
  return {
    appeal: {
      ...{ rounds: round, resolvedAt: null, outcome: null, closedAt: null },
      ...(isAgain ? { reopened: appeal.reopened + 1 } : {}),
    },
    data: { round, ...(isAgain ? { minutes: sinceEnd(given) } : {}) },
    clear: [...SURVEY_TIMERS, ...(isAgain ? AFTER_TIMERS : [])],
    // Who hears that the unit does it again would hear of another one in the same minute.
    ...(next === 'requeue' ? { quiet: BACK_TO_UNIT } : {}),
    ...(next ? { next: { act: next } } : {}),
  }
}

const BACK_TO_UNIT: readonly NoticeKind[] = [
  'resident.reworked',
  'resident.reopened',
  'unit.reworked',
  'unit.reopened',
]

/** Null: it stays where it is, because nobody else is there in the whole county, or no dispatcher to find them. */
function intoOtherHands(given: Case): 'relieve' | 'requeue' | null {
  const { appeal, rules } = given
  if (isAnybodyLeft(given, [appeal.replied ?? appeal.handler])) return 'relieve'
  const { staff, units } = rules.org
  const isSought = staff.some(({ role }) => role === 'dispatcher')
  const isElsewhere = units.some(
    ({ code }) => code !== appeal.unit && mayHold(rules, appeal.about, code),
  )
  return isSought && isElsewhere ? 'requeue' : null
}

function outOfHands({ handler, replied }: Appeal): Partial<Appeal> {
  return { handler: null, acceptedAt: null, relieved: handler ?? replied }
}

const AFTER_TIMERS: readonly TimerKind[] = ['retain', 'still_ask']

/** Plain minutes since it was closed: what came back soon had hardly been solved. */
function sinceEnd({ appeal, now }: Case): number {
  return appeal.closedAt ? Math.floor(now.since(appeal.closedAt).total('minutes')) : 0
}

/** Whether more plain hours than these have passed since it was closed. */
function isLater(given: Case, hours: number): boolean {
  return compareWithEnd(given, hours) > 0
}

function isEarlier(given: Case, hours: number): boolean {
  return compareWithEnd(given, hours) < 0
}

function compareWithEnd({ appeal: { closedAt }, now }: Case, hours: number): number {
  return closedAt ? Temporal.Instant.compare(now, closedAt.add({ hours })) : -1
}

/**
 * Whether a round of re-work goes to somebody else than this person: than whoever gave the reply that failed, and than
 * whoever held it, as long as somebody is left in the unit.
 */
export function mayNotTakeAgain(given: Case, person: number): boolean {
  const { relieved, replied } = given.appeal
  if (relieved === null) return false
  const barred = [[replied, relieved], [replied]].find((one) => isAnybodyLeft(given, one)) ?? []
  return barred.includes(person)
}

/** Nobody handles an appeal behind which they stand. */
function isAnybodyLeft(
  { appeal, unitPeople, joiners }: Case,
  barred: readonly (number | null)[],
): boolean {
  const passedOver = [...barred, appeal.resident, ...joiners.map(({ person }) => person)]
  return unitPeople.some((id) => !passedOver.includes(id))
}
