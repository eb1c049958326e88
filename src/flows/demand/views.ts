import type { Moment } from '../../domain/appeal.ts'
import type {
  BeforeAndAfter,
  DemandFigures,
  DemandState,
  Improvement,
} from '../../domain/demand.ts'

/*
 * What screens show of common demands: figures, and words that several households or a member of staff said.
 */

/** What a demand is called: its name, else where and what most of it is about. */
export interface DemandTitle {
  /** Given by a person, else the desk's own label; empty: there is neither. */
  name: string
  category: string | null
  place: string | null
}

/** A demand in a list. */
export interface DemandItem {
  id: number
  title: DemandTitle
  state: DemandState
  /** Of the last 90 days, and of the last 30. */
  households: number
  month: number
  /** Against the month before; null: too few to say. */
  percent: number | null
  expected: number | null
  unusual: boolean
}

/** The card of a demand. */
export interface DemandView {
  id: number
  title: DemandTitle
  state: DemandState
  figures: DemandFigures
  /** Of the households, against the month before and the same month last year; null: too few to say. */
  percent: { before: number | null; lastYear: number | null }
  places: { unit: string; letters: number }[]
  categories: { category: string; letters: number }[]
  lead: string | null
  measures: Measure[]
  improvements: (Measure & { kind: Improvement; volume: BeforeAndAfter | null })[]
  resting: boolean
  countedAt: Moment
}

/** What is done about a demand, in the words of whoever recorded it. */
export interface Measure {
  at: Moment
  by: string
  words: string
}
