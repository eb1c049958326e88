import { addWorking } from '../calendar.ts'
import { whenToTell } from '../deadlines.ts'
import { orderReasons } from './order-reasons.ts'
import { followUps, passedOn } from './following.ts'
import type { NextAct, PaperArguments, PaperCase, PaperRules } from './paper.ts'
import { ANSWERING, nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'

/** More working days than this are no date that anybody keeps in mind. */
const DAYS_AT_MOST = 30

/**
 * A supervision order, numbered within its year: the unit answers to its supervisor by a date, and the resident hears
 * from the unit before the order can be struck off. A rule opens it, with its reason as the choice, or a leader by hand,
 * with a number of working days as the choice and words. What a rule made, the first leader in charge of the unit
 * supervises; dispatchers may stand in.
 */
export const ORDER: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['leader', 'desk'], carries: ['choice', 'words'], wordless: ['rework', 'red', 'return'], tells: { unit: 'card', answerer: 'card', stand_ins: 'card' } },
    answer: { from: ['open'], to: 'answered', who: ['head', 'unit'], carries: ['words'], tells: { author: 'card', answerer: 'card', stand_ins: 'card' } },
    accept: { from: ['answered'], to: 'done', who: ['author', 'answerer', 'stand_in'], carries: [], tells: { unit: 'words' } },
    refuse: { from: ['answered'], to: 'open', who: ['author', 'answerer', 'stand_in'], carries: ['words'], tells: { unit: 'words' } },
    cancel: { from: ['open', 'answered'], to: 'cancelled', who: ['author', 'answerer', 'stand_in'], carries: ['words'], tells: { unit: 'words' } },
    ...followUps(['open', 'answered']),
    remind: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { unit: 'words' } },
    overdue: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { heads: 'words' } },
    escalate: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { answerer: 'words', in_charge: 'words', stand_ins: 'words' } },
  },
  guards: {
    open: ({ paper, beside }) => {
      if (paper.unit === null) return 'unit_unknown'
      return beside.some(({ kind }) => kind === 'order') ? 'already_done' : null
    },
    accept: (given) => (given.appeal && !isHeard(given) ? 'resident_first' : null),
  },
  changes: {
    open: (given, args) => (args.actor === null ? byRule(given, args) : byHand(given, args)),
    refuse: (given, { days }) => ({ due: replyBy(given, days), data: NOT_REMINDED }),
    ...passedOn((given) => replyBy(given, null)),
    ...ANSWERING,
    ...REMINDING,
    escalate: () => ({ data: { escalated: true } }),
  },
  closed: ['done', 'cancelled', 'dropped'],
  numbered: true,
  next: (given) => nextReminder(given) ?? nextEscalation(given),
}

/** Whether the households have heard words of the unit since the order was opened. */
export function isHeard({ heardAt, paper }: Pick<PaperCase, 'heardAt' | 'paper'>): boolean {
  return heardAt !== null && Temporal.Instant.compare(heardAt, paper.openedAt) >= 0
}

function byRule(given: PaperCase, { choice }: PaperArguments) {
  const { appeal, now, rules } = given
  const leader = given.inCharge[0] ?? null
  const reason = appeal && orderReasons(appeal, { now, rules }).find((one) => one.reason === choice)
  return reason ? { leader, due: replyBy(given, null), data: { ...reason } } : 'not_now'
}

function byHand(given: PaperCase, { actor, choice, days }: PaperArguments) {
  const count = days ?? Number(choice)
  if (!/^\d{1,2}$/.test(choice ?? '') || count < 1 || count > DAYS_AT_MOST) return 'answer_unknown'
  return { leader: actor, due: replyBy(given, count), data: { reason: 'hand' } }
}

/** The leader hears a working day after the head. */
function nextEscalation({ paper, appeal, rules }: PaperCase): NextAct | null {
  if (!paper.due || paper.data['overdue'] !== true || paper.data['escalated'] === true) return null
  const at = addWorking(rules.calendar, paper.due, { amount: 1, unit: 'days' })
  return { act: 'escalate', at: whenToTell(rules, appeal ?? { urgency: 'normal' }, at) }
}

function replyBy({ now, rules }: PaperCase, days: number | null) {
  const { reply } = rules.org.policy.order
  return addWorking(rules.calendar, now, days === null ? reply : { amount: days, unit: 'days' })
}
