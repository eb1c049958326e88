import type { PaperKind } from '../../domain/papers/paper.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { PaperEffect } from '../../flows/effect.ts'
import type { StoredPaper } from '../../store/papers.ts'

/** What an act on a paper brings along; `parent` counts when it is opened. */
export type PaperCommand = PaperEffect & { parent?: number | null }

export type PaperActed = { ok: true; paper: StoredPaper } | { ok: false; refusal: Refusal }

/** What the desk opens because a rule says so. */
export function ruledOpening(
  kind: PaperKind,
  about: Pick<PaperCommand, 'about' | 'unit' | 'parent' | 'demand'>,
  choice: string | null,
): PaperCommand {
  return { act: 'open', kind, paper: null, choice, words: '', days: null, ...about }
}
