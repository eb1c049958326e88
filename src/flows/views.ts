import type {
  Moment,
  Outcome,
  RequestKind,
  RequestState,
  Status,
  Urgency,
} from '../domain/appeal.ts'
import type { Caller } from '../domain/caller.ts'
import type { OrgOutside } from '../domain/organisation.ts'
import type { PaperKind } from '../domain/papers/paper.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { Warning } from '../domain/warnings.ts'

/*
 * What screens show of drafts, appeals and requests, for those who may see that much and no more.
 */

/** How it stands with the date of a reply: within a yellow card of it, or beyond it. */
export type Mark = 'none' | 'soon' | 'late'

/** A matter that is not for this desk, and where to go instead, as the org file has it. */
export type OutsideView = Pick<OrgOutside, 'name' | 'where'>

export interface DraftView {
  /** Whom to call first: a tall card may push the message that said so out of sight. */
  calls: string[]
  /** The words are about a matter outside this desk: it may be sent anyway. */
  outside: OutsideView | null
  urgency: Urgency
  text: string
  files: FileCount
  category: string | null
  /** Likely categories to offer as buttons while the guess is not sure. */
  likely: string[]
  categorySure: boolean
  place: string | null
  /** Communities that the words may mean, to offer while the place is not known. */
  likelyPlaces: string[]
  placeSuggested: boolean
  pin: boolean
  /** The unit it will go to; null: a dispatcher decides. */
  unit: string | null
  /** When the reply is due if it is submitted now. */
  due: Moment | null
  anonymous: boolean
  /** For whom somebody else writes it. */
  caller: Caller | null
  /** First appeal: pressing submit also agrees to the privacy notice. */
  first: boolean
  /** Open appeals that seem to be about the same matter, best first. */
  similar: SimilarView[]
}

/** An open appeal of a neighbour, or of one's own, as whoever writes the same may see it: nobody's words. */
export interface SimilarView {
  number: string
  status: Status
  category: string | null
  place: string | null
  registeredAt: Moment
  households: number
  /** Keywords of the org file that stand in both texts. */
  shared: string[]
  /** The writer stands behind it already. */
  own: boolean
}

/** An appeal as its resident sees it. */
export interface PromiseView {
  number: string
  status: Status
  outcome: Outcome | null
  urgency: Urgency
  category: string | null
  place: string | null
  unit: string | null
  /** The unit does not see the name: the resident hid it, or it is a joiner's. */
  anonymous: boolean
  /** Stands behind it as a joiner: the unit asks the resident, not them. */
  joined: boolean
  registeredAt: Moment
  due: Moment | null
  /** Working days left, rounded down; negative: late. Null: paused, or urgent and not late. */
  daysLeft: number | null
  /** The clock waits for the resident's answer, or the matter is shelved. */
  paused: boolean
  /** Shelved: when it is looked at again at the latest. */
  until: Moment | null
  rounds: number
  /** How many stand behind it, this one included. */
  households: number
  /** The appeal into which it was merged. */
  main: string | null
}

/** One line of the timeline. `who` is the unit, never a person of the unit. */
export interface TimelineEntry {
  at: Moment
  act: ActName | 'submit' | 'paper'
  by: 'resident' | 'unit' | 'desk' | 'dispatcher'
  /** By the household that looks at it. */
  own: boolean
  /** To the unit, where several households speak: which one it was, by the order in which they first did. */
  household: number | null
  unit: string | null
  words: string
  files: FileCount
  /** New due date of an extension, or the day on which a suspension ends; answers of the return visit. */
  due: Moment | null
  answer: string | null
  /** The appeal that was merged with this one. */
  number: string | null
  /** What was done with a paper about the appeal, and in which role. */
  paper: { kind: PaperKind; act: string; role: PaperRole } | null
}

/** As people of the desk speak of whoever did something with a paper. */
export type PaperRole = 'leader' | 'dispatcher' | 'unit' | 'desk'

