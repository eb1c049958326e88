import { isHousehold } from '../../domain/actor.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import { promptFor } from '../words/prompt.ts'

/** The card of an appeal as this person sees it: the timeline for its resident, the work card for staff. */
export function showBelow({ appeal, standings }: AppealInView): Effect {
  const { number } = appeal
  return isHousehold(standings)
    ? { do: 'show', what: { what: 'appeal', number, edit: false } }
    : { do: 'show', what: { what: 'task', number } }
}

export function showAppeal(_facts: Facts, view: AppealInView): Effect[] {
  return [showBelow(view)]
}

/** While the unit waits for an answer, what the resident adds is the answer. */
export function add(facts: Facts, view: AppealInView): Effect[] {
  const isAsked = view.appeal.paused !== null && view.moves.includes('answer')
  return promptFor(isAsked ? 'answer' : 'add', facts, view)
}

// Whether it may be done now says the decision, with its reason: "once a day" helps, "not now" does not.

export function remind(_facts: Facts, { appeal: { number } }: AppealInView): Effect[] {
  return [{ do: 'act', arguments: { act: 'urge', number } }, toast('reminded')]
}

/** Where others stand behind it too, the appeal goes on without the one who leaves. */
export function withdraw(_facts: Facts, { appeal: { number }, moves }: AppealInView): Effect[] {
  const act = moves.includes('leave') ? 'leave' : 'withdraw'
  return [{ do: 'act', arguments: { act, number } }, toast('done')]
}

/** The way back from a withdrawal: the same words as a draft, unless something else is being written. */
export function sayAgain({ draft }: Facts, { appeal, standings }: AppealInView): Effect[] {
  if (appeal.status !== 'withdrawn' || !standings.includes('resident')) return [refuse('not_now')]
  const shown: Effect = { do: 'show_draft', where: 'below' }
  return draft ? [shown] : [{ do: 'draft_again', number: appeal.number }, shown]
}
