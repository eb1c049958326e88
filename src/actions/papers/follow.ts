import type { Actor } from '../../domain/actor.ts'
import type { PaperDecision } from '../../domain/papers/decide.ts'
import type { PaperArguments, PaperCase, PaperKind } from '../../domain/papers/paper.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'
import type { PaperActed, PaperCommand } from './command.ts'
import { beforeUrge } from './urge.ts'
import { beforeInterview } from './interview.ts'
import { afterNotice, beforeNotice, noticeTold } from './notice.ts'
import { afterObjection, beforeObjection } from './objection.ts'
import { beforeStudy, studyTold } from './study.ts'
import { afterClaim, beforeClaim, chooseByRota } from './claims.ts'
import { afterItem, beforeItem } from './items.ts'
import { sendMinutes } from './minutes.ts'
import { afterReview, comingSession } from './reviews.ts'

/** An act on another paper that belongs to this one. */
export type Also = (actor: Actor, command: PaperCommand) => Promise<PaperActed>

interface Doing {
  act: string
  args: PaperArguments
  actor: Actor
  also: Also
}

/** What must be possible, and is done, before an act on a paper is written down. A refusal stops the act. */
export type Before = (
  work: Work,
  doing: Doing & { given: PaperCase; decision: Extract<PaperDecision, { ok: true }> },
) => Promise<Refusal | null>

/** What follows once it is written down, such as the parts of a new paper. */
export type After = (
  work: Work,
  done: Doing & { given: PaperCase; paper: StoredPaper },
) => Promise<void>

/** What acts on papers do to appeals and to other papers, by kind. */
export const BEFORE: Partial<Record<PaperKind, Before>> = {
  claim: beforeClaim,
  item: beforeItem,
  urge: beforeUrge,
  study: beforeStudy,
  notice: beforeNotice,
  objection: beforeObjection,
  interview: beforeInterview,
}
export const AFTER: Partial<Record<PaperKind, After>> = {
  claim: afterClaim,
  item: afterItem,
  review: afterReview,
  notice: afterNotice,
  objection: afterObjection,
}
/** What is sent besides, once everybody has been told. */
export const TOLD: Partial<Record<PaperKind, After>> = {
  review: sendMinutes,
  study: studyTold,
  notice: noticeTold,
}
/** The paper that a new one becomes a part of when nobody names it. */
export const WHOLE: Partial<Record<PaperKind, (work: Work, also: Also) => Promise<number>>> = {
  item: comingSession,
}
/** What the desk chooses for an act of its own. Null: there is nothing to choose from now. */
export const DESK_CHOOSES: Partial<
  Record<string, (work: Work, given: PaperCase) => Promise<string | null>>
> = {
  'claim:rota': chooseByRota,
}
