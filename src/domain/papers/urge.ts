import { addWorking } from '../calendar.ts'
import { whenToTell } from '../deadlines.ts'
import { followUps, passedOn } from './following.ts'
import type { NextAct, PaperCase, PaperRules } from './paper.ts'

/** From this urge without an answer on, a leader makes a reminder of it with one press. */
const CALLED_FROM = 2

/**
 * The duty that a resident's urge puts on the unit: within a working day the resident hears something from it, in
 * words. If not, its head hears of it once, and a working day later the leader in charge. Urges that come before any
 * answer are one duty, and the first one's date stays.
 */
export const URGE: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'open', who: ['desk'], carries: [], tells: {} },
    again: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: {} },
    call: { from: ['open'], to: 'same', who: ['leader'], carries: [], tells: {} },
    heard: { from: ['open'], to: 'heard', who: ['desk'], carries: [], tells: {} },
    ...followUps(['open']),
    overdue: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { heads: 'words' } },
    escalate: { from: ['open'], to: 'same', who: ['desk'], carries: [], tells: { in_charge: 'card' } },
  },
  guards: {
    open: ({ paper, beside }) => {
      if (paper.unit === null) return 'unit_unknown'
      return beside.some(({ kind }) => kind === 'urge') ? 'already_done' : null
    },
    call: ({ paper, beside }) => {
      if (urgesOf(paper) < CALLED_FROM) return 'urged_once'
      // A reminder or an instruction that waits says it already.
      return beside.some(({ kind, state }) => kind === 'directive' && state === 'open')
        ? 'already_done'
        : null
    },
  },
  changes: {
    open: (given) => ({ due: replyBy(given), data: { count: 1 } }),
    again: ({ paper }) => ({ data: { count: urgesOf(paper) + 1 } }),
    ...passedOn(replyBy),
    overdue: () => ({ data: { overdue: true } }),
    escalate: () => ({ data: { escalated: true } }),
  },
  closed: ['heard', 'dropped'],
  numbered: false,
  next: nextUrged,
}

/** How often the resident has urged without hearing anything. */
export function urgesOf({ data }: PaperCase['paper']): number {
  const { count } = data
  return typeof count === 'number' ? count : 0
}

/** An answer ends it at once; without one those above hear of it, one after the other. */
function nextUrged({ paper, appeal, heardAt, now, rules }: PaperCase): NextAct | null {
  if (heardAt && Temporal.Instant.compare(heardAt, paper.openedAt) >= 0)
    return { act: 'heard', at: now }
  if (appeal?.status === 'closed') return { act: 'heard', at: now }
  if (!appeal || !paper.due || paper.data['escalated'] === true) return null
  if (paper.data['overdue'] !== true)
    return { act: 'overdue', at: whenToTell(rules, appeal, paper.due.add({ minutes: 1 })) }
  const later = addWorking(rules.calendar, paper.due, { amount: 1, unit: 'days' })
  return { act: 'escalate', at: whenToTell(rules, appeal, later) }
}

function replyBy({ now, rules }: PaperCase) {
  return addWorking(rules.calendar, now, rules.org.policy.urge.reply)
}
