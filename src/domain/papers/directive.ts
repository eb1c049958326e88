import { addWorking } from '../calendar.ts'
import type { PaperArguments, PaperCase, PaperRules } from './paper.ts'
import { nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'

/**
 * A leader's directive on an appeal, or to a unit: a text and a date by which the unit answers. A second leader may
 * sign the same one while it is open: the double directive, on one card.
 */
export const DIRECTIVE: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['leader'], carries: ['words'], tells: { unit: 'card' } },
    answer: { from: ['open'], to: 'answered', who: ['head', 'unit'], carries: ['words'], tells: { author: 'card', answerer: 'card' } },
    second: { from: ['open'], to: 'same', who: ['leader'], carries: ['words'], tells: { unit: 'words', author: 'words' } },
    accept: { from: ['answered'], to: 'done', who: ['author', 'answerer'], carries: [], tells: { unit: 'words' } },
    refuse: { from: ['answered'], to: 'open', who: ['author', 'answerer'], carries: ['words'], tells: { unit: 'words' } },
    cancel: { from: ['open', 'answered'], to: 'cancelled', who: ['author'], carries: [], tells: { unit: 'words' } },
    remind: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { unit: 'words' } },
    overdue: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { heads: 'words', author: 'words', answerer: 'words' } },
  },
  guards: {
    open: ({ paper }) => (paper.unit === null ? 'unit_unknown' : null),
    // Whoever wrote it needs no second signature of their own; a third one would be a crowd.
    second: ({ paper }, actor) =>
      paper.by === actor || paper.data['second'] !== undefined ? 'already_done' : null,
  },
  changes: {
    open: (given, args) => ({ leader: args.actor, due: replyBy(given, args) }),
    second: (_given, { actor }) => ({ data: { second: actor } }),
    refuse: (given, args) => ({ due: replyBy(given, args), data: NOT_REMINDED }),
    ...REMINDING,
  },
  closed: ['done', 'cancelled'],
  numbered: false,
  next: nextReminder,
}

function replyBy({ now, rules }: PaperCase, { days }: PaperArguments) {
  const { reply } = rules.org.policy.directive
  return addWorking(rules.calendar, now, days === null ? reply : { amount: days, unit: 'days' })
}
