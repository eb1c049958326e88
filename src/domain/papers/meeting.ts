import { unitOf } from '../organisation.ts'
import { followUps, passedOn } from './following.ts'
import { isWay, meetingAt } from './meeting-times.ts'
import { nextMeetingAct, remindersUntil } from './meeting-reminders.ts'
import type { PaperArguments, PaperCase, PaperChange, PaperRules, PaperStanding } from './paper.ts'
import type { Refusal } from '../refusal.ts'
import { unitsIn } from './units.ts'

const WHO: readonly PaperStanding[] = ['author', 'head', 'unit', 'dispatcher', 'leader']

/** What came of a meeting. */
export const OUTCOMES = ['agreed', 'partly', 'not'] as const

const EVERYBODY = { handler: 'words', heads: 'words', author: 'words', parties: 'words' } as const

/**
 * A way of handling an appeal face to face: a dialogue, a mediation, a night visit, a hearing, a visit on the spot.
 * Planned with a day, a time and words on where and with whom; the households hear all of it in their own words. It is
 * moved, cancelled, or held and recorded with what came of it. `due` is when it begins.
 */
export const MEETING: PaperRules = {
  // prettier-ignore
  acts: {
    open: { from: ['none'], to: 'planned', who: ['leader', 'dispatcher', 'head', 'unit'], carries: ['choice', 'words'], tells: { households: 'words', handler: 'card', heads: 'card' } },
    record: { from: ['planned'], to: 'held', who: WHO, carries: ['choice', 'words'], tells: { households: 'words', ...EVERYBODY } },
    invite: { from: ['planned'], to: 'same', who: WHO, carries: ['choice'], tells: { invited: 'card' } },
    move: { from: ['planned'], to: 'same', who: WHO, carries: ['choice', 'words'], tells: { households: 'words', ...EVERYBODY } },
    cancel: { from: ['planned'], to: 'cancelled', who: WHO, carries: ['words'], tells: { households: 'words', ...EVERYBODY } },
    ...followUps(['planned'], { parties: 'words', author: 'words', handler: 'words' }),
    remind: { from: ['planned'], to: 'same', who: ['desk'], carries: [], recalls: 'open', tells: { households: 'words', ...EVERYBODY } },
    unrecorded: { from: ['planned'], to: 'same', who: ['desk'], carries: [], tells: { handler: 'words', heads: 'words' } },
  },
  guards: {
    open: ({ paper, beside }) => {
      if (paper.unit === null) return 'unit_unknown'
      return beside.some(({ kind }) => kind === 'meeting') ? 'already_done' : null
    },
    record: ({ paper, now }) =>
      paper.due && Temporal.Instant.compare(now, paper.due) < 0 ? 'too_early' : null,
  },
  changes: {
    open,
    record: (_given, { choice }) =>
      OUTCOMES.some((outcome) => outcome === choice)
        ? { data: { outcome: choice } }
        : 'answer_unknown',
    invite,
    move,
    ...passedOn(null),
    remind: (given) => ({ data: { reminded: remindersUntil(given, given.now) } }),
    unrecorded: () => ({ data: { unrecorded: true } }),
  },
  forms: ['dialogue', 'mediation', 'night', 'hearing', 'onsite'],
  closed: ['held', 'cancelled', 'dropped'],
  numbered: false,
  next: nextMeetingAct,
}

/** The choice names way, day and time: `night.20261124.1930`. */
function open(
  { appeal, now, rules }: PaperCase,
  { choice }: PaperArguments,
): PaperChange | Refusal {
  // Nobody would come: a meeting is about somebody's matter.
  if (!appeal) return 'not_now'
  const [form, day = '', time = ''] = (choice ?? '').split('.')
  const due = isWay(form) ? meetingAt(form, day, time, rules.calendar, now) : null
  if (!isWay(form) || !due) return 'answer_unknown'
  return { due, data: { form, since: now.toString() } }
}

/** The choice names day and time; the way stays. */
function move({ paper, now, rules }: PaperCase, { choice }: PaperArguments): PaperChange | Refusal {
  const { form } = paper.data
  const [day = '', time = ''] = (choice ?? '').split('.')
  const due = isWay(form) ? meetingAt(form, day, time, rules.calendar, now) : null
  if (!due) return 'answer_unknown'
  return { due, data: { since: now.toString(), reminded: 0, unrecorded: false } }
}

/** The choice names a unit, whose heads are asked to come. */
function invite({ paper, rules }: PaperCase, { choice }: PaperArguments): PaperChange | Refusal {
  const unit = unitOf(rules.org, choice)
  if (!unit) return 'unit_unknown'
  if (unit.code === paper.unit || unitsIn(paper).includes(unit.code)) return 'already_done'
  return { data: { units: [...unitsIn(paper), unit.code] }, entry: { unit: unit.code } }
}
