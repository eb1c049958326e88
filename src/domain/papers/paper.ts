import type { Appeal, Joiner, Moment } from '../appeal.ts'
import type { Refusal } from '../refusal.ts'
import type { Rules } from '../rules.ts'

/**
 * What people above put beside appeals. An item is one matter on the agenda of a joint review.
 */
export const PAPER_KINDS = [
  'directive',
  'order',
  'claim',
  'review',
  'item',
  'meeting',
  'study',
  'notice',
  'objection',
  'interview',
  'urge',
] as const
export type PaperKind = (typeof PAPER_KINDS)[number]

/** Codes, ids, numbers and dates as text; never a person's words. */
export type PaperData = Readonly<
  Record<string, string | number | boolean | null | readonly (string | number)[]>
>

/** One paper as the rules see it. Words stand beside it, with whoever said them. */
export interface Paper {
  kind: PaperKind
  /** As the table of its kind names it; `none` before it is opened. */
  state: string
  /** Number of the appeal that it is about. */
  appeal: string | null
  /** The common demand that it is about. */
  demand: number | null
  /** The unit that it is addressed to. */
  unit: string | null
  /** Person id of whoever made it. Null: a rule did. */
  by: number | null
  /** Person id of the leader who answers for it. */
  leader: number | null
  /** The paper that it is a part of. */
  parent: number | null
  due: Moment | null
  data: PaperData
  openedAt: Moment
  /** Null while something is still to be done. */
  closedAt: Moment | null
}

/**
 * In what standing somebody meets a paper. `author` made it, `answerer` is the leader who answers for it, `stand_in` a
 * dispatcher where a rule made it, `leader` any leader, `head` and `unit` are the people of the unit that it is
 * addressed to, `party` whoever its data names under `people`, and the heads of the units under `units`, `every_head`
 * whoever is head of any unit.
 */
export type PaperStanding =
  | 'author'
  | 'answerer'
  | 'stand_in'
  | 'leader'
  | 'dispatcher'
  | 'head'
  | 'unit'
  | 'party'
  | 'every_head'
  | 'desk'

/**
 * Who hears of an act, besides whom their standing names. `households` stand behind the appeal, `handler` signed for
 * it, `stand_ins` are the dispatchers where a rule made it and no leader answers for it, `invited` the heads of the
 * unit that was invited last.
 */
export type PaperAudience =
  | 'author'
  | 'answerer'
  | 'stand_ins'
  | 'handler'
  | 'invited'
  | 'leaders'
  | 'in_charge'
  | 'dispatchers'
  | 'heads'
  | 'every_head'
  | 'unit'
  | 'parties'
  | 'households'

/** How they hear: the whole card with its buttons, or a short message. */
export type PaperTelling = 'card' | 'words'

export interface PaperRow {
  from: readonly string[]
  /** `same`: the state stays. */
  to: string
  who: readonly PaperStanding[]
  /** What must come along, in this order: one of the choices, a text. */
  carries: readonly ('choice' | 'words')[]
  /** Choices with which the words may be left out. */
  wordless?: readonly string[]
  /** Whoever is told hears the words of that act again. */
  recalls?: string
  /** Its words are between people of the desk: households hear the news without them. */
  inner?: true
  /** Prepares another act: it changes the card, and is no act of its own that would be written down. */
  prepares?: true
  tells: Partial<Record<PaperAudience, PaperTelling>>
}

/** What a decision about a paper looks at, besides the act itself. */
export interface PaperCase {
  paper: Paper
  /** The appeal that it is about. */
  appeal: Appeal | null
  /** Who else stands behind that appeal. */
  joiners: readonly Joiner[]
  /** Other papers about the same appeal that are not closed. */
  beside: readonly Paper[]
  /** Its parts, in their order. */
  parts: readonly Paper[]
  /** What was done with it so far, oldest first. Actor null: the desk. */
  entries: readonly { act: string; actor: number | null; at: Moment }[]
  /** When the households last heard words of the unit. */
  heardAt: Moment | null
  /** Person ids of the leaders in charge of the unit that holds the appeal, or that it is addressed to. */
  inCharge: readonly number[]
  now: Moment
  rules: Rules
}

/** What comes with an act. */
export interface PaperArguments {
  /** Person id; null: the desk. */
  actor: number | null
  choice: string | null
  words: string
  /** Working days that the words speak of. */
  days: number | null
}

/** What an act changes of the paper beyond its state. A refusal changes nothing. */
export type PaperChange = Partial<Omit<Paper, 'kind' | 'state'>> & {
  /** Where the state depends on the case. */
  state?: string
  /** Codes for the entry. */
  entry?: PaperData
}

export type PaperChanges = (given: PaperCase, args: PaperArguments) => PaperChange | Refusal

/** All rules of one kind of paper. */
export interface PaperRules {
  /** Acts by name; `open` makes it. The order is that of the buttons. */
  acts: Readonly<Record<string, PaperRow>>
  /** What else an act changes. Acts that only leave an entry have none. */
  changes: Readonly<Record<string, PaperChanges>>
  /** When an act is not possible although the table allows it. */
  guards?: Readonly<Record<string, (given: PaperCase, actor: number | null) => Refusal | null>>
  /** What one of them may be, under `form` of its data: it is called after that. */
  forms?: readonly string[]
  /** States in which nothing is left to do. */
  closed: readonly string[]
  /** Whether each has a number within its year; `month`: there is one for each month, and that is its number. */
  numbered: boolean | 'month'
  /** What the desk does next by itself, and when. */
  next?: (given: PaperCase) => NextAct | null
}

/** An act of the desk that is to come. */
export interface NextAct {
  act: string
  at: Moment
}
