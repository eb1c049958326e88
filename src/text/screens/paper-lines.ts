import type { PaperData, PaperKind } from '../../domain/papers/paper.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import { meetingLines, meetingValues } from './meeting.ts'
import { orderLines, urgeLines } from './order.ts'
import type { Writer } from '../writer.ts'
import { claimLines } from './claim-lines.ts'
import { itemLines } from './item-lines.ts'
import { noticeSummary } from './notice-page.ts'
import { studied } from './study.ts'

/** What the card of a kind says besides what every paper's does. */
export const LINES_OF: Partial<Record<PaperKind, (view: PaperView, writer: Writer) => void>> = {
  order: orderLines,
  claim: claimLines,
  item: itemLines,
  meeting: meetingLines,
  urge: urgeLines,
  notice: ({ notice }, writer) => {
    if (notice) noticeSummary(notice, writer)
  },
  study: ({ demands }, writer) => studied(demands, writer),
}

/** What the short messages about a kind may name besides who, which and by when. */
export const VALUES_OF: Partial<
  Record<PaperKind, (data: PaperData, writer: Writer) => Record<string, string>>
> = {
  meeting: meetingValues,
}
