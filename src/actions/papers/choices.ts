import { MOST_BUTTONS } from '../../flows/choices.ts'
import { DIRECTIVES } from '../../domain/papers/directive.ts'
import type { PaperKind } from '../../domain/papers/paper.ts'
import type { ButtonSpec } from '../../flows/screen.ts'
import type { StoredPaper } from '../../store/papers.ts'
import type { StoredPerson } from '../../store/people.ts'
import type { Work } from '../desk.ts'
import { moveChoices, outcomeChoices, planChoices } from './meeting-choices.ts'
import { headOf } from '../../flows/paper/notice-views.ts'
import { dayChoices } from './day-choices.ts'
import { unitChoices } from './unit-choices.ts'
import { leaderChoices, promiseChoices, stepChoices } from './claim-choices.ts'
import {
  helpChoices,
  leadChoices,
  reportChoices,
  reporterChoices,
  sessionChoices,
} from './review-choices.ts'

/** One thing that an act can be done with. `choice` goes into the button. */
export interface PaperChoice {
  choice: string
  label: string
  values?: ButtonSpec['values']
}

/** What the choices are made for. */
export interface ChoosingFor {
  /** Who is to choose. */
  person: StoredPerson
  /** Null: it is to be opened. */
  stored: StoredPaper | null
  about: string | null
  unit: string | null
  /** The unit whose units below it are to be shown. */
  within: string | null
}

type Choices = (work: Work, given: ChoosingFor) => PaperChoice[] | Promise<PaperChoice[]>

/** What can be chosen, by kind and act. */
export const CHOICES: Partial<Record<PaperKind, Record<string, Choices>>> = {
  // An instruction, a reminder with words, or just a reminder.
  directive: { open: () => DIRECTIVES.map((choice) => ({ choice, label: `directive_${choice}` })) },
  order: { open: () => dayChoices([1, 2, 3, 5, 10]) },
  meeting: {
    open: (work, { within }) => planChoices(work, within),
    move: (work, { stored, within }) => moveChoices(work, stored, within),
    invite: ({ desk }, { within }) => unitChoices(desk.rules.org, within),
    record: outcomeChoices,
  },
  notice: { agree: ownUnits, object: ownUnits },
  interview: { date: () => dayChoices([1, 2, 3, 4, 5]) },
  claim: { claim: promiseChoices, tick: stepChoices, hand: leaderChoices },
  review: { open: sessionChoices },
  item: {
    lead: leadChoices,
    help: helpChoices,
    date: reportChoices,
    reporter: reporterChoices,
  },
}

/** The units of which somebody is head, but the county, which has no peers. */
function ownUnits({ desk }: Work, { person }: ChoosingFor): Promise<PaperChoice[]> {
  const units = headOf(person, desk.rules.org).slice(0, MOST_BUTTONS)
  return Promise.resolve(
    units.map((unit) => ({ choice: unit, label: 'choose_unit', values: { unit } })),
  )
}
