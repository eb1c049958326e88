import type { Appeal, RequestKind, ReturnVisit } from './appeal.ts'
import type { Charge } from './charges.ts'
import type { HelpChange } from './helping.ts'
import type { ActName, NoticeKind } from './lifecycle.ts'
import type { Refusal } from './refusal.ts'

/** What somebody wants to do with an appeal. Which fields count depends on the act. */
export interface Command {
  act: ActName
  hasWords?: boolean
  hasFiles?: boolean
  hasPhoto?: boolean
  /** assign, reassign, ask_help, end_help: the unit. ask_return: the unit that should have it. */
  unit?: string
  staff?: number
  category?: string
  request?: number
  /** ask_extension: working days. ask_suspension: plain days. */
  days?: number
  /** contacted, still: yes, no. solved, change: yes, partly, no. satisfied: 1 to 5. */
  answer?: string
  /** change: 1 to 5, besides the answer. */
  rating?: string
  /** merge, split: the number of the main appeal. absorb, release: of the one that is merged into it. */
  other?: string
  /** add: by a new draft, so that the same household has brought it again. */
  again?: boolean
  /** add, answer, join: emergencies that the words speak of. */
  emergencies?: readonly string[]
}

/** What an act changes among those who stand behind an appeal. */
export type JoinersChange =
  | { do: 'add'; people: readonly number[]; from: string | null }
  | { do: 'remove'; people: readonly number[] }
  /** One of them has answered in the return visit. */
  | { do: 'answer'; person: number; visit: ReturnVisit }
  /** The next return visit asks everybody anew who was not content in this one. */
  | { do: 'ask_again' }

/** Something that is to happen by itself at a moment. */
export type TimerKind =
  | 'survey'
  | 'survey_remind'
  | 'survey_close'
  | 'shelf_review'
  | 'retain'
  | 'refresh'
  | 'alarm'
  | 'question_remind'
  | 'question_lapse'
  | 'still_ask'

export interface Decision {
  ok: true
  appeal: Appeal
  /** Codes, numbers and dates for the history entry. */
  data: Record<string, string | number | boolean | null>
  notices: readonly NoticeKind[]
  /** The stretch of time that it ends. */
  charge: Charge | null
  joiners: JoinersChange | null
  help: HelpChange | null
  newRequest: { kind: RequestKind; proposed: string | null; days: number | null } | null
  /** What becomes of the request that was waiting. */
  settles: 'approved' | 'denied' | 'moot' | null
  timers: { set: { kind: TimerKind; at: Temporal.Instant }[]; clear: TimerKind[] }
  /** What the desk does next, in the same transaction. */
  next: Command | null
}

export interface Refused {
  ok: false
  refusal: Refusal
}
