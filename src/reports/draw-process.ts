import { pictureOf } from './picture.ts'
import type { ChartSpec } from './spec.ts'

process.once('message', (spec: ChartSpec) => {
  process.send?.(pictureOf(spec))
})
