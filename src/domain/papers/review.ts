import { closingOf } from '../sessions.ts'
import type { PaperRules } from './paper.ts'
import { nextReminder, REMINDING } from './reminding.ts'

/**
 * A session of the joint review: leaders look at one matter after another and decide who does what by when. `planned`:
 * its agenda grows; `running`: its chair, who opened the meeting, goes through it; `held`: the minutes are out. What was
 * left open goes to the next one.
 */
export const REVIEW: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'planned', who: ['desk', 'leader'], carries: ['choice'], tells: { leaders: 'card', dispatchers: 'card' } },
    begin: { from: ['planned'], to: 'running', who: ['leader'], carries: [], tells: { leaders: 'words', dispatchers: 'words' } },
    end: { from: ['running'], to: 'held', who: ['answerer'], carries: [], tells: {} },
    cancel: { from: ['planned'], to: 'cancelled', who: ['leader'], carries: ['words'], tells: { leaders: 'words', dispatchers: 'words' } },
    remind: { from: ['planned'], to: 'same', who: ['desk'], carries: [], tells: { leaders: 'words', dispatchers: 'words' } },
    overdue: { from: ['planned'], to: 'same', who: ['desk'], carries: [], tells: { leaders: 'words' } },
  },
  guards: {
    // A session is about nothing by itself: what is to be talked about comes onto its agenda.
    open: ({ paper }) => (paper.appeal === null ? null : 'not_now'),
    begin: ({ parts }) => (parts.some(({ state }) => state === 'open') ? null : 'agenda_empty'),
  },
  changes: {
    open: ({ now, rules }, { choice }) => {
      const due = closingOf(rules.calendar, choice ?? '')
      if (due === null || Temporal.Instant.compare(due, now) <= 0) return 'answer_unknown'
      return { due }
    },
    begin: (_given, { actor }) => ({ leader: actor }),
    ...REMINDING,
  },
  closed: ['held', 'cancelled'],
  numbered: true,
  next: (given) => (given.paper.state === 'planned' ? nextReminder(given) : null),
}
