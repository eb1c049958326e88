import type { Appeal } from '../../domain/appeal.ts'
import { isSubject, mayHold } from '../../domain/conduct.ts'
import { unitOf, type Org } from '../../domain/organisation.ts'
import type { ActName } from '../../domain/lifecycle.ts'
import { isStaffed } from '../../domain/rules.ts'
import { button } from '../button.ts'
import { MOST_BUTTONS } from '../choices.ts'
import { unitsNear } from '../buttons.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { ButtonSpec } from '../screen.ts'
import { promptFor } from '../words/prompt.ts'
import { isWorkCard } from './task.ts'

/** Asks which unit should help, then what it is to do. */
export function askHelp(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { number } = view.appeal
  const [, unit] = args
  if (!view.moves.includes('ask_help')) return promptFor('ask_help', facts, view)
  if (unit === undefined)
    return [{ do: 'show', what: { what: 'help', number, edit: isWorkCard(facts.card) } }]
  if (!unitOf(facts.org, unit)) return [toast('nothing_there')]
  if (unit === view.appeal.unit) return [refuse('same_unit')]
  // Said before the words are typed, which would be lost.
  if (isSubject(facts.org, view.appeal.about, unit)) return [refuse('about_own_unit')]
  if (!isStaffed(facts, unit)) return [refuse('unit_without_staff')]
  return promptFor('ask_help', facts, view, unit)
}

/** The co-unit is no longer needed. */
export function endHelp(
  _facts: Facts,
  { appeal: { number } }: AppealInView,
  [, unit = '']: readonly string[],
): Effect[] {
  return [{ do: 'act', arguments: { act: 'end_help', number, unit } }, toast('done')]
}

/** Units that may be asked to help: somebody is there, and they do not do so already. */
export function helpButtons(
  { number, unit, about }: Pick<Appeal, 'number' | 'unit' | 'about'>,
  org: Org,
  helping: readonly string[],
): ButtonSpec[] {
  const choices = unitsNear(org, unit).filter(
    (code) => !helping.includes(code) && mayHold({ org }, about, code),
  )
  return [
    ...choices
      .slice(0, MOST_BUTTONS)
      .map((code) => button('task.help', [number, code], 'ask_help_of', { unit: code })),
    button('task.show', [number], 'back'),
  ]
}

/** One for each co-unit, for whoever may end its help. */
export function endHelpButtons(
  moves: readonly ActName[],
  number: string,
  helps: readonly { unit: string }[],
): ButtonSpec[] {
  if (!moves.includes('end_help')) return []
  return helps.map(({ unit }) => button('task.unhelp', [number, unit], 'end_help', { unit }))
}

/** The buttons of a co-unit's card. */
export function helpingButtons(moves: readonly ActName[], number: string): ButtonSpec[] {
  return moves.includes('help') ? [button('task.helped', [number], 'helped')] : []
}
