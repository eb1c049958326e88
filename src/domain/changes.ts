import type { Actor } from './actor.ts'
import { AFTER, mayNotTakeAgain, stillAsked } from './after.ts'
import { UNASKED } from './appeal.ts'
import { addWorking, workingMinutes } from './calendar.ts'
import type { Change, Changes } from './change.ts'
import { CONDUCT, isConduct, isSubject, mayHold } from './conduct.ts'
import { dangerIn } from './danger.ts'
import { dueAt } from './clock-moves.ts'
import { clockOf } from './deadlines.ts'
import { end, retention, SURVEY_TIMERS } from './ending.ts'
import { EXPLAINED } from './explained.ts'
import type { Case } from './guards.ts'
import { HELPING } from './helping.ts'
import { JOINING } from './joining.ts'
import { askedTimers } from './question.ts'
import type { ActName } from './lifecycle.ts'
import type { Command } from './command.ts'
import type { Refusal } from './refusal.ts'
import {
  categoryOf,
  EXTENDED_DAYS_AT_MOST,
  isStaffed,
  SHELVED_DAYS_AT_MOST,
  shelvedUntil,
} from './rules.ts'
import { afterAnswer, isContent, isSolved, outcomeOf, visitsOf } from './visits.ts'

const DAYS_ASKED_BY_DEFAULT = 3

