import {
  AMBER,
  BELOW_HEAD,
  BLUE,
  FAINT,
  head,
  label,
  MARGIN,
  RULE,
  TEAL,
  TEXT,
  textOf,
  WIDTH,
  INK,
  GREY,
} from './look.ts'
import type { Bar, BoardChart } from './spec.ts'

const BAR_STEP = 40
const HEADING = 40
const MONTHS_HEIGHT = 220
/** Room for names beside the bars; a longer one is cut with an ellipsis. */
const COLUMNS = {
  open: { left: MARGIN, names: 134, width: 370 },
  late: { left: MARGIN + 394, names: 232, width: WIDTH - 2 * MARGIN - 394 },
} as const
type Column = keyof typeof COLUMNS
/** For the figure at the end of the longest bar. */
const FIGURE = 48

/** What is open on the left, who is late on the right, the months below. */
export function drawBoard(spec: BoardChart): { height: number; option: object } {
  const rows = Math.max(spec.open.bars.length, spec.late.bars.length, 1)
  const barsTop = BELOW_HEAD + HEADING
  const monthsTop = barsTop + rows * BAR_STEP + 28
  const option = {
    title: [
      ...head(spec.title, spec.note),
      heading(spec.open.title, MARGIN, BELOW_HEAD),
      heading(spec.late.title, COLUMNS.late.left, BELOW_HEAD),
      heading(spec.months.title, MARGIN, monthsTop),
      ...(spec.late.bars.length === 0
        ? [noneLate(spec.late.none, COLUMNS.late.left, barsTop)]
        : []),
    ],
    legend: {
      ...{ top: monthsTop + 2, right: MARGIN, itemGap: 20, icon: 'roundRect' },
      ...{ itemWidth: 16, itemHeight: 4, textStyle: textOf(INK, TEXT.label) },
      data: spec.months.lines.map((line) => line.label),
    },
    grid: [
      gridOf('open', spec.open.bars, barsTop),
      gridOf('late', spec.late.bars, barsTop),
      {
        ...{ left: MARGIN + 44, right: MARGIN + 12 },
        ...{ top: monthsTop + HEADING, height: MONTHS_HEIGHT - 30 },
      },
    ],
    xAxis: [countAxis(0), countAxis(1), monthAxis(spec.months.labels)],
    yAxis: [nameAxis('open', spec.open.bars, 0), nameAxis('late', spec.late.bars, 1), levelAxis()],
    series: [
      bars(spec.open.bars, 0, BLUE),
      bars(spec.late.bars, 1, AMBER),
      ...spec.months.lines.map((line, at) => ({
        ...{ type: 'line', name: line.label, data: line.values, xAxisIndex: 2, yAxisIndex: 2 },
        ...{ symbol: 'circle', symbolSize: 8, lineStyle: { width: 3, color: LINES[at] } },
        itemStyle: { color: LINES[at] },
      })),
    ],
  }
  return { height: monthsTop + HEADING + MONTHS_HEIGHT + MARGIN, option }
}

const LINES = [GREY, BLUE, TEAL]

function heading(text: string, left: number, top: number): object {
  return { text, left, top, padding: 0, textStyle: textOf(INK, TEXT.heading) }
}

function noneLate(text: string, left: number, top: number): object {
  return { text, left, top: top + 8, padding: 0, textStyle: textOf(FAINT, TEXT.label) }
}

function gridOf(column: Column, given: readonly Bar[], top: number): object {
  const { left, names, width } = COLUMNS[column]
  return { left: left + names, width: width - names - FIGURE, top, height: given.length * BAR_STEP }
}

function countAxis(gridIndex: number): object {
  return { type: 'value', gridIndex, show: false, min: 0 }
}

function nameAxis(column: Column, given: readonly Bar[], gridIndex: number): object {
  return {
    ...{ type: 'category', gridIndex, inverse: true, data: given.map((bar) => bar.label) },
    ...{ axisLine: { show: false }, axisTick: { show: false } },
    axisLabel: {
      ...{ ...label, margin: 12, interval: 0, overflow: 'truncate', ellipsis: '…' },
      width: COLUMNS[column].names - 16,
    },
  }
}

function bars(given: readonly Bar[], at: number, color: string): object {
  return {
    ...{ type: 'bar', xAxisIndex: at, yAxisIndex: at, barWidth: 20 },
    ...{ data: given.map((bar) => bar.value), itemStyle: { color, borderRadius: 3 } },
    label: { ...label, show: true, position: 'right' },
  }
}

function monthAxis(data: readonly string[]): object {
  return {
    ...{ type: 'category', gridIndex: 2, data, boundaryGap: false, axisTick: { show: false } },
    ...{ axisLine: { lineStyle: { color: RULE } }, axisLabel: { ...label, margin: 12 } },
  }
}

function levelAxis(): object {
  return {
    ...{ type: 'value', gridIndex: 2, min: 0, minInterval: 1, splitNumber: 3 },
    axisLabel: { ...label, color: FAINT },
    splitLine: { lineStyle: { color: RULE } },
  }
}
