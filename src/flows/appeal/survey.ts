import { needsRework } from '../../domain/visits.ts'
import type { ReturnVisit, Solved } from '../../domain/appeal.ts'
import { surveyButtons, type SurveyQuestion } from '../buttons.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { Screen } from '../screen.ts'

// In order, each once: the decision refuses an answered question and one out of turn, with its reason.

export function answerContacted(
  _facts: Facts,
  view: AppealInView,
  [, answer = '', caller]: readonly string[],
): Effect[] {
  if (caller !== undefined) return answeredBy(caller, view, 'contacted', answer)
  return answered(view, 'contacted', answer, { contacted: answer === 'yes' }, 'solved')
}

export function answerSolved(
  _facts: Facts,
  view: AppealInView,
  [, answer = '', caller]: readonly string[],
): Effect[] {
  if (caller !== undefined) return answeredBy(caller, view, 'solved', answer)
  return answered(view, 'solved', answer, { solved: answer as Solved }, 'satisfied')
}

export function answerSatisfied(
  _facts: Facts,
  view: AppealInView,
  [, answer = '', caller]: readonly string[],
): Effect[] {
  if (caller !== undefined) return answeredBy(caller, view, 'satisfied', answer)
  return answered(view, 'satisfied', answer, { satisfied: Number(answer) }, 'done')
}

/** What a caller says by telephone. The act rewrites the card, on which stands whom to call: no flow knows that. */
function answeredBy(caller: string, { appeal }: AppealInView, act: Question, answer: string) {
  const { number } = appeal
  return [{ do: 'act' as const, arguments: { act, number, answer, caller: Number(caller) } }]
}

type Question = 'contacted' | 'solved' | 'satisfied'

/** The answer is taken, and the next question takes its place on the card. */
function answered(
  view: AppealInView,
  act: Question,
  answer: string,
  change: Partial<ReturnVisit>,
  next: SurveyQuestion,
): Effect[] {
  const { number, visit } = view.appeal
  if (visit[act] !== null) return [refuse('already_answered')]
  return [
    { do: 'act', arguments: { act, number, answer } },
    { do: 'rewrite', screen: question(number, { ...visit, ...change }, next) },
  ]
}

/** "Someone asked me for a good rating": said once, it stays said. */
export function reportPressure(_facts: Facts, view: AppealInView): Effect[] {
  const { number, visit } = view.appeal
  if (visit.pressed) return [refuse('already_done')]
  return [
    { do: 'act', arguments: { act: 'pressed', number } },
    { do: 'rewrite', screen: question(number, { ...visit, pressed: true }, 'done') },
    toast('done'),
  ]
}

/** The thanks, without buttons. Before the last answer there is nothing to end. */
export function endSurvey(_facts: Facts, { appeal }: AppealInView): Effect[] {
  const { number, status, visit } = appeal
  if (status === 'resolved' && visit.satisfied === null) return [refuse('answer_in_order')]
  const thanks = { ...question(number, visit, 'done'), buttons: [] }
  return [{ do: 'rewrite', screen: thanks }]
}

function question(
  number: string,
  visit: ReturnVisit,
  asks: SurveyQuestion,
): Extract<Screen, { screen: 'survey' }> {
  const { solved, satisfied, pressed } = visit
  const again = asks === 'done' && needsRework(visit)
  const buttons = surveyButtons(asks, number, pressed)
  const answers = { solved, satisfied, again, pressed }
  return {
    screen: 'survey',
    number,
    question: asks,
    reminder: false,
    caller: null,
    ...answers,
    buttons,
  }
}