/** Why no message reaches somebody: they have stopped the bot, or are a caller. */
export type Unreachable = 'blocked' | 'no_chat'

/** An appeal as the people who handle it see it. Never an account or an id of the resident; a phone of callers alone. */
export interface TaskView {
  number: string
  status: Status
  outcome: Outcome | null
  urgency: Urgency
  /** The name the resident goes by; null: anonymous or forgotten. */
  resident: string | null
  forgotten: boolean
  unreachable: Unreachable | null
  /** Of a resident without a chat, unless they hid their name. */
  phone: string | null
  text: string
  files: FileCount
  category: string | null
  place: string | null
  pin: { longitude: number; latitude: number } | null
  unit: string | null
  handler: string | null
  registeredAt: Moment
  acceptDue: Moment | null
  /** While the resident has not heard from the unit yet. */
  respondDue: Moment | null
  due: Moment | null
  mark: Mark
  /** Working days left, rounded down; negative: late. Null: paused, or urgent and not late. */
  daysLeft: number | null
  paused: boolean
  rounds: number
  /** How often it was opened again after its end. */
  reopened: number
  /** Contacts with the resident on record, and how many it takes to end it as explained. */
  contacts: { logged: number; needed: number }
  urgedAt: Moment | null
  /** The urges that nobody has answered yet: how many, and by when the resident must hear something. */
  urged: { count: number; due: Moment | null } | null
  /** How many stand behind it. */
  households: number
  main: string | null
  pending: { kind: RequestKind } | null
  /** Of a complaint about staff: the unit that it is about; null inside: not said yet. */
  about: { unit: string | null } | null
  /** Its co-units. */
  helps: HelpView[]
  /** The last few entries, internal ones too. */
  latest: TimelineEntry[]
  /** For the dispatchers' queue: a matter outside this desk that was sent anyway. */
  outside: OutsideView | null
  /** For the dispatchers' queue: the guess, the words that led to it, the unit it points to. */
  guess: { category: string | null; because: string[]; unit: string | null } | null
  /** For dispatchers: open appeals that seem to be about the same matter. */
  similar: SameView[]
}

/** A co-unit, what it is asked for, and by when. */
export interface HelpView {
  unit: string
  asks: string
  due: Moment
  done: boolean
}

/** An appeal as a co-unit sees it: of the resident nothing but their words. */
export interface HelpingView extends Pick<
  TaskView,
  'number' | 'status' | 'outcome' | 'urgency' | 'text' | 'files' | 'category' | 'place' | 'unit'
> {
  help: HelpView
}

/** An appeal that may be the same matter, as a dispatcher sees it. */
export interface SameView extends AboutView {
  households: number
}

export interface ListItem {
  number: string
  status: Status
  urgency: Urgency
  category: string | null
  place: string | null
  unit: string | null
  due: Moment | null
  late: boolean
  mark: Mark
  households: number
  /** The beginning of the resident's words. */
  words: string
}

/** An appeal of which somebody is warned. */
export interface WarningItem {
  number: string
  kind: Warning
  urgency: Urgency
  unit: string | null
  category: string | null
  place: string | null
  /** The date of the reply; or when it was to be signed for, or its resident to be told something. */
  at: Moment | null
}

/** What an appeal is about, at a glance: stands above the choices that are made for it. */
export type AboutView = Pick<ListItem, 'number' | 'category' | 'place' | 'words'>

export interface RequestView {
  id: number
  number: string
  kind: RequestKind
  state: RequestState
  unit: string
  reason: string
  proposed: string | null
  days: number | null
  /** To end it as explained: contacts on record, and how many of them the resident denies. Null: not asked for. */
  contacts: { logged: number; unreached: number } | null
  category: string | null
  place: string | null
  due: Moment | null
  /** The beginning of the resident's words. */
  words: string
}

/** How many files of which kind stand beside the words. */
export interface FileCount {
  photo: number
  video: number
  voice: number
  other: number
}
