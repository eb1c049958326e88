/** A moment in desk time. */
export type Moment = Temporal.Instant

export const STATUSES = [
  'registered',
  'assigned',
  'accepted',
  'resolved',
  'closed',
  'shelved',
  'declined',
  'withdrawn',
  'merged',
] as const
export type Status = (typeof STATUSES)[number]

export type Outcome =
  | 'solved_confirmed'
  | 'solved_unconfirmed'
  | 'partly'
  | 'explained'
  | 'planned'
  | 'declined'
  | 'withdrawn'
  | 'merged'

export type Solved = 'yes' | 'partly' | 'no'
export type Urgency = 'normal' | 'urgent'

/** What the resident answered in the return visit of the present round. Null: not answered. */
export interface ReturnVisit {
  contacted: boolean | null
  solved: Solved | null
  /** 1 very dissatisfied … 5 very satisfied. */
  satisfied: number | null
  /** The resident says that someone asked for a good rating. Only supervisors see it. */
  pressed: boolean
  /** Asked once more long after the end: still solved. */
  still: boolean | null
}

/** One appeal as the rules see it. Words and files are kept beside it, not in it. */
export interface Appeal {
  number: string
  status: Status
  outcome: Outcome | null
  /** Person id of the resident. */
  resident: number
  anonymous: boolean
  urgency: Urgency
  /** Emergencies of the org file that the resident's words spoke of, first one first. */
  emergencies: readonly string[]
  category: string | null
  /** Community where the matter is, or a larger unit when the resident was not sure. */
  place: string | null
  /** The unit that holds the appeal. Null only in the dispatchers' queue and after the end. */
  unit: string | null
  /** Person id of whoever signed for it, or whom the head named. */
  handler: number | null
  /** Since when the present unit holds it. */
  heldSince: Moment | null
  registeredAt: Moment
  /** When the deadline clock started. It never starts again. */
  assignedAt: Moment | null
  acceptedAt: Moment | null
  resolvedAt: Moment | null
  closedAt: Moment | null
  acceptDue: Moment | null
  /** When the resident must have heard from the unit; and when they first did. */
  respondDue: Moment | null
  contactedAt: Moment | null
  due: Moment | null
  /** Minutes of its clock that the present deadline allows, from the start of the clock or of its round. */
  allowedMinutes: number | null
  /** When it gets its yellow card, and when it is seriously late. Null: no date runs. */
  yellowAt: Moment | null
  seriousAt: Moment | null
  /** Since when the clock has been running for whoever holds it. Null: it does not run. */
  chargedFrom: Moment | null
  /** While the clock pauses: since when, and the working minutes that were left. */
  paused: { since: Moment; minutesLeft: number } | null
  extended: boolean
  returns: number
  /** How often it came back from the return visit. */
  rounds: number
  /** Person id of whoever gave the latest reply. */
  replied: number | null
  /** From whose hands a round of re-work took it. */
  relieved: number | null
  /** While it waits in the queue: the unit that had nobody else for a round of re-work. */
  passedOver: string | null
  /** How often it was opened again after its end. */
  reopened: number
  /** How often the unit says that it was in touch with the resident. */
  contacts: number
  /** The latest of these contacts that the resident denies, counted from 1; 0: none. */
  unreached: number
  /** The unit that a complaint about staff is about. */
  about: string | null
  urgedAt: Moment | null
  visit: ReturnVisit
  /** How many stand behind it: the resident and everybody who joined. */
  households: number
  /** The number of the appeal into which this one was merged. */
  main: string | null
}

/** Somebody who stands behind an appeal that another resident made. Each is asked in the return visit. */
export interface Joiner {
  /** Person id. */
  person: number
  /** Came along when this appeal was merged into the one they stand behind. Null: joined by a press. */
  from: string | null
  visit: ReturnVisit
}

export const UNASKED: ReturnVisit = {
  contacted: null,
  solved: null,
  satisfied: null,
  pressed: false,
  still: null,
}

export type RequestKind = 'return' | 'extension' | 'suspension' | 'explained'
export type RequestState = 'pending' | 'approved' | 'denied' | 'moot'

/** A unit asks to give an appeal back, for more time, to shelve it, or to end it as explained. */
export interface UnitRequest {
  id: number
  kind: RequestKind
  state: RequestState
  unit: string
  by: number
  reason: string
  /** A return: the unit that should have it instead. */
  proposed: string | null
  /** An extension: working days. A suspension: plain days until it is looked at again. */
  days: number | null
}
