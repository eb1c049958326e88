import type { PaperKind } from '../../domain/papers/paper.ts'
import type { ButtonSpec } from '../../flows/screen.ts'
import type { StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'
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
  /** Null: it is to be opened. */
  stored: StoredPaper | null
  about: string | null
  unit: string | null
  /** The unit whose units below it are to be shown. */
  within: string | null
}

type Choices = (work: Work, given: ChoosingFor) => Promise<PaperChoice[]>

/** What can be chosen, by kind and act. */
export const CHOICES: Partial<Record<PaperKind, Record<string, Choices>>> = {
  claim: { claim: promiseChoices, tick: stepChoices, hand: leaderChoices },
  review: { open: sessionChoices },
  item: {
    lead: leadChoices,
    help: helpChoices,
    date: reportChoices,
    reporter: reporterChoices,
  },
}
