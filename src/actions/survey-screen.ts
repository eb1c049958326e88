import type { ReturnVisit } from '../domain/appeal.ts'
import { surveyButtons, type SurveyQuestion } from '../flows/buttons.ts'
import type { Screen } from '../flows/screen.ts'

/** The first question of the return visit that this household has not answered. */
export function surveyScreen(number: string, visit: ReturnVisit, reminder: boolean): Screen {
  const question: SurveyQuestion =
    visit.contacted === null ? 'contacted' : visit.solved === null ? 'solved' : 'satisfied'
  const { solved, satisfied, pressed } = visit
  return {
    screen: 'survey',
    ...{ number, question, reminder, solved, satisfied, pressed },
    again: false,
    buttons: surveyButtons(question, number),
  }
}
