import { isHousehold } from '../../domain/actor.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { rowOf } from '../../domain/lifecycle.ts'
import { awaitedNumber, filesBefore, type AwaitedWords } from './awaiting.ts'
import { promptButtons } from '../buttons.ts'
import { refuse, say, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { AppealPress } from '../presses.ts'

/** Asks for the words of an act: the person's next message is taken for them. */
export function prompt(what: AwaitedWords): AppealPress {
  return (facts, view) => promptFor(what, facts, view)
}

/** Pictures that were kept for the same appeal go over to the new prompt; for another one they are given up aloud. */
export function promptFor(
  what: AwaitedWords,
  { awaiting }: Facts,
  view: AppealInView,
  unit?: string,
): Effect[] {
  const { number } = view.appeal
  if (!view.moves.includes(what)) return [refuse(whyNot(what, view))]
  const isSame = awaitedNumber(awaiting) === number
  const givesUp = !isSame && filesBefore(awaiting).length > 0
  const files = isSame ? [...filesBefore(awaiting)] : []
  const buttons = promptButtons()
  return [
    ...(givesUp ? [say({ screen: 'cancelled', what: 'words' })] : []),
    { do: 'await', awaiting: { what, number, files, ...(unit === undefined ? {} : { unit }) } },
    say({ screen: 'prompt', what, number, detail: null, buttons }, 'prompt', number),
  ]
}

/** The reason that helps most; the decision itself asks again when the words are there. */
function whyNot(what: AwaitedWords, { standings, pending, hindered }: AppealInView): Refusal {
  const isTheirs = rowOf(what).who.some((who) => standings.includes(who))
  if (!isTheirs) return isHousehold(standings) ? 'own_appeal' : 'not_allowed'
  const reason = hindered[what]
  if (reason) return reason
  return pending && rowOf(what).tells.includes('deciders.request') ? 'request_pending' : 'not_now'
}
