import type { Call } from '../../src/sandbox/api/calls.ts'
import type { Verified } from '../../src/queries/verify.ts'
import type { Dump } from './dump.ts'
import type { Plan } from './plan.ts'

/** All that the oracle looks at: what Telegram saw, dumps of the database, its history, and what was logged. */
export interface StormRecord {
  plan: Plan
  /** Calls in the order of their arrival. */
  calls: readonly Call[]
  /** Updates in the order in which Telegram had them. */
  updates: readonly GivenUpdate[]
  happenings: readonly Happening[]
  /** When the storm was over: since then nothing failed. */
  calmAt: number
  /** Who wrote after that, when, and whether the bot wrote to them afterwards. */
  knocks: readonly Knock[]
  /** Whether everything that was begun came to its end in time. */
  isSettled: boolean
  dump: Dump
  /** After all updates were brought again, and after all presses were, under new update ids. */
  again: { updates: Dump; presses: Dump }
  verified: Verified
  logs: { desk: readonly string[]; database: string }
}

/** An update as the bot is given it. Real milliseconds of this process. */
export interface GivenUpdate {
  at: number
  /** No desk took it in the time that Telegram keeps it: nobody has to have kept it. */
  isLost: boolean
  update: { update_id: number; [type: string]: unknown }
}

/** What was done to the machines. `at`: performance.now(). */
export type Happening = { at: number } & (
  | { what: 'killed' | 'frozen' | 'thawed' | 'skewed' | 'not_started' | 'back' }
  | { what: 'stopped'; code: number | string; tookMs: number }
  | { what: 'died'; code: number | string }
  | { what: 'database_killed' | 'database_frozen' | 'database_cut' | 'database_back' }
  | { what: 'telegram_away' | 'telegram_back' }
  | { what: 'blocked' | 'unblocked'; person: number }
  | { what: 'retired'; people: readonly number[] }
  | { what: 'moved'; from: number; to: number }
)

export interface Knock {
  person: number
  at: number
  isAnswered: boolean
}
