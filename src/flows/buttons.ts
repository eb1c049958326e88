import type { UnitRequest } from '../domain/appeal.ts'
import type { ActName } from '../domain/lifecycle.ts'
import type { ButtonSpec } from './screen.ts'
import type { Verb } from './verbs.ts'

/** One button. The verb is checked against the table of verbs. */
export function button(
  verb: Verb,
  args: (string | number)[],
  label: string,
  values?: ButtonSpec['values'],
): ButtonSpec {
  return values ? { verb, args, label, values } : { verb, args, label }
}

/** Staff: what each allowed act looks like as a button, in the order of the card. */
const OF_TASK: readonly [ActName, Verb, string][] = [
  ['accept', 'task.accept', 'accept'],
  ['note', 'task.note', 'note'],
  ['ask', 'ask', 'ask'],
  ['resolve', 'task.resolve', 'resolve'],
  ['memo', 'task.memo', 'memo'],
  ['hand', 'task.assign', 'assign'],
  ['assign', 'task.assign', 'assign'],
  ['reassign', 'task.assign', 'assign'],
  ['recategorise', 'task.category', 'change_category'],
  ['ask_return', 'task.return', 'ask_return'],
  ['ask_extension', 'task.extend', 'ask_extension'],
  ['ask_suspension', 'task.suspend', 'ask_suspension'],
  ['resume', 'task.resume', 'resume'],
  ['decline', 'task.decline', 'decline'],
]

/** The buttons of a work card: exactly the moves that are allowed now. */
export function taskButtons(
  moves: readonly ActName[],
  number: string,
  more: { pending?: UnitRequest | null; suggested?: string | null } = {},
): ButtonSpec[] {
  const buttons: ButtonSpec[] = []
  if (more.suggested && moves.includes('assign'))
    buttons.push(
      button('task.assign', [number, more.suggested], 'suggested_unit', { unit: more.suggested }),
    )
  for (const [act, verb, label] of OF_TASK) {
    const isThere = buttons.some((one) => one.verb === verb && one.args.length === 1)
    if (moves.includes(act) && !isThere) buttons.push(button(verb, [number], label))
  }
  return more.pending ? [...buttons, ...decisionButtons(moves, more.pending)] : buttons
}

/** Approve and deny, for whoever may decide this request. */
function decisionButtons(moves: readonly ActName[], { id, kind }: UnitRequest): ButtonSpec[] {
  const buttons: ButtonSpec[] = []
  if (moves.includes(`approve_${kind}`)) buttons.push(button('task.approve', [id], 'approve'))
  if (moves.includes(`deny_${kind}`)) buttons.push(button('task.deny', [id], 'deny'))
  return buttons
}

/** The buttons of a request, on the card of whoever may decide it. */
export function requestButtons(
  request: Pick<UnitRequest, 'id' | 'state'>,
  number: string,
): ButtonSpec[] {
  const show = button('task.show', [number], 'show_task', { number })
  if (request.state !== 'pending') return [show]
  return [
    button('task.approve', [request.id], 'approve'),
    button('task.deny', [request.id], 'deny'),
    show,
  ]
}

/** The buttons of a resident's card: the timeline always, the rest as it is allowed now. */
export function promiseButtons(moves: readonly ActName[], number: string): ButtonSpec[] {
  const buttons = [button('appeal.show', [number], 'show')]
  if (moves.includes('answer')) buttons.push(button('appeal.add', [number], 'answer'))
  else if (moves.includes('add')) buttons.push(button('appeal.add', [number], 'add'))
  if (moves.includes('urge')) buttons.push(button('appeal.remind', [number], 'remind'))
  if (moves.includes('withdraw')) buttons.push(button('appeal.withdraw', [number], 'withdraw'))
  return buttons
}

export type SurveyQuestion = 'contacted' | 'solved' | 'satisfied' | 'done'

/** The answers of one question of the return visit; after the last one, what may still be added. */
export function surveyButtons(
  question: SurveyQuestion,
  number: string,
  pressed = false,
): ButtonSpec[] {
  switch (question) {
    case 'contacted':
      return ['yes', 'no'].map((answer) =>
        button('survey.contacted', [number, answer], `contacted_${answer}`),
      )
    case 'solved':
      return ['yes', 'partly', 'no'].map((answer) =>
        button('survey.resolved', [number, answer], `solved_${answer}`),
      )
    case 'satisfied':
      return [5, 4, 3, 2, 1].map((rating) =>
        button('survey.satisfied', [number, rating], `rate_${rating}`),
      )
    case 'done': {
      const comment = button('survey.comment', [number], 'comment')
      const done = button('survey.done', [number], 'survey_done')
      return pressed
        ? [comment, done]
        : [comment, button('survey.pressed', [number], 'pressed_on'), done]
    }
  }
}

/** The way out of a prompt. */
export function promptButtons(): ButtonSpec[] {
  return [button('cancel', [], 'cancel_words')]
}

export function languageButtons(): ButtonSpec[] {
  return [button('lang', ['zh-CN'], 'language_zh'), button('lang', ['en'], 'language_en')]
}

export function forgetButtons(): ButtonSpec[] {
  return [button('forget', ['yes'], 'forget_yes'), button('forget', ['no'], 'forget_no')]
}

export type ListName = 'my' | 'tasks' | 'unit' | 'queue' | 'find'

/** A button for each appeal on the page, then the way to the other pages. Pages count from 0. */
export function listButtons(
  list: ListName,
  numbers: readonly string[],
  page: number,
  hasMore: boolean,
): ButtonSpec[] {
  const [verb, label] =
    list === 'my'
      ? (['appeal.show', 'show_appeal'] as const)
      : (['task.show', 'show_task'] as const)
  const buttons = numbers.map((number) => button(verb, [number], label, { number }))
  if (page > 0) buttons.push(button(list, [page - 1], 'previous'))
  if (hasMore) buttons.push(button(list, [page + 1], 'next'))
  return buttons
}
