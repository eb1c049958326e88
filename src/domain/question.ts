import type { Appeal } from './appeal.ts'
import { addWorking } from './calendar.ts'
import type { Decision } from './command.ts'
import type { Case } from './guards.ts'

/** Whether the clock waits for the resident's answer. Shelved, it pauses for another reason. */
export function waitsForAnswer({ status, paused }: Pick<Appeal, 'status' | 'paused'>): boolean {
  return paused !== null && (status === 'assigned' || status === 'accepted')
}

/** A question: the resident is reminded of it once, and after a while the clock runs without an answer. */
export function askedTimers({
  now,
  rules,
}: Pick<Case, 'now' | 'rules'>): Decision['timers']['set'] {
  const { remind, wait } = rules.org.policy.question
  // By working days even if it is urgent: nobody is asked for words at night.
  return [
    { kind: 'question_remind', at: addWorking(rules.calendar, now, remind) },
    { kind: 'question_lapse', at: addWorking(rules.calendar, now, wait) },
  ]
}

/** What is to come of a question ends with the wait for its answer, however that ends. */
export function questionTimers(
  after: Appeal,
  { appeal: before }: Pick<Case, 'appeal'>,
): Decision['timers'] {
  const isOver = waitsForAnswer(before) && !waitsForAnswer(after)
  return { set: [], clear: isOver ? ['question_remind', 'question_lapse'] : [] }
}
