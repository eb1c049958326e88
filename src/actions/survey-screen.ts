import type { ReturnVisit } from '../domain/appeal.ts'
import { needsRework } from '../domain/visits.ts'
import { callButtons, surveyButtons, type SurveyQuestion } from '../flows/buttons.ts'
import type { Screen } from '../flows/screen.ts'
import type { KnownCaller } from '../store/callers.ts'

/**
 * The first question of the return visit that this household has not answered. To a caller, whoever asks them reads it
 * out; they are thanked by telephone.
 */
export function surveyScreen(
  number: string,
  visit: ReturnVisit,
  reminder: boolean,
  caller: KnownCaller | null = null,
): Screen {
  const question = nextQuestion(visit)
  const { solved, satisfied, pressed } = visit
  return {
    screen: 'survey',
    ...{ number, question, reminder, solved, satisfied, pressed, caller },
    again: question === 'done' && needsRework(visit),
    buttons: caller ? callButtons(question, number, caller.id) : surveyButtons(question, number),
  }
}

function nextQuestion({ contacted, solved, satisfied }: ReturnVisit): SurveyQuestion {
  if (contacted === null) return 'contacted'
  if (solved === null) return 'solved'
  return satisfied === null ? 'satisfied' : 'done'
}
