import { IN_WORDS, stepsIn, ticked } from '../../domain/papers/claim.ts'
import { leadersBesides } from '../../queries/claims.ts'
import { findWithRequest } from '../../store/requests.ts'
import { paperEntries } from '../../store/papers.ts'
import type { ChoosingFor, PaperChoice } from './choices.ts'
import { dayChoices } from './day-choices.ts'
import type { Work } from '../desk.ts'

const PROMISES = [3, 5, 10, 20]

/** Within how many working days; or the leader writes it with the steps. */
export function promiseChoices(): Promise<PaperChoice[]> {
  const inWords = { choice: IN_WORDS, label: 'choose_in_words' }
  return Promise.resolve([...dayChoices(PROMISES), inWords])
}

/** The steps that are not done yet, by their numbers and first words. */
export async function stepChoices({ tx }: Work, { stored }: ChoosingFor): Promise<PaperChoice[]> {
  if (!stored) return []
  const done = ticked(stored.data)
  return stepsIn(await paperEntries(tx, stored.id)).flatMap((name, at) =>
    done.includes(at + 1)
      ? []
      : [{ choice: String(at + 1), label: 'choose_step', values: { count: at + 1, name } }],
  )
}

/** The other leaders, but for those who stand behind the appeal. */
export async function leaderChoices({ tx }: Work, { stored }: ChoosingFor): Promise<PaperChoice[]> {
  const whole = stored?.appeal ? await findWithRequest(tx, stored.appeal) : null
  const households = whole
    ? [whole.appeal.resident, ...whole.joiners.map(({ person }) => person)]
    : []
  const besides = [...households, ...(stored?.leader ? [stored.leader] : [])]
  const people = await leadersBesides(tx, besides)
  return people.map(({ id, name }) => ({
    choice: String(id),
    label: 'choose_person',
    values: { name },
  }))
}
