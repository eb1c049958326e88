/** A picture to draw, every word of it already in the language of whoever looks at it. */
export type ChartSpec = BoardChart | RankingChart

/** The desk at a look: what is open, which units are late, how the months went. */
export interface BoardChart {
  chart: 'board'
  title: string
  /** Of what moment it is. */
  note: string
  open: { title: string; bars: Bar[] }
  /** None: the words say that nobody is late. */
  late: { title: string; bars: Bar[]; none: string }
  months: { title: string; labels: string[]; lines: { label: string; values: number[] }[] }
}

/** Peers by score: how good, and how sure that is. */
export interface RankingChart {
  chart: 'ranking'
  title: string
  note: string
  rows: {
    label: string
    /** 0 to 100: the weighted shares, and the interval around them; its lower end ranks. */
    share: number
    low: number
    high: number
    /** What stands behind it, beside the bar: k/n. */
    base: string
    tone: Tone
  }[]
}

export interface Bar {
  label: string
  value: number
}

export type Tone = 'best' | 'plain' | 'backward'
