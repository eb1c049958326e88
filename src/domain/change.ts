import type { Actor } from './actor.ts'
import type { Appeal } from './appeal.ts'
import type { Command, Decision, JoinersChange, TimerKind } from './command.ts'
import type { Case } from './guards.ts'
import type { HelpChange } from './helping.ts'
import type { ClockMove, NoticeKind } from './lifecycle.ts'
import type { Refusal } from './refusal.ts'

/** What an act changes beyond what its row of the table says. */
export interface Change {
  appeal?: Partial<Appeal>
  data?: Decision['data']
  clock?: ClockMove
  joiners?: JoinersChange
  help?: HelpChange
  /** Notices of the row that are not worth a message this time. */
  quiet?: readonly NoticeKind[]
  newRequest?: Decision['newRequest']
  settles?: Decision['settles']
  set?: Decision['timers']['set']
  clear?: TimerKind[]
  next?: Command
}

export type Changes = (command: Command, actor: Actor, given: Case) => Change | Refusal
