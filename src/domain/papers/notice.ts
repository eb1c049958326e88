import { addWorking, nextWorkingTime } from '../calendar.ts'
import type { Org } from '../organisation.ts'
import type { NextAct, Paper, PaperCase, PaperRules } from './paper.ts'

/**
 * The notice of a month: the desk drafts it, a leader may write an introduction and a remark, then units have a right
 * of reply; it is published when the time for that is over, or when all have said that they have no objection. From
 * then on nothing of it changes; what turns out wrong is corrected beside it.
 */
export const NOTICE: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'draft', who: ['desk'], carries: [], tells: { leaders: 'card' } },
    release: { from: ['draft'], to: 'hearing', who: ['leader'], carries: [], tells: { every_head: 'card', leaders: 'words' } },
    publish: { from: ['hearing'], to: 'published', who: ['leader'], carries: [], tells: { leaders: 'card', every_head: 'card' } },
    introduce: { from: ['draft'], to: 'same', who: ['leader'], carries: ['words'], tells: {} },
    remark: { from: ['draft'], to: 'same', who: ['leader'], carries: ['words'], tells: {} },
    agree: { from: ['hearing'], to: 'same', who: ['every_head'], carries: ['choice'], tells: {} },
    object: { from: ['hearing'], to: 'same', who: ['every_head'], carries: ['choice', 'words'], tells: {} },
    recount: { from: ['hearing'], to: 'same', who: ['desk'], carries: [], tells: {} },
    over: { from: ['hearing'], to: 'same', who: ['desk'], carries: [], tells: { leaders: 'words' } },
    freeze: { from: ['published'], to: 'same', who: ['desk'], carries: [], tells: {} },
    correct: { from: ['published'], to: 'same', who: ['leader'], carries: ['words'], tells: { leaders: 'words', every_head: 'words' } },
  },
  guards: {
    agree: whyNotReply,
    object: whyNotReply,
    publish: (given) => {
      if (given.parts.some(({ closedAt }) => closedAt === null)) return 'objections_open'
      return isReplyOver(given) || isAgreed(given) ? null : 'reply_open'
    },
  },
  changes: {
    open: (_given, { choice }) => ({ data: { month: choice } }),
    release: ({ now, rules }) => ({
      due: addWorking(rules.calendar, now, rules.org.policy.notice.reply),
    }),
    agree: ({ paper }, { choice }) => {
      const agreed = agreedIn(paper)
      if (choice === null || agreed.includes(choice)) return 'already_done'
      return { data: { agreed: [...agreed, choice] } }
    },
    over: () => ({ data: { over: true } }),
  },
  closed: ['published'],
  numbered: 'month',
  next: overNext,
}

/** The units whose heads have said that they have no objection. */
export function agreedIn({ data }: Pick<Paper, 'data'>): string[] {
  const agreed = data['agreed']
  return Array.isArray(agreed) ? agreed.filter((one) => typeof one === 'string') : []
}

/** The units that are heard before a notice is published: all but the county that have a head. */
export function unitsHeard({ units, staff }: Pick<Org, 'units' | 'staff'>): string[] {
  return units
    .filter(({ kind, code }) => kind !== 'county' && staff.some(isHeadOf(code)))
    .map(({ code }) => code)
}

function isHeadOf(code: string) {
  return ({ unit, role }: Org['staff'][number]) => role === 'head' && unit === code
}

function whyNotReply(given: PaperCase) {
  return isReplyOver(given) ? 'reply_over' : null
}

function isReplyOver({ paper: { due }, now }: PaperCase): boolean {
  return due !== null && Temporal.Instant.compare(now, due) > 0
}

function isAgreed({ paper, rules }: PaperCase): boolean {
  const agreed = agreedIn(paper)
  return unitsHeard(rules.org).every((unit) => agreed.includes(unit))
}

/** Once, when people work: the leaders hear that the time for reply is over. */
function overNext({ paper: { state, due, data }, rules }: PaperCase): NextAct | null {
  if (state !== 'hearing' || !due || data['over'] === true) return null
  return { act: 'over', at: nextWorkingTime(rules.calendar, due.add({ minutes: 1 })) }
}
