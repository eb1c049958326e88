import type { Moment, Solved, Status } from '../domain/appeal.ts'
import type { Improvement } from '../domain/demand.ts'
import type { NoticeKind } from '../domain/lifecycle.ts'
import type { Names } from '../domain/organisation.ts'
import type { DemandItem, DemandTitle, DemandView } from './demand/views.ts'
import type { PaperScreen } from './paper/screens.ts'
import type { PeerKind } from '../figures/peers.ts'
import type { AdminView } from './figures/admin.ts'
import type { BoardView, Kept, StatsView, UnitRow } from './figures/views.ts'
import type { AwaitedWords, DemandWords, PassedOn } from './words/awaiting.ts'
import type { Role } from './facts.ts'
import type { Toast, Trouble } from './told.ts'
import type {
  AboutView,
  DraftView,
  FileCount,
  HelpingView,
  ListItem,
  PromiseView,
  RequestView,
  SameView,
  TaskView,
  TimelineEntry,
  WarningItem,
} from './views.ts'

/** A button: the verb of contract.md and its arguments; the label comes from the locale by `label`. */
export interface ButtonSpec {
  verb: string
  args: (string | number)[]
  /** Key below `button:` in the locale. */
  label: string
  /** Names to put into the label: a unit, a category, a member of staff, an appeal number. */
  values?: {
    unit?: string
    category?: string
    name?: string
    number?: string
    count?: number
    date?: Temporal.PlainDate
  }
}

