import type { Moment } from '../../domain/appeal.ts'
import type { UnitKind } from '../../domain/organisation.ts'
import type { UnitFigures } from '../../figures/unit-figures.ts'

/** Statuses of what is open, in the order of an appeal's life; `resolved` waits for the end of the return visit. */
export const OPEN_STATUSES = ['registered', 'assigned', 'accepted', 'shelved', 'resolved'] as const
export type OpenStatus = (typeof OPEN_STATUSES)[number]

/** What is open at this moment, of a unit or of the desk. */
export interface OpenNow {
  status: Record<OpenStatus, number>
  /** How many stand behind them. */
  households: number
  late: number
  /** Of the late ones: those whose red card is out, those that are seriously late. */
  red: number
  serious: number
}

/** A unit in a list: what it has open, and whether its residents say solved. */
export interface UnitRow {
  unit: string
  open: number
  late: number
  figures: UnitFigures
}

export interface BoardView {
  at: Moment
  now: OpenNow
  today: { added: number; closed: number }
  /** This calendar month, and the one before. */
  month: UnitFigures
  before: UnitFigures
  /** A difference between fewer answers is chance, and not shown. */
  minimum: number
  kinds: { kind: UnitKind; open: number; late: number }[]
  /** Units with late ones, most first. */
  late: { unit: string; late: number }[]
  /** Calendar months, the present one last, each by its first moment. */
  months: { begins: Moment; added: number; closed: number; confirmed: number }[]
}

/** What a member of staff looks at: one unit, several, or the whole desk. */
export interface StatsView {
  of: 'desk' | 'units' | { unit: string }
  now: OpenNow
  month: UnitFigures
  before: UnitFigures
  /** A difference between fewer answers is chance, and not shown. */
  minimum: number
}

/** Which of the open ones: late, not signed for yet, come back from a return visit. */
export const KEPT = ['late', 'waiting', 'rework'] as const
export type Kept = (typeof KEPT)[number]
