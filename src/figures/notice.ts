import { explainedAtMost } from '../domain/explained.ts'
import type { Org } from '../domain/organisation.ts'
import { assessment, type Sheet } from './assessment.ts'
import { peerGroups, type PeerKind } from './peers.ts'
import {
  QUESTIONS,
  rank,
  type NoticePolicy,
  type Question,
  type Ranked,
  type Ranking,
} from './rank.ts'
import { NONE, wilson, type Rate } from './rate.ts'
import { noFigures, type UnitFigures } from './unit-figures.ts'
import { whatWouldChange, type Difference } from './what-would-change.ts'

/** What the notice of a month says: figures, codes and numbers. It is stored as it is when the notice is published. */
export interface NoticeContent {
  /** `2026-10` */
  month: string
  /** Answers of residents that came later are not in it: figures do not move while units are heard. */
  knownAt: string
  whole: Compared
  /** Every unit but the county, in the order of the org file. */
  units: UnitFigures[]
  /** Directives and orders that were to be answered in the month, and those that were in time. */
  orders: { unit: string; rate: Rate }[]
  groups: NoticeGroup[]
  explained: Explained[]
  cases: { good: NoticeCase[]; bad: NoticeCase[] }
  sheets: Sheet[]
  objections: Objection[]
  introduction: string
  remark: string
}

/** The anchor that a published notice prints: whoever has the notice can prove what the history said then. */
export interface NoticeAnchor {
  number: number
  /** ISO 8601. */
  at: string
  /** How many entries of the history were anchored by it. */
  entries: number
  /** SHA-256. */
  hash: string
}

/** The whole county, and what it was before. */
export interface Compared {
  now: UnitFigures
  before: UnitFigures
  lastYear: UnitFigures
}

/** Units that are compared with each other. */
export interface NoticeGroup {
  kind: PeerKind
  ranked: NoticeRank[]
  notRanked: { unit: string; answered: number; difference: Difference }[]
  /** Unit codes, the best first, and the last first. */
  best: string[]
  backward: string[]
}

export interface NoticeRank extends Pick<Ranked, 'place' | 'unit' | 'score'> {
  /** Points that each rate has lost it against the average of its peers; negative: won. */
  costs: Record<Question, number>
  /** What would have moved it one place up. */
  difference: Difference
}

/** Appeals of a unit that ended as explained, in public. */
export interface Explained {
  unit: string
  appeals: { number: string; category: string | null }[]
  /** All that it brought to an end in the month, and how many of these may be explained. */
  endings: number
  atMost: number
}

/** An appeal to learn from: nothing that its resident said, nor who that is. */
export interface NoticeCase {
  number: string
  category: string | null
  unit: string
  /** Plain days from its registration to the end of the return visit. */
  days: number
  /** How often it was worked on again. */
  rounds: number
}

/** What a unit said against the draft, and what came of it. Null: nobody has answered yet. */
export interface Objection {
  unit: string
  words: string
  answer: 'leave_out' | 'remark' | 'deny' | null
  reason: string
  /** Appeals that are left out of the figures because of it. */
  numbers: string[]
}

/** What a notice is made of. */
export interface NoticeFacts extends Pick<
  NoticeContent,
  'month' | 'knownAt' | 'whole' | 'cases' | 'objections' | 'introduction' | 'remark'
> {
  units: readonly UnitFigures[]
  orders: ReadonlyMap<string, Rate>
  explained: readonly Omit<Explained, 'atMost'>[]
}

/** Makes the content of a notice: ranking in peer groups, who is best and who backward and why, sheets. */
export function noticeOf(facts: NoticeFacts, org: Pick<Org, 'units' | 'policy'>): NoticeContent {
  const { units, orders, explained, ...rest } = facts
  const { policy } = org
  const compared = units.filter(({ unit }) => isCompared(org, unit))
  return {
    ...rest,
    units: compared,
    orders: compared.map(({ unit }) => ({ unit, rate: orders.get(unit) ?? NONE })),
    groups: peerGroups(org).map((group) => {
      const own = compared.filter(({ unit }) => group.units.includes(unit))
      return groupOf(group.kind, own, policy.notice)
    }),
    explained: explained.map((of) => ({ ...of, atMost: explainedAtMost(of.endings, policy) })),
    sheets: compared.map((of) => assessment(of, orders.get(of.unit) ?? NONE, policy)),
  }
}

/** The figures of one unit in a notice; noughts for one that did not exist then. */
export function figuresIn({ units }: Pick<NoticeContent, 'units'>, unit: string): UnitFigures {
  return units.find((one) => one.unit === unit) ?? noFigures(unit)
}

function isCompared({ units }: Pick<Org, 'units'>, code: string): boolean {
  return units.some((unit) => unit.code === code && unit.kind !== 'county')
}

function groupOf(kind: PeerKind, units: readonly UnitFigures[], policy: NoticePolicy): NoticeGroup {
  const ranking = rank(units, policy)
  const averages = averagesOf(ranking, policy)
  return {
    kind,
    ranked: ranking.ranked.map(({ place, unit, score, figures }) => ({
      ...{ place, unit, score },
      costs: perQuestion((of) => policy.weights[of] * (averages[of] - lowOf(figures, of, policy))),
      difference: whatWouldChange(ranking, unit, policy),
    })),
    notRanked: ranking.notRanked.map(({ unit, answered }) => ({
      ...{ unit, answered },
      difference: whatWouldChange(ranking, unit, policy),
    })),
    ...endsOf(ranking, policy),
  }
}

/** The best and the backward ones. Nobody is both, and nobody in the upper half is backward. */
function endsOf({ ranked }: Ranking, policy: NoticePolicy): { best: string[]; backward: string[] } {
  const codes = ranked.map(({ unit }) => unit)
  const half = Math.floor(codes.length / 2)
  return {
    best: codes.slice(0, Math.min(policy.best, codes.length - half)),
    backward: codes.slice(codes.length - Math.min(policy.backward, half)).reverse(),
  }
}

function averagesOf({ ranked }: Ranking, policy: NoticePolicy): Record<Question, number> {
  return perQuestion((of) => {
    const sum = ranked.reduce((total, { figures }) => total + lowOf(figures, of, policy), 0)
    return ranked.length === 0 ? 0 : sum / ranked.length
  })
}

function lowOf(figures: UnitFigures, of: Question, { confidence }: NoticePolicy): number {
  const { k, n } = figures[of]
  return wilson(k, n, confidence).low
}

function perQuestion(of: (question: Question) => number): Record<Question, number> {
  const [response, solution, satisfaction] = QUESTIONS.map(of)
  return { response: response ?? 0, solution: solution ?? 0, satisfaction: satisfaction ?? 0 }
}