/** Everything the desk can show, as data. text/ turns it into words and buttons in one language. */
export type Screen =
  | {
      screen: 'welcome'
      home: string | null
      posts: { unit: string; role: Role }[]
      /** It came by a link that lets nobody in, or not this person. */
      link: 'void' | 'not_needed' | null
    }
  /** To a head of several units: for which one? */
  | { screen: 'invite'; buttons: ButtonSpec[] }
  /** To pass on. `bot`: the bot's username, when it is known. */
  | { screen: 'invitation'; unit: string; code: string; bot: string | null; until: Moment }
  | { screen: 'joined'; unit: string }
  | { screen: 'colleague_joined'; unit: string; name: string; buttons: ButtonSpec[] }
  | { screen: 'colleague_gone'; unit: string; name: string }
  | { screen: 'post_ended'; unit: string }
  /** The desk was away when this was written. */
  | { screen: 'away' }
  | { screen: 'help'; roles: Role[] }
  | { screen: 'language' }
  | { screen: 'language_set' }
  | { screen: 'privacy'; retainDays: number }
  | { screen: 'forget'; open: number }
  | { screen: 'forgotten' }
  | { screen: 'not_forgotten' }
  | { screen: 'home'; current: string | null; buttons: ButtonSpec[] }
  | { screen: 'home_set'; unit: string }
  | { screen: 'new' }
  | { screen: 'cancelled'; what: 'draft' | 'words' | 'nothing' }
  /** Asks for whom an appeal is to be registered. */
  | { screen: 'register'; buttons: ButtonSpec[] }
  /** The number, to be read to the caller. `joined`: of an appeal that was there already. */
  | { screen: 'registered'; number: string; name: string; joined: boolean }
  /** Whom to call, first of all. `about`: what becomes of the words besides; null: nothing more. */
  | { screen: 'emergency'; call: string; advice: Names | null; about: 'draft' | 'appeal' | null }
  | { screen: 'draft'; view: DraftView; buttons: ButtonSpec[] }
  | { screen: 'draft_category'; view: DraftView; buttons: ButtonSpec[] }
  | { screen: 'draft_place'; view: DraftView; buttons: ButtonSpec[] }
  | { screen: 'draft_moved' }
  | { screen: 'draft_sent'; view: DraftView; number: string }
  /** Its words went to an appeal that was there already. `own`: the writer stood behind it before. */
  | { screen: 'draft_joined'; number: string; own: boolean }
  | { screen: 'draft_dropped' }
  | { screen: 'draft_expired' }
  /** What is left of the card once this household has left the appeal. */
  | { screen: 'left'; number: string }
  | { screen: 'promise'; view: PromiseView; buttons: ButtonSpec[] }
  | {
      screen: 'timeline'
      view: PromiseView
      entries: TimelineEntry[]
      text: string
      files: FileCount
      buttons: ButtonSpec[]
    }
  | { screen: 'my'; items: ListItem[]; more: number; buttons: ButtonSpec[] }
  /** A notice: what happened, in the words of whoever hears it. */
  | {
      screen: 'notice'
      notice: NoticeKind
      number: string
      unit: string | null
      /** Words of a person that come along: note, question, reply, reason, addition. */
      words: string
      /** They follow by themselves, one by one: how many an album has is not known yet. */
      hasFiles: boolean
      due: Moment | null
      days: number | null
      /** How many stand behind the appeal. */
      households: number
      /** Which of several households it comes from. */
      household: number | null
      /**
       * requester.*: the kind of the request. resident.closed: the outcome.
       * unit.helped, unit.help_late: the co-unit.
       * unit.reworked: `no` or `dissatisfied`, never a rating. resident.reworked: `others`, when it was not
       * this person who was not content. unit.merged: the number of the main appeal.
       */
      answer: string | null
      buttons: ButtonSpec[]
    }
  | {
      screen: 'prompt'
      what: AwaitedWords
      number: string
      detail: string | null
      buttons: ButtonSpec[]
    }
  /** The awaited words arrived and were passed on. */
  | ({ screen: 'passed_on' } & PassedOn)
  /** Pictures came, the words are still missing. */
  /** The words came, the photo that the reply needs is still missing. */
  | { screen: 'photo_missing'; number: string }
  | { screen: 'words_missing'; what: AwaitedWords; number: string; files: number }
  | {
      screen: 'survey'
      number: string
      /** `done`: what was answered, and what follows from it. */
      question: 'contacted' | 'solved' | 'satisfied' | 'done'
      reminder: boolean
      solved: Solved | null
      satisfied: number | null
      /** The answers send it back to the unit. */
      again: boolean
      pressed: boolean
      /** Whom somebody asks it by telephone. Null: whoever reads it. */
      caller: { name: string; phone: string } | null
      buttons: ButtonSpec[]
    }
  /** What is left of a card that asked to call somebody: a colleague does, or it is over. */
  | { screen: 'call_gone'; number: string; why: 'taken' | 'over' }
  /** An appeal that is over: the answers of the return visit anew, or whether it is still solved. */
  | {
      screen: 'after'
      number: string
      asks: 'solved' | 'satisfied' | 'still'
      buttons: ButtonSpec[]
    }
  /** `again`: what was said sends it back to the unit. */
  | {
      screen: 'after_said'
      number: string
      act: 'change' | 'still' | 'unreached'
      again: boolean
    }
  | { screen: 'helping'; view: HelpingView; buttons: ButtonSpec[] }
  | { screen: 'about'; view: AboutView; buttons: ButtonSpec[] }
  | { screen: 'ask_help'; view: AboutView; buttons: ButtonSpec[] }
  | { screen: 'task'; view: TaskView; buttons: ButtonSpec[] }
  /** The unit no longer holds it: what is left of its card. */
  | { screen: 'task_gone'; number: string; unit: string | null; status: Status }
  | {
      screen: 'task_list'
      list: 'tasks' | 'unit' | 'queue' | 'find'
      text: string
      total: number
      late: number
      items: ListItem[]
      buttons: ButtonSpec[]
    }
  /** What is late or soon will be, of which this person is warned; of the rest, how many. */
  | {
      screen: 'warnings'
      /** About one that cannot wait for the next reminders. */
      alarm: boolean
      items: WarningItem[]
      late: number
      missed: number
      soon: number
      buttons: ButtonSpec[]
    }
  /** To a resident who has not answered a question. */
  | {
      screen: 'question_again'
      number: string
      unit: string | null
      words: string
      buttons: ButtonSpec[]
    }
  | { screen: 'assign'; view: AboutView; to: 'people' | 'units'; buttons: ButtonSpec[] }
  | { screen: 'merge'; view: AboutView; similar: SameView[]; buttons: ButtonSpec[] }
  | { screen: 'recategorise'; view: AboutView; buttons: ButtonSpec[] }
  | { screen: 'propose'; view: AboutView; buttons: ButtonSpec[] }
  /** What was proposed; null: the dispatcher is to find the unit. */
  | { screen: 'proposed'; number: string; unit: string | null }
  | { screen: 'request'; view: RequestView; buttons: ButtonSpec[] }
  | { screen: 'stats'; view: StatsView; buttons: ButtonSpec[] }
  | { screen: 'stats_list'; kept: Kept; total: number; items: ListItem[]; buttons: ButtonSpec[] }
  | { screen: 'board'; view: BoardView; buttons: ButtonSpec[] }
  | { screen: 'admin'; view: AdminView; buttons: ButtonSpec[] }
  /** Goes with the picture of the board. */
  | { screen: 'board_picture' }
  /** Units of one kind, those with most late ones first. */
  | {
      screen: 'board_group'
      kind: PeerKind
      rows: UnitRow[]
      minimum: number
      total: number
      buttons: ButtonSpec[]
    }
  /** One unit: its figures, and what is late. */
  | {
      screen: 'board_unit'
      view: StatsView
      total: number
      items: ListItem[]
      buttons: ButtonSpec[]
    }
  | { screen: 'overdue'; units: number; late: number; buttons: ButtonSpec[] }
  | {
      screen: 'overdue_unit'
      unit: string
      total: number
      items: ListItem[]
      buttons: ButtonSpec[]
    }
  /** Common demands, strongest first; `first`: how many stand on the pages before. */
  | {
      screen: 'demands'
      items: DemandItem[]
      first: number
      total: number
      /** When they were last looked for; null: never yet. */
      countedAt: Moment | null
      buttons: ButtonSpec[]
    }
  | { screen: 'demand'; view: DemandView; buttons: ButtonSpec[] }
  | { screen: 'demand_merge'; title: DemandTitle; items: DemandItem[]; buttons: ButtonSpec[] }
  | { screen: 'demand_lead'; title: DemandTitle; buttons: ButtonSpec[] }
  | { screen: 'demand_improve'; title: DemandTitle; buttons: ButtonSpec[] }
  /** The next message is the name, the measure, the improvement. */
  | {
      screen: 'demand_prompt'
      what: DemandWords
      kind: Improvement | null
      title: DemandTitle
      buttons: ButtonSpec[]
    }
  /** To the heads of the unit: it leads this topic from now on. */
  | { screen: 'demand_leads'; title: DemandTitle; unit: string; buttons: ButtonSpec[] }
  /** In the morning: new demands that are unusual. */
  | { screen: 'demands_unusual'; items: DemandItem[]; more: number; buttons: ButtonSpec[] }
  | PaperScreen
  | { screen: 'files_lost'; number: string; count: number; own: boolean; buttons: ButtonSpec[] }
  /** A short notice, to somebody who did not press a button. */
  | { screen: 'told'; toast: Toast }
  /** Nothing came of the input; says what to do instead. */
  | { screen: 'trouble'; trouble: Trouble }
