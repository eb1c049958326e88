import { BELOW_HEAD, FAINT, head, INK, label, LIGHT, MARGIN, RULE, WIDTH } from './look.ts'
import type { RankingChart, Tone } from './spec.ts'

const STEP = 44
const NAMES = 230
const BASE = 110

const COLOURS: Record<Tone, string> = {
  best: LIGHT.blue,
  plain: LIGHT.grey,
  backward: LIGHT.amber,
}

/** A bar for the share, a whisker for how sure it is, k/n beside it; the best at the top. */
export function drawRanking({ title, note, rows }: RankingChart): {
  height: number
  option: object
} {
  const plot = { left: MARGIN + NAMES, width: WIDTH - 2 * MARGIN - NAMES - BASE }
  const height = rows.length * STEP
  const option = {
    title: head(title, note),
    grid: { ...plot, top: BELOW_HEAD, height },
    xAxis: {
      ...{ type: 'value', min: 0, max: 100, interval: 25, position: 'bottom' },
      axisLabel: { ...label, color: FAINT },
      splitLine: { lineStyle: { color: RULE } },
    },
    yAxis: {
      ...{ type: 'category', inverse: true, data: rows.map((row) => row.label) },
      ...{ axisLine: { show: false }, axisTick: { show: false } },
      axisLabel: {
        ...{ ...label, margin: 14, interval: 0 },
        ...{ width: NAMES - 18, overflow: 'truncate', ellipsis: '…' },
      },
    },
    series: [
      {
        ...{ type: 'bar', barWidth: 20 },
        data: rows.map(({ share, tone }) => ({
          value: share,
          itemStyle: { color: COLOURS[tone], borderRadius: 3 },
        })),
      },
      {
        ...{ type: 'custom', z: 3, renderItem: whisker },
        data: rows.map(({ low, high, base }, at) => [low, at, high, base]),
        encode: { x: [0, 2], y: 1 },
      },
    ],
  }
  return { height: BELOW_HEAD + height + 28 + MARGIN, option }
}

interface Api {
  value(dimension: number): number | string
  coord(point: readonly [number, number]): [number, number]
}

/** A line from the lower to the upper end, each with a small stroke across, and k/n at the right of the plot. */
function whisker(_params: unknown, api: Api): object {
  const row = Number(api.value(1))
  const [left, y] = api.coord([Number(api.value(0)), row])
  const [right] = api.coord([Number(api.value(2)), row])
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke: INK, lineWidth: 2 },
  })
  const text = {
    type: 'text',
    ...{ x: WIDTH - MARGIN, y },
    style: {
      ...{ text: String(api.value(3)), align: 'right', verticalAlign: 'middle' },
      ...{ fill: label.color, fontFamily: label.fontFamily, fontSize: label.fontSize },
    },
  }
  return {
    type: 'group',
    children: [
      line(left, y, right, y),
      line(left, y - 6, left, y + 6),
      line(right, y - 6, right, y + 6),
      text,
    ],
  }
}
