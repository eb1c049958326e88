import type { WorkDuration } from './calendar.ts'

/** What the people above have agreed on: numbers, dates, weights, quotas. docs/policy.md has each with its reason. */
export interface Policy {
  /** Minutes since midnight at which reminders that can wait are told together, on working days. */
  reminders: { at: readonly number[] }
  cards: {
    /** So long before it is due an appeal gets its yellow card; a shorter one at `escalation.soon`. */
    yellow: WorkDuration
    /** Seriously late: this many times the deadline has been used. */
    serious: number
  }
  /** A question to the resident: when they are reminded, and when the clock runs again without an answer. */
  question: { remind: WorkDuration; wait: WorkDuration }
  /** When a directive must be answered if its words name no date; one that only reminds. */
  directive: { reply: WorkDuration; remind: WorkDuration }
  /** How long a unit has to tell a resident something who has urged. */
  urge: { reply: WorkDuration }
  order: {
    reply: WorkDuration
    /** An order is opened by the round of re-work, by so long with a red card, by the return. */
    reworks: number
    red: WorkDuration
    returns: number
  }
  claims: {
    /** What makes an appeal a key one: so often brought again, so many joiners, so often not content. */
    repeats: number
    joiners: number
    dissatisfied: number
    /** Whether serious lateness does. */
    serious: boolean
    /** Categories, or groups of them, whose appeals are always key ones. */
    categories: readonly string[]
    /** So long a key appeal waits on the board before the rota decides. */
    unclaimed: WorkDuration
    /** The promise date of a claim that went by rota. */
    promise: WorkDuration
    /** Telegram ids of the leaders whose turn it is, in this order. Empty: all leaders, as the file has them. */
    rota: readonly number[]
  }
  /** Ending as "explained": logged contacts with the resident, and the share of a unit's endings in a month. */
  explained: { contacts: number; quota: number }
  review: {
    /** 1 Monday … 7 Sunday: the day of the joint review. */
    weekday: number
    /** What puts an appeal on the agenda. */
    reworks: number
    returns: number
    red: WorkDuration
    /** So many of the strongest common demands stand on it. */
    demands: number
    /** No session looks at more. */
    items: number
    /** When a decision is reported on if nothing else was said. */
    report: WorkDuration
  }
  /** So long before it everybody is reminded of a dialogue, a visit, a hearing. */
  meeting: { remind: WorkDuration }
  notice: {
    /** Day of the month on which the notice of the month before is drafted. */
    day: number
    /** How long units may reply before it is published. */
    reply: WorkDuration
    best: number
    backward: number
    /** In per cent, together 100. */
    weights: { response: number; solution: number; satisfaction: number }
    /** No ranking below so many answers. */
    minimum: number
    /** Of the Wilson interval whose lower bound ranks. */
    confidence: number
  }
  interview: {
    /** So many notices in a row as a backward unit call its heads in. */
    backward: number
    within: WorkDuration
  }
  /** In per cent of the sheet, together 100. */
  assessment: { weights: { rates: number; onTime: number; rework: number; orders: number } }
  radar: {
    /** Share of replies in the last hour before they were due. */
    lastHour: number
    /** So many replies in the same words. */
    identical: number
    /** Plain hours within which "satisfied" should not come back. */
    backHours: number
    /** So many returns between the same two units in a month. */
    returns: number
    /** So many residents who were asked for a good rating. */
    pressed: number
  }
  /** Plain hours after the end: to change the answer, to reopen, and when the desk asks once more. */
  after: { changeHours: number; reopenHours: number; askHours: number }
  /** Categories of complaints about staff: never handled by the unit that they are about. */
  conduct: readonly string[]
  /** How long a unit has that is asked to help. */
  help: { reply: WorkDuration }
}
