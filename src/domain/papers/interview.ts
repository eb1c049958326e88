import { addWorking } from '../calendar.ts'
import type { PaperArguments, PaperCase, PaperRules } from './paper.ts'
import { nextReminder, NOT_REMINDED, REMINDING } from './reminding.ts'

/** When a promise is reported on if its words name no time. */
const PROMISE_DAYS = 10

/**
 * The heads of a backward unit are called in. Whoever holds it writes the record, the heads promise something by a date
 * and report on it, and the leader says whether that is enough.
 */
export const INTERVIEW: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'called', who: ['leader', 'desk'], carries: [], tells: { heads: 'card', in_charge: 'card' } },
    record: { from: ['called'], to: 'held', who: ['leader'], carries: ['words'], tells: { heads: 'card' } },
    take: { from: ['called'], to: 'same', who: ['leader'], carries: [], tells: { heads: 'words', in_charge: 'words' } },
    date: { from: ['called'], to: 'same', who: ['leader'], carries: ['choice'], tells: { heads: 'words' } },
    promise: { from: ['held'], to: 'promised', who: ['head'], carries: ['words'], tells: { answerer: 'card', in_charge: 'words' } },
    report: { from: ['promised'], to: 'reported', who: ['head'], carries: ['words'], tells: { answerer: 'card', in_charge: 'words' } },
    accept: { from: ['reported'], to: 'done', who: ['answerer', 'author'], carries: [], tells: { heads: 'words' } },
    refuse: { from: ['reported'], to: 'promised', who: ['answerer', 'author'], carries: ['words'], tells: { heads: 'words' } },
    cancel: { from: ['called', 'held'], to: 'cancelled', who: ['leader'], carries: ['words'], tells: { heads: 'words', in_charge: 'words' } },
    remind: { from: ['called', 'promised'], to: 'same', who: ['desk'], carries: [], tells: { heads: 'words', answerer: 'words' } },
    overdue: { from: ['called', 'promised'], to: 'same', who: ['desk'], carries: [], tells: { answerer: 'words', heads: 'words', in_charge: 'words' } },
  },
  guards: {
    // It is about a unit, not about one appeal.
    open: ({ paper }) => {
      if (paper.appeal !== null) return 'not_now'
      return paper.unit === null ? 'unit_unknown' : null
    },
    take: ({ paper }, actor) => (paper.leader === actor ? 'already_done' : null),
  },
  changes: {
    open: ({ now, rules }, { actor }) => ({
      leader: actor,
      due: addWorking(rules.calendar, now, rules.org.policy.interview.within),
    }),
    take: (_given, { actor }) => ({ leader: actor }),
    // Not later than the rule allows, counted from the day on which it was called.
    date: ({ paper, now, rules }, { choice }) => {
      const due = addWorking(rules.calendar, now, { amount: Number(choice), unit: 'days' })
      const latest = addWorking(rules.calendar, paper.openedAt, rules.org.policy.interview.within)
      return Temporal.Instant.compare(due, latest) > 0
        ? 'date_too_late'
        : { due, data: NOT_REMINDED }
    },
    record: ({ paper }, { actor }) => ({ leader: paper.leader ?? actor, due: null }),
    promise: (given, args) => ({ due: promisedBy(given, args), data: NOT_REMINDED }),
    report: () => ({ due: null }),
    refuse: (given, args) => ({ due: promisedBy(given, args), data: NOT_REMINDED }),
    ...REMINDING,
  },
  closed: ['done', 'cancelled'],
  numbered: true,
  next: nextReminder,
}

function promisedBy({ now, rules }: PaperCase, { days }: PaperArguments) {
  return addWorking(rules.calendar, now, { amount: days ?? PROMISE_DAYS, unit: 'days' })
}
