import { isHousehold } from '../../domain/actor.ts'
import { rowOf } from '../../domain/lifecycle.ts'
import { passOn, wordsOf } from './awaited.ts'
import type { AwaitedWords } from './awaiting.ts'
import type { Said } from './content.ts'
import { joinDraft } from '../draft/draft.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, CardKind, CardRef, Facts } from '../facts.ts'

/** What a resident's reply is taken for, by the card: the first of these acts that is allowed now. */
const RESIDENT_REPLIES: Partial<Record<CardKind, readonly AwaitedWords[]>> = {
  survey: ['comment', 'answer', 'add'],
}

/**
 * A reply to a card about an appeal. A resident answers, comments or adds. A reply by staff is an
 * internal memo, never a note: what was not meant for the resident must not reach them by a slip.
 */
export function reply(said: Said, card: CardRef, view: AppealInView, facts: Facts): Effect[] {
  const isResident = isHousehold(view.standings)
  const acts = isResident ? (RESIDENT_REPLIES[card.kind] ?? ['answer', 'add']) : (['memo'] as const)
  const act = acts.find((one) => view.moves.includes(one))
  if (act) return passOn(act, { number: view.appeal.number, files: [] }, said, facts)
  if (!isResident) return [refuse('not_now')]
  // Over and closed: what the resident still has to say is kept as a new appeal, not sent by itself.
  return [refuse('not_now'), ...joinDraft(said, facts, 'below')]
}

/** Later pictures of an album whose first one came with an act. Words below one of them are not dropped. */
export function attachLater(
  said: Said,
  to: { act: AwaitedWords; number: string },
  facts: Facts,
): Effect[] {
  const { view } = facts
  if (!view) return [toast('nothing_there')]
  const again = wordsOf(said) === '' ? undefined : actForMoreWords(to.act, view)
  if (again) return passOn(again, { number: to.number, files: [] }, said, facts)
  return said.file ? [{ do: 'attach', number: to.number, what: to.act, file: said.file }] : []
}

/** The same act once more if it is one that may come twice; else a memo or an addition. */
function actForMoreWords(act: AwaitedWords, view: AppealInView): AwaitedWords | undefined {
  const rest: AwaitedWords = isHousehold(view.standings) ? 'add' : 'memo'
  const acts = rowOf(act).carries === 'content' && act !== 'answer' ? [act, rest] : [rest]
  return acts.find((one) => view.moves.includes(one))
}
