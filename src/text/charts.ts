import type { Moment } from '../domain/appeal.ts'
import type { PeerKind } from '../figures/peers.ts'
import { QUESTIONS, type NoticePolicy, type Ranked } from '../figures/rank.ts'
import { shareOf, wilson } from '../figures/rate.ts'
import { OPEN_STATUSES, type BoardView } from '../flows/figures/views.ts'
import type { BoardChart, ChartSpec, RankingChart, Tone } from '../reports/spec.ts'
import type { Writer } from './writer.ts'

/** What can be drawn. */
export type ChartView =
  | { chart: 'board'; view: BoardView }
  /** Ranked units of one kind. `month`: any moment of the month that was counted. */
  | {
      chart: 'ranking'
      kind: PeerKind
      month: Moment
      ranked: readonly Ranked[]
      /** Unit codes. */
      best: readonly string[]
      backward: readonly string[]
      policy: NoticePolicy
    }

/** More bars than this are too thin to read on a phone. */
const MOST_UNITS = 6

/** A picture as data, its words in the language of the writer. */
export function chartOf(view: ChartView, writer: Writer): ChartSpec {
  return view.chart === 'board' ? boardChart(view.view, writer) : rankingChart(view, writer)
}

function boardChart({ at, now, late, months }: BoardView, writer: Writer): BoardChart {
  const line = (name: 'added' | 'closed' | 'confirmed') => ({
    label: writer.t(`figures:chart.${name}`),
    values: months.map((month) => month[name]),
  })
  return {
    chart: 'board',
    title: writer.t('figures:board'),
    note: writer.moment(at),
    open: {
      title: writer.t('figures:chart.open'),
      bars: OPEN_STATUSES.map((status) => ({
        label: writer.t(`figures:status.${status}`),
        value: now.status[status],
      })),
    },
    late: {
      title: writer.t('figures:chart.late'),
      bars: late
        .slice(0, MOST_UNITS)
        .map(({ unit, late }) => ({ label: writer.unit(unit), value: late })),
      none: writer.t('figures:chart.late_none'),
    },
    months: {
      title: writer.t('figures:chart.months'),
      labels: months.map(({ begins }) => writer.month(begins)),
      lines: [line('added'), line('closed'), line('confirmed')],
    },
  }
}

function rankingChart(
  { kind, month, ranked, best, backward, policy }: Extract<ChartView, { chart: 'ranking' }>,
  writer: Writer,
): RankingChart {
  const tone = (unit: string): Tone => {
    if (best.includes(unit)) return 'best'
    return backward.includes(unit) ? 'backward' : 'plain'
  }
  return {
    chart: 'ranking',
    title: writer.t('figures:chart.ranking', {
      ...{ kind: writer.t(`figures:kind.${kind}`), month: writer.month(month) },
    }),
    note: writer.t('figures:chart.ranking_note'),
    rows: ranked.map(({ place, unit, figures }) => ({
      label: writer.t('figures:chart.place', { place, unit: writer.unit(unit) }),
      ...weighted(figures, policy),
      base: writer.t('figures:chart.base', { ...figures.solution }),
      tone: tone(unit),
    })),
  }
}

/** The shares and their intervals, weighted as the score is; its lower end is the score. */
function weighted(
  figures: Ranked['figures'],
  { weights, confidence }: NoticePolicy,
): { share: number; low: number; high: number } {
  const sum = (part: (of: (typeof QUESTIONS)[number]) => number) =>
    QUESTIONS.reduce((total, question) => total + weights[question] * part(question), 0)
  const interval = (question: (typeof QUESTIONS)[number]) => {
    const { k, n } = figures[question]
    return wilson(k, n, confidence)
  }
  return {
    share: sum((question) => shareOf(figures[question]) ?? 0),
    low: sum((question) => interval(question).low),
    high: sum((question) => interval(question).high),
  }
}
