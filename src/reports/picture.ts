import { createRequire } from 'node:module'
import { Resvg } from '@resvg/resvg-js'
import type { EChartsType } from 'echarts'
import { drawBoard } from './board.ts'
import { FONT, PAPER, WIDTH } from './look.ts'
import { drawRanking } from './ranking.ts'
import type { ChartSpec } from './spec.ts'

const packages = createRequire(import.meta.url)
/** In one piece: the modules of the same package take five times as long to load. */
const echarts = packages('echarts') as typeof import('echarts')
const FONT_FILE = packages.resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
/** Sharp on a phone: Telegram shows pictures at most 1,280 wide. */
const PIXELS = 1280

/** Draws a chart as PNG. Takes a tenth of a second, and loading the packages some more: see thread.ts. */
export function pictureOf(spec: ChartSpec): Uint8Array {
  const { height, option } = spec.chart === 'board' ? drawBoard(spec) : drawRanking(spec)
  const chart: EChartsType = echarts.init(null, null, {
    ...{ renderer: 'svg', ssr: true, width: WIDTH, height },
  })
  chart.setOption({
    ...{ animation: false, backgroundColor: PAPER, textStyle: { fontFamily: FONT } },
    ...option,
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'width', value: PIXELS },
    font: { loadSystemFonts: false, fontFiles: [FONT_FILE], defaultFontFamily: FONT },
  })
  return drawn.render().asPng()
}
