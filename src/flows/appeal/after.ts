import { changeButtons } from './after-buttons.ts'
import { refuse, say, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { Screen } from '../screen.ts'
import { needsRework } from '../../domain/visits.ts'
import type { Solved } from '../../domain/appeal.ts'

/** Asks both questions of the return visit anew: the answer changes as a whole, or not at all. */
export function askForChange(_facts: Facts, view: AppealInView): Effect[] {
  const { number } = view.appeal
  if (!view.moves.includes('change')) return [refuse(view.hindered.change ?? 'not_now')]
  const screen: Screen = { screen: 'after', number, asks: 'solved', buttons: changeButtons(number) }
  return [say(screen, 'survey', number)]
}

/** Whether it is solved comes first, then how satisfied they are with it. */
export function changeAnswer(
  _facts: Facts,
  { appeal: { number } }: AppealInView,
  [, answer = 'no', rating]: readonly string[],
): Effect[] {
  const solved = answer as Solved
  if (rating === undefined) {
    const buttons = changeButtons(number, solved)
    return [{ do: 'rewrite', screen: { screen: 'after', number, asks: 'satisfied', buttons } }]
  }
  const again = needsRework({ solved, satisfied: Number(rating) })
  return [
    { do: 'act', arguments: { act: 'change', number, answer, rating } },
    { do: 'rewrite', screen: { screen: 'after_said', number, act: 'change', again } },
  ]
}

/** Long after the end: is it still solved? */
export function answerStill(
  _facts: Facts,
  { appeal: { number } }: AppealInView,
  [, answer = 'no']: readonly string[],
): Effect[] {
  const again = answer === 'no'
  return [
    { do: 'act', arguments: { act: 'still', number, answer } },
    { do: 'rewrite', screen: { screen: 'after_said', number, act: 'still', again } },
  ]
}

/** The unit says that it was in touch, the resident that it was not. */
export function denyContact(_facts: Facts, { appeal: { number } }: AppealInView): Effect[] {
  return [
    { do: 'act', arguments: { act: 'unreached', number } },
    { do: 'rewrite', screen: { screen: 'after_said', number, act: 'unreached', again: false } },
  ]
}
