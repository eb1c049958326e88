import type { PaperKind } from '../../domain/papers/paper.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { Writer } from '../writer.ts'
import { claimLines } from './claim-lines.ts'
import { itemLines } from './item-lines.ts'

/** What the card of a kind says besides what every paper's does. */
export const LINES_OF: Partial<Record<PaperKind, (view: PaperView, writer: Writer) => void>> = {
  claim: claimLines,
  item: itemLines,
}
