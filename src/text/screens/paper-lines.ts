import type { PaperKind } from '../../domain/papers/paper.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { Writer } from '../writer.ts'
import { noticeSummary } from './notice-page.ts'
import { studied } from './study.ts'

/** What the card of a kind says besides what every paper's does. */
export const LINES_OF: Partial<Record<PaperKind, (view: PaperView, writer: Writer) => void>> = {
  notice: ({ notice }, writer) => {
    if (notice) noticeSummary(notice, writer)
  },
  study: ({ demands }, writer) => studied(demands, writer),
}
