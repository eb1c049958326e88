import type { UnitRequest } from '../domain/appeal.ts'
import type { ActName } from '../domain/lifecycle.ts'
import { countyOf, unitOf, type Org } from '../domain/organisation.ts'
import { button } from './button.ts'
import { MOST_BUTTONS } from './choices.ts'
import type { ButtonSpec } from './screen.ts'
import type { Verb } from './verbs.ts'

/** Staff: what each allowed act looks like as a button, in the order of the card. */
const OF_TASK: readonly [ActName, Verb, string][] = [
  ['accept', 'task.accept', 'accept'],
  ['note', 'task.note', 'note'],
  ['ask', 'ask', 'ask'],
  ['resolve', 'task.resolve', 'resolve'],
  ['memo', 'task.memo', 'memo'],
  ['contact', 'task.contact', 'contact'],
  ['ask_help', 'task.help', 'ask_help'],
  ['hand', 'task.assign', 'assign'],
  ['assign', 'task.assign', 'assign'],
  ['reassign', 'task.assign', 'assign'],
  ['recategorise', 'task.category', 'category'],
  ['about', 'task.about', 'about'],
  ['ask_return', 'task.return', 'ask_return'],
  ['ask_extension', 'task.extend', 'ask_extension'],
  ['ask_suspension', 'task.suspend', 'ask_suspension'],
  ['ask_explained', 'task.explain', 'ask_explained'],
  ['lower', 'task.lower', 'lower'],
  ['resume', 'task.resume', 'resume'],
  ['merge', 'task.merge', 'merge'],
  ['split', 'task.split', 'split'],
  ['decline', 'task.decline', 'decline'],
]

/** The buttons of a work card: exactly the moves that are allowed now. */
export function taskButtons(
  moves: readonly ActName[],
  number: string,
  pending: UnitRequest | null = null,
): ButtonSpec[] {
  const buttons: ButtonSpec[] = []
  for (const [act, verb, label] of OF_TASK) {
    const isThere = buttons.some((one) => one.verb === verb)
    if (moves.includes(act) && !isThere) buttons.push(button(verb, [number], label))
  }
  return pending ? [...buttons, ...decisionButtons(moves, pending)] : buttons
}

/** A dispatcher's card of an appeal without a unit: the unit that the guess points to comes first. */
export function queueButtons(
  moves: readonly ActName[],
  number: string,
  suggested: string | null,
): ButtonSpec[] {
  const buttons = taskButtons(moves, number)
  if (suggested === null || !moves.includes('assign')) return buttons
  const values = { unit: suggested }
  return [button('task.assign', [number, suggested], 'suggested_unit', values), ...buttons]
}

/** Approve and deny, for whoever may decide this request. */
function decisionButtons(moves: readonly ActName[], { id, kind }: UnitRequest): ButtonSpec[] {
  const buttons: ButtonSpec[] = []
  if (moves.includes(`approve_${kind}`)) buttons.push(button('task.approve', [id], 'approve'))
  if (moves.includes(`deny_${kind}`)) buttons.push(button('task.deny', [id], 'deny'))
  return buttons
}

/** The buttons of a request that waits, on the card of whoever may decide it. */
export function requestButtons({ id, number }: { id: number; number: string }): ButtonSpec[] {
  return [
    button('task.approve', [id], 'approve'),
    button('task.deny', [id], 'deny'),
    button('task.show', [number], 'open_task'),
  ]
}

/** The buttons of a resident's card: the timeline always, the rest as it is allowed now. */
export function promiseButtons(moves: readonly ActName[], number: string): ButtonSpec[] {
  const buttons: ButtonSpec[] = []
  // First, since it goes away when pressed: a second tap of somebody in a hurry meets the timeline, no withdrawal.
  if (moves.includes('urge')) buttons.push(button('appeal.remind', [number], 'remind'))
  buttons.push(button('appeal.show', [number], 'show', { number }))
  if (moves.includes('answer')) buttons.push(button('appeal.add', [number], 'answer'))
  else if (moves.includes('add')) buttons.push(button('appeal.add', [number], 'add'))
  if (moves.includes('leave')) buttons.push(button('appeal.withdraw', [number], 'leave'))
  else if (moves.includes('withdraw')) buttons.push(button('appeal.withdraw', [number], 'withdraw'))
  if (moves.includes('change')) buttons.push(button('appeal.change', [number], 'change'))
  if (moves.includes('reopen')) buttons.push(button('appeal.reopen', [number], 'reopen'))
  return buttons
}

/** Below a question of the unit. */
export function questionButtons(number: string): ButtonSpec[] {
  return [button('appeal.add', [number], 'answer')]
}

