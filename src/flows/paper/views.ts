import type { Moment } from '../../domain/appeal.ts'
import type { NoticeSummary, StudyDemand } from './notice-views.ts'
import type { DemandTitle } from '../demand/views.ts'
import type { ButtonSpec } from '../screen.ts'
import type { PaperCase, PaperData, PaperKind } from '../../domain/papers/paper.ts'

/*
 * What screens show of papers: who is to do what by when, and the words of those who did something with them.
 */

/** A paper that an input names, if this person may see it at all. */
export interface PaperInView {
  id: number
  title: PaperTitle
  /** What the rules look at when they are asked what this person may do. */
  given: PaperCase
}

/** What a paper is called. */
export interface PaperTitle {
  kind: PaperKind
  /** What one of this kind is called after, where the kind has several forms. */
  form?: string | null
  /** `2026-12`: its number within the year. Null: this kind has none. */
  serial: string | null
  /** Number of the appeal that it is about. */
  number: string | null
  unit: string | null
}

/** A paper in a list. */
export interface PaperItem {
  id: number
  title: PaperTitle
  state: string
  due: Moment | null
  /** Its date is over and something is still to be done. */
  late: boolean
  /** Working days until it is due; negative: late. Null: no date, or closed. */
  daysLeft: number | null
  /** Title of the leader who answers for it. */
  leader: string | null
  data: PaperData
  /** What the common demand is called that it is about. */
  demand: DemandTitle | null
  /** The beginning of what it is about, in the words of the resident or of whoever made it. */
  words: string
}

/** The card of a paper. */
export interface PaperView extends PaperItem {
  /** When the households last heard words of the unit. */
  heardAt: Moment | null
  openedAt: Moment
  closedAt: Moment | null
  /** Title of whoever made it. Null: a rule did. */
  by: string | null
  /** What the appeal is about, when the paper is about one. */
  about: { category: string | null; place: string | null; words: string } | null
  /** The latest, oldest first. */
  entries: PaperEntryView[]
  parts: PaperItem[]
  /** Of a notice: what it says. */
  notice: NoticeSummary | null
  /** Of a study: the strongest common demands of its month. */
  demands: StudyDemand[]
  /** Names of the people whom it names. */
  people: string[]
  /** Of a claim: what its leaders set out to do, in their words, and what of it is done. */
  steps: { words: string; isDone: boolean }[]
  /** Of a claim: contacts with the resident on record, and how many an end by explanation needs. */
  contacts: { logged: number; needed: number } | null
  /** Of an item: who is to report, while the decision is being prepared. */
  reporter: string | null
}

export interface PaperEntryView {
  at: Moment
  act: string
  /** Title of the member of staff; null: the desk. */
  by: string | null
  data: PaperData
  words: string
}

/** One matter in the minutes of a joint review: without a word of a resident. */
export interface MinutesItem {
  title: PaperTitle
  state: string
  reasons: string[]
  category: string | null
  place: string | null
  /** As it was decided: lead unit, co-units, date, who reports, and what is to be done. Null, empty: nothing was. */
  unit: string | null
  units: string[]
  due: Moment | null
  reporter: string | null
  words: string
}

/** The minutes of a joint review, as a document, and what stands below it. */
export type MinutesScreen =
  | { screen: 'minutes'; title: PaperTitle; at: Moment; chair: string | null; items: MinutesItem[] }
  | { screen: 'minutes_sent'; title: PaperTitle; decided: number; total: number }

/** A page of a list of papers. */
export interface PapersScreen {
  screen: 'papers'
  list: string
  items: PaperItem[]
  /** How many stand on the pages before. */
  first: number
  total: number
  buttons: ButtonSpec[]
}