/** The effect of each act, one entry an act. Acts that only leave a line in the history have none. */
export const CHANGES: Partial<Record<ActName, Changes>> = {
  assign: (command, _actor, given) => hold(command.unit, given),
  reassign: (command, _actor, given) => {
    if (command.unit === given.appeal.unit) return 'same_unit'
    const change = hold(command.unit, given)
    if (typeof change === 'string') return change
    const asked = given.pending?.kind === 'return'
    const returns = given.appeal.returns + (asked ? 1 : 0)
    return {
      ...change,
      appeal: { ...change.appeal, returns },
      settles: asked ? 'approved' : given.pending ? 'moot' : null,
    }
  },
  recategorise: (command, _actor, given) => {
    const category = categoryOf(given.rules, command.category ?? null)
    if (!category) return 'category_unknown'
    const { code } = category
    // What somebody is in danger of stays urgent, whatever the matter is called.
    const urgency = given.appeal.emergencies.length > 0 ? 'urgent' : category.urgency
    const isRaised = urgency === 'urgent' && given.appeal.urgency === 'normal'
    return {
      appeal: {
        ...{ category: code, urgency },
        about: isConduct(given.rules.org, code) ? given.appeal.about : null,
      },
      data: { category: code, urgency },
      // One that a unit gave back has its date already.
      ...(isRaised ? { clock: 'shorten' } : {}),
    }
  },
  decline: (_command, _actor, given) => end('declined', given),
  hand: (command, _actor, given) => {
    const { staff } = command
    if (staff === undefined || !given.unitPeople.includes(staff)) return 'staff_unknown'
    if (staff === given.appeal.resident) return 'own_appeal'
    if (given.joiners.some(({ person }) => person === staff)) return 'own_appeal'
    if (mayNotTakeAgain(given, staff)) return 'another_handler'
    return { appeal: { handler: staff }, data: { staff } }
  },
  accept: (_command, actor, { appeal, now }) => ({
    appeal: {
      handler: actor.desk ? appeal.handler : actor.person,
      acceptedAt: appeal.acceptedAt ?? now,
    },
    data: { acceptDue: appeal.acceptDue?.toString() ?? null },
  }),
  ask: (_command, _actor, given) => ({ set: askedTimers(given) }),
  ask_return: (command, _actor, { rules, appeal }) => {
    const proposed = command.unit ?? null
    if (proposed !== null && !isUnit(rules.org.units, proposed)) return 'unit_unknown'
    if (proposed === appeal.unit) return 'same_unit'
    return { newRequest: { kind: 'return', proposed, days: null }, data: { proposed } }
  },
  approve_return: (command, _actor, { appeal, pending, rules }) => {
    if (command.request !== pending?.id) return 'request_decided'
    const to = command.unit ?? pending?.proposed ?? null
    return {
      settles: 'approved',
      appeal: {
        unit: null,
        handler: null,
        heldSince: null,
        acceptedAt: null,
        acceptDue: null,
        returns: appeal.returns + 1,
      },
      data: { from: appeal.unit },
      next:
        to !== null && mayHold(rules, appeal.about, to)
          ? { act: 'assign', unit: to }
          : { act: 'queue' },
    }
  },
  deny_return: deny,
  ask_extension: (command) => {
    const days = within(command.days ?? DAYS_ASKED_BY_DEFAULT, EXTENDED_DAYS_AT_MOST)
    return { newRequest: { kind: 'extension', proposed: null, days }, data: { days } }
  },
  approve_extension: (command, _actor, { appeal, now, pending, rules }) => {
    if (command.request !== pending?.id) return 'request_decided'
    const days = pending?.days ?? DAYS_ASKED_BY_DEFAULT
    const clock = clockOf(rules, appeal)
    const before = appeal.due ?? now
    const due = addWorking(clock, before, { amount: days, unit: 'days' })
    const more = workingMinutes(clock, before, due)
    const paused = appeal.paused && {
      ...appeal.paused,
      minutesLeft: appeal.paused.minutesLeft + more,
    }
    return {
      settles: 'approved',
      appeal: {
        ...{ due, paused, extended: true },
        allowedMinutes: (appeal.allowedMinutes ?? 0) + more,
      },
      data: { due: due.toString(), days },
    }
  },
  deny_extension: deny,
  ask_suspension: (command) => {
    const days = within(command.days ?? SHELVED_DAYS_AT_MOST, SHELVED_DAYS_AT_MOST)
    return { newRequest: { kind: 'suspension', proposed: null, days }, data: { days } }
  },
  approve_suspension: (command, _actor, { now, pending }) => {
    if (command.request !== pending?.id) return 'request_decided'
    const days = pending?.days ?? SHELVED_DAYS_AT_MOST
    const at = shelvedUntil(now, days)
    return {
      settles: 'approved',
      data: { until: at.toString(), days },
      set: [{ kind: 'shelf_review', at }],
    }
  },
  deny_suspension: deny,
  resume: () => ({ clear: ['shelf_review'] }),
  resolve: ({ hasPhoto }, actor, { appeal, joiners, lacksPhoto, now, pending, rules }) => {
    if (lacksPhoto && !hasPhoto) return 'photo_needed'
    return {
      // What the figures of a period count by, long after the dates have moved on.
      data: {
        replyDue: dueAt({ appeal, now, rules })?.toString() ?? null,
        asked: visitsOf({ appeal, joiners }).filter((visit) => !isContent(visit)).length,
      },
      appeal: {
        resolvedAt: now,
        replied: actor.desk ? null : actor.person,
        visit: isContent(appeal.visit) ? appeal.visit : UNASKED,
      },
      joiners: { do: 'ask_again' },
      settles: pending ? 'moot' : null,
      set: [
        { kind: 'survey', at: now.add({ hours: rules.org.survey.afterHours }) },
        { kind: 'survey_remind', at: now.add({ hours: rules.org.survey.remindHours }) },
        { kind: 'survey_close', at: now.add({ hours: rules.org.survey.closeHours }) },
      ],
    }
  },
  answer: (command, _actor, given) => dangerIn(command.emergencies, given),
  add: (command, _actor, given) => {
    const danger = dangerIn(command.emergencies, given)
    return command.again ? { ...danger, data: { ...danger.data, again: true } } : danger
  },
  raise: () => ({ appeal: { urgency: 'urgent' }, data: { urgency: 'urgent' } }),
  lower: () => ({ appeal: { urgency: 'normal', emergencies: [] }, data: { urgency: 'normal' } }),
  urge: (_command, _actor, { now }) => ({ appeal: { urgedAt: now } }),
  withdraw: (_command, _actor, given) => end('withdrawn', given),
  contacted: ({ answer }, _actor, { appeal }) =>
    answer === 'yes' || answer === 'no'
      ? { appeal: { visit: { ...appeal.visit, contacted: answer === 'yes' } }, data: { answer } }
      : 'answer_unknown',
  solved: ({ answer }, _actor, { appeal }) =>
    isSolved(answer)
      ? { appeal: { visit: { ...appeal.visit, solved: answer } }, data: { answer } }
      : 'answer_unknown',
  satisfied: ({ answer }, _actor, { appeal, joiners }) => {
    if (!answer || !/^[1-5]$/.test(answer)) return 'answer_unknown'
    const visit = { ...appeal.visit, satisfied: Number(answer) }
    const next = afterAnswer(visitsOf({ appeal: { visit }, joiners }))
    return { appeal: { visit }, data: { answer }, ...(next ? { next } : {}) }
  },
  pressed: (_command, _actor, { appeal }) => ({
    appeal: { visit: { ...appeal.visit, pressed: true } },
  }),
  close: (_command, _actor, given) => {
    const { now, rules } = given
    const outcome = outcomeOf(visitsOf(given))
    return {
      appeal: { outcome, closedAt: now },
      data: { outcome },
      clear: SURVEY_TIMERS,
      set: [retention({ now, rules }), stillAsked(given)],
    }
  },
  deny_explained: deny,
  ...EXPLAINED,
  ...AFTER,
  ...CONDUCT,
  ...HELPING,
  ...JOINING,
}

function hold(unit: string | undefined, { appeal, helps, now, rules }: Case): Change | Refusal {
  if (unit === undefined || !isUnit(rules.org.units, unit)) return 'unit_unknown'
  if (isSubject(rules.org, appeal.about, unit)) return 'about_own_unit'
  if (!isStaffed(rules, unit)) return 'unit_without_staff'
  if (unit === appeal.passedOver) return 'another_unit'
  const help = helps.find((one) => one.unit === unit)
  return {
    appeal: { unit, heldSince: now, handler: null, acceptedAt: null, passedOver: null },
    data: { unit },
    // Whoever has it now is no longer asked to help with it.
    ...(help ? { help: { do: 'end', id: help.id, unit } } : {}),
  }
}

function deny(command: Command, _actor: Actor, { pending }: Case): Change | Refusal {
  return command.request === pending?.id ? { settles: 'denied' } : 'request_decided'
}

/** Whole days, at least one. */
function within(days: number, most: number): number {
  return Math.min(Math.max(Math.trunc(days), 1), most)
}

function isUnit(units: readonly { code: string }[], code: string): boolean {
  return units.some((unit) => unit.code === code)
}
