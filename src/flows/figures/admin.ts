import type { Moment } from '../../domain/appeal.ts'
import { button } from '../button.ts'
import type { ButtonSpec } from '../screen.ts'

/** What waits longer than it should, and for how long the oldest does. Minutes, rounded down. */
export interface Waiting {
  count: number
  minutes: number
}

/** How the desk itself is doing, for whoever keeps it running. No appeal and no resident stands in it. */
export interface AdminView {
  /** Came in and is not dealt with; and what could not be dealt with, and was put aside. */
  incoming: Waiting & { aside: number }
  /** Is to go out; and what was given up within a day though its reader can be reached. */
  outgoing: Waiting & { givenUp: number }
  /** What should have happened by itself. */
  late: number
  /** People who have stopped the bot. */
  away: number
  /** People with a post; those of them who have not pressed Start, whom nothing reaches. */
  staff: { people: number; silent: { unit: string; name: string }[] }
  /** Units in which nobody may handle an appeal: theirs wait with the dispatchers. */
  empty: string[]
  /** From how many letters the categories were learned last, and when. Null: by the org file alone. */
  learned: { letters: number; at: Moment } | null
  /** Until when the record is anchored. */
  anchored: Moment | null
  /** Bytes of the database. */
  bytes: number
}

export function adminButtons(): ButtonSpec[] {
  return [button('admin', [], 'look_again')]
}
