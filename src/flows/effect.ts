import type { DemandAct, Improvement } from '../domain/demand.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { PaperKind } from '../domain/papers/paper.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { AlbumMemory, AwaitedWords, Awaiting } from './words/awaiting.ts'
import type { CardKind, DraftContent, Invitation, InvitedPost, Locale } from './facts.ts'
import type { NoticePageName } from './paper/notice-pages.ts'
import type { PeerKind } from '../figures/peers.ts'
import type { Kept } from './figures/views.ts'
import type { FileRef } from './input.ts'
import type { Screen } from './screen.ts'
import type { Toast, Trouble } from './told.ts'

/** What an act brings along. */
export interface ActArguments {
  act: ActName
  number: string
  words?: string
  files?: FileRef[]
  /** assign, reassign, hand (person id), recategorise, approve_*, deny_* (request id), contacted, solved, satisfied. */
  unit?: string
  staff?: number
  category?: string
  request?: number
  days?: number
  answer?: string
  /** change, besides the answer. */
  rating?: string
  /** contacted, solved, satisfied: person id of the caller who answers, by telephone. */
  caller?: number
  /** add, answer: emergencies that the words speak of. */
  emergencies?: string[]
}

/** What an act on a common demand brings along. */
export interface DemandArguments {
  act: DemandAct
  demand: number
  /** rename, measure, improve. */
  words?: string
  kind?: Improvement
  unit?: string
  into?: number
}

/** What an act on a paper brings along; `paper` null: it opens one, about an appeal, to a unit, or about nothing. */
export interface PaperEffect {
  act: string
  kind: PaperKind
  paper: number | null
  about: string | null
  unit: string | null
  choice: string | null
  words: string
  /** Working days that the words speak of. */
  days: number | null
  /** The common demand about which it is opened. */
  demand?: number | null
}

/** What a flow wants done. The action carries all of it out in one transaction, in this order. */
export type Effect =
  /** A new message to the person who acted. `card`: it has buttons or is edited later. */
  | { do: 'say'; screen: Screen; card?: { kind: CardKind; subject: string } }
  /** Rewrites the card that was pressed. `card`: it changes what it is about. */
  | { do: 'rewrite'; screen: Screen; card?: { kind: CardKind; subject: string } }
  /** The short notice that answers a press; for anything else it is said as a message. */
  | { do: 'toast'; toast: Toast }
  | { do: 'await'; awaiting: Awaiting | null }
  | { do: 'album'; album: AlbumMemory | null }
  /** Creates or changes the draft; null drops it. */
  | { do: 'draft'; draft: DraftContent | null }
  /** What was said in an appeal that was withdrawn becomes a draft. */
  | { do: 'draft_again'; number: string }
  /** Shows the draft card: `below` as a new message (the old one loses its buttons), `edit` in place. */
  | { do: 'show_draft'; where: 'below' | 'edit' }
  | { do: 'submit' }
  /** The draft joins this appeal instead of becoming one of its own. */
  | { do: 'join_appeal'; number: string }
  /** Merges an appeal into another one, and parts them again. */
  | { do: 'merge'; number: string; into: string }
  | { do: 'split'; number: string }
  /** An act on an appeal. `said`: what the actor is told when it went well. */
  | { do: 'act'; arguments: ActArguments; said?: Screen }
  /** An act on a common demand. */
  | { do: 'demand'; arguments: DemandArguments }
  /** An act on a paper. */
  | { do: 'paper'; arguments: PaperEffect }
  /** Later pictures of an album join what the first was taken for. */
  | { do: 'attach'; number: string; what: AwaitedWords; file: FileRef }
  /** Unit that should have a returned appeal. */
  | { do: 'propose'; request: number; unit: string }
  | { do: 'language'; locale: Locale }
  | { do: 'home'; unit: string }
  | { do: 'forget' }
  /** Makes an invitation into a unit and gives it to the head who acted. */
  | { do: 'invite'; unit: string }
  /** The person who acted becomes a handler of the unit. */
  | { do: 'join'; invitation: Invitation }
  /** Ends a post that came by an invitation. */
  | { do: 'uninvite'; post: InvitedPost }
  /** Runs a query and shows its list or card. */
  | { do: 'show'; what: Shown }

export type Shown =
  | { what: 'my'; page: number; edit?: boolean }
  | { what: 'appeal'; number: string; edit: boolean }
  /** `edit`: in place of the card that was pressed. */
  | { what: 'task'; number: string; edit?: boolean }
  | { what: 'tasks'; page: number; edit: boolean }
  | { what: 'unit'; page: number; edit: boolean }
  | { what: 'queue'; page: number; edit: boolean }
  | { what: 'find'; text: string; page: number; edit: boolean }
  /** The choices of task.assign: people of the unit for a head, units for a dispatcher; `parent`: those below one. */
  | { what: 'assign'; number: string; parent: string | null; edit?: boolean }
  /** The choices of task.category; `parent`: those below one. */
  | { what: 'categories'; number: string; parent: string | null; edit?: boolean }
  /** Common demands, strongest first. */
  | { what: 'demands'; page: number; edit: boolean }
  | { what: 'demand'; demand: number; edit: boolean }
  /** The choices of demand.merge. */
  | { what: 'demand_merge'; demand: number; edit: boolean }
  /** The units that a complaint about staff may be about. */
  | { what: 'about'; number: string; edit?: boolean }
  /** The units that may be asked to help. */
  | { what: 'help'; number: string; edit?: boolean }
  /** The appeals into which this one may be merged. */
  | { what: 'merge'; number: string; edit?: boolean }
  | { what: 'paper'; paper: number; edit: boolean }
  /** What an act on a paper can be done with; `within`: the units below one. */
  | ({ what: 'paper_choice'; act: string; within: string | null; edit: boolean } & Pick<
      PaperEffect,
      'kind' | 'paper' | 'about' | 'unit'
    >)
  /** `code`: a unit, or units of a kind from a number on. */
  | { what: 'notice_page'; paper: number; page: NoticePageName; code: string | null; edit: boolean }
  | { what: 'papers'; list: string; page: number; edit: boolean }
  | { what: 'stats'; edit: boolean }
  /** Appeals behind the figures of /stats. */
  | { what: 'stats_list'; kept: Kept; page: number; edit: boolean }
  /** `edit: false`: with its picture. */
  | { what: 'board'; edit: boolean }
  | { what: 'board_group'; kind: PeerKind; page: number; edit: boolean }
  | { what: 'board_unit'; unit: string; page: number; edit: boolean }
  /** Units with late appeals, and those of one of them. */
  | { what: 'overdue'; page: number; edit: boolean }
  | { what: 'overdue_unit'; unit: string; page: number; edit: boolean }
  /** How the desk itself is doing. */
  | { what: 'admin'; edit: boolean }
  | { what: 'forget' }

export type ShortNotice = Exclude<Toast['toast'], 'refused'>

export function say(screen: Screen, kind?: CardKind, subject = ''): Effect {
  return kind ? { do: 'say', screen, card: { kind, subject } } : { do: 'say', screen }
}

export function toast(notice: ShortNotice): Effect {
  return { do: 'toast', toast: { toast: notice } }
}

export function refuse(refusal: Refusal): Effect {
  return { do: 'toast', toast: { toast: 'refused', refusal } }
}

export function trouble(what: Trouble): Effect {
  return say({ screen: 'trouble', trouble: what })
}