/** Below words that the unit hears: the way to the work card. */
export function wordsButtons(number: string): ButtonSpec[] {
  return [button('task.show', [number], 'open_task')]
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
      return [1, 2, 3, 4, 5].map((rating) =>
        button('survey.satisfied', [number, rating], `rate_${rating}`),
      )
    case 'done': {
      const comment = button('survey.comment', [number], 'comment')
      const done = button('survey.done', [number], 'survey_done')
      return pressed
        ? [comment, done]
        : [comment, done, button('survey.pressed', [number], 'pressed_on')]
    }
  }
}

/** The same for whoever asks a caller, and the way to what it is about; after the last one nothing. */
export function callButtons(
  question: SurveyQuestion,
  number: string,
  caller: number,
): ButtonSpec[] {
  if (question === 'done') return []
  const answers = surveyButtons(question, number)
  return [
    ...answers.map((one) => ({ ...one, args: [...one.args, caller] })),
    ...wordsButtons(number),
  ]
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

/** The units into which a head may invite. */
export function inviteButtons(units: readonly string[]): ButtonSpec[] {
  return units
    .slice(0, MOST_BUTTONS)
    .map((unit) => button('invite', [unit], 'invite_unit', { unit }))
}

/** Below the news of a colleague: the way to take it back. */
export function uninviteButtons(post: number): ButtonSpec[] {
  return [button('uninvite', [post], 'uninvite')]
}

export type ListName = 'my' | 'tasks' | 'unit' | 'queue' | 'find'

/** A button for each appeal on the page, then the way to the other pages. Pages count from 0. */
export function listButtons(
  list: ListName,
  items: readonly { number: string }[],
  page: number,
  hasMore: boolean,
): ButtonSpec[] {
  const [verb, label] =
    list === 'my'
      ? (['appeal.show', 'show_appeal'] as const)
      : (['task.show', 'show_task'] as const)
  const buttons = items.map(({ number }) => button(verb, [number], label, { number }))
  if (page > 0) buttons.push(button(list, [page - 1], 'previous'))
  if (hasMore) buttons.push(button(list, [page + 1], 'next'))
  return buttons
}

/** The appeals into which this one may be merged. */
export function mergeButtons(number: string, similar: readonly { number: string }[]): ButtonSpec[] {
  const choices = similar.map((one) =>
    button('task.merge', [number, one.number], 'merge_into', { number: one.number }),
  )
  return [...choices, button('task.show', [number], 'back')]
}

/** Whom an appeal can be handed to: people of the unit for its head, units for a dispatcher. */
export function assignButtons(
  number: string,
  org: Org,
  people: readonly { id: number; name: string }[],
  to: 'people' | 'units',
  parent: string | null = null,
): ButtonSpec[] {
  const back = button('task.show', [number], 'back')
  if (to === 'people') {
    const choices = people.map(({ id, name }) =>
      button('task.assign', [number, id], 'assign_person', { name }),
    )
    return [...choices.slice(0, MOST_BUTTONS), back]
  }
  return [...unitChoices(number, org, parent).slice(0, MOST_BUTTONS), back]
}

/** A unit with others below it can be chosen or opened: two buttons. */
function unitChoices(number: string, org: Org, parent: string | null): ButtonSpec[] {
  const above = parent ?? countyOf(org)?.code ?? null
  const level = org.units.filter((unit) => unit.parent === above)
  const self = parent === null ? undefined : unitOf(org, parent)
  return (self ? [self, ...level] : level).map((unit) => {
    const isOpened = unit === self || !org.units.some(({ parent: over }) => over === unit.code)
    const verb: Verb = isOpened ? 'task.assign' : 'task.units'
    const label = isOpened ? 'assign_unit' : 'open_township'
    return button(verb, [number, unit.code], label, { unit: unit.code })
  })
}

/** Units that may be proposed for a returned appeal. */
export function proposeButtons(
  { id, unit }: Pick<UnitRequest, 'id' | 'unit'>,
  org: Org,
): ButtonSpec[] {
  return [
    ...unitsNear(org, unit)
      .slice(0, MOST_BUTTONS)
      .map((code) => button('task.propose', [id, code], 'propose_unit', { unit: code })),
    button('task.propose', [id, 'none'], 'propose_none'),
  ]
}

/** All units but this one while they are few, else the departments, the townships and the neighbours of this one. */
export function unitsNear(org: Org, unit: string | null): string[] {
  const near = [countyOf(org)?.code, unitOf(org, unit)?.parent]
  const others = org.units.filter(({ code, parent }) => parent !== null && code !== unit)
  const few = others.length <= FEW_UNITS
  return others.filter(({ parent }) => few || near.includes(parent)).map(({ code }) => code)
}

const FEW_UNITS = 24
