import type { Actor } from '../actor.ts'
import type { Appeal, Joiner, Moment } from '../appeal.ts'
import type { Rules } from '../rules.ts'
import { whyNotPaper } from './decide.ts'
import { PAPER_RULES } from './kinds.ts'
import type { Paper, PaperCase, PaperKind } from './paper.ts'

/** What a paper is opened about: an appeal, a unit, both, or nothing. */
export interface Opening {
  now: Moment
  rules: Rules
  about: { appeal: Appeal; joiners: readonly Joiner[]; papers: readonly Paper[] } | null
  unit: string | null
  demand?: number | null
  parent?: number | null
  inCharge?: readonly number[]
}

/** The case of a paper that is not there yet: its only act is `open`. */
export function newPaperCase(kind: PaperKind, opening: Opening): PaperCase {
  const { now, rules, about, unit, demand = null, parent = null, inCharge = [] } = opening
  return {
    paper: {
      ...{ kind, state: 'none', unit, demand, parent },
      ...{ appeal: about?.appeal.number ?? null, by: null, leader: null, due: null, data: {} },
      ...{ openedAt: now, closedAt: null },
    },
    appeal: about?.appeal ?? null,
    joiners: about?.joiners ?? [],
    beside: about?.papers ?? [],
    ...{ parts: [], entries: [], heardAt: null, inCharge, now, rules },
  }
}

/** The kinds of papers that this person may open about it now. */
export function openingsOf(actor: Actor, opening: Opening): PaperKind[] {
  return (Object.keys(PAPER_RULES) as PaperKind[]).filter(
    (kind) => whyNotPaper('open', actor, newPaperCase(kind, opening)) === null,
  )
}
