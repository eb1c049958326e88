import { actorOf } from '../../domain/actor.ts'
import { unitOf, type Org } from '../../domain/organisation.ts'
import { may } from '../../domain/rights/may.ts'
import type { PeerKind } from '../../figures/peers.ts'
import type { NoticeContent } from '../../figures/notice.ts'
import type { Sign } from '../../figures/radar.ts'
import type { SpanSheet } from '../../figures/sheets.ts'
import type { DemandTitle, DemandView } from '../demand/views.ts'
import type { Person } from '../facts.ts'

/** One page of a notice: what a button on its card opens. */
export type NoticePage =
  | { of: 'whole' }
  /** Units from `first` on, as far as a message reaches. */
  | { of: 'group'; kind: PeerKind; first: number }
  | { of: 'unit'; unit: string }
  | { of: 'ends' }
  | { of: 'cases' }
  | { of: 'explained' }
  | { of: 'objections' }
  | { of: 'radar'; signs: Sign[] }
  | { of: 'sheet'; unit: string; sheet: SpanSheet }

/** What the card of a notice says besides what every paper's does. */
export interface NoticeSummary {
  content: NoticeContent
  /** Null: not published. */
  digest: string | null
  /** Units that have said that they have no objection, of those that are heard. */
  agreed: number
  heard: number
  /** Below this base nothing is compared. */
  minimum: number
}

/** A common demand in the study of a month. */
export interface StudyDemand {
  id: number
  title: DemandTitle
  lead: string | null
  /** Households that month, and the month before. */
  households: number
  before: number
  percent: number | null
  measures: DemandView['measures']
  improvements: DemandView['improvements']
}

/** The units of which somebody is head; the county is compared with nobody and has no say. */
export function headOf(
  { posts }: { posts: readonly Person['posts'][number][] },
  org: Org,
): string[] {
  const units = posts.filter(({ role }) => role === 'head').map(({ unit }) => unit)
  return [...new Set(units)].filter((unit) => {
    const kind = unitOf(org, unit)?.kind
    return kind !== undefined && kind !== 'county'
  })
}

/** Whether somebody sees a notice as those above do: all of it, the signs of the radar included. */
export function overseesNotices(person: Pick<Person, 'id' | 'posts'>): boolean {
  return may(actorOf(person), 'see_signs', { is: 'figures' })
}
