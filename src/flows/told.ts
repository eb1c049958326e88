import type { Refusal } from '../domain/refusal.ts'

/** Nothing came of an input: why, so that it can be said what to do instead. */
export type Trouble =
  | 'unknown_command'
  | 'typing_error'
  | 'no_such_appeal'
  | 'number_missing'
  | 'no_such_task'
  | 'task_number_missing'
  | 'find_missing'
  | 'draft_first'
  | 'caller_missing'
  | 'sticker'
  | 'contact'
  | 'dice'
  | 'poll'
  | 'too_big'
  | 'too_telling'
  | 'empty'
  | 'other'
  | 'edited'
  | 'too_long'
  | 'too_many_files'

/** The short notice that answers a press (at most 200 characters). */
export type Toast =
  | {
      toast:
        | 'old_card'
        | 'nothing_there'
        | 'done'
        | 'reminded'
        | 'taken'
        | 'kept'
        | 'slowly'
        | 'anonymous_on'
        | 'anonymous_off'
        | 'place_first'
        | 'content_first'
    }
  | { toast: 'refused'; refusal: Refusal }
