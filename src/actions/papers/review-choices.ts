import { coUnitsOf, leadOf } from '../../domain/papers/item.ts'
import { sessionDays } from '../../domain/sessions.ts'
import { unitColleagues } from '../../queries/audience.ts'
import { findWithRequest } from '../../store/requests.ts'
import type { Work } from '../desk.ts'
import type { ChoosingFor, PaperChoice } from './choices.ts'
import { dayChoices } from './day-choices.ts'
import { unitChoices } from './unit-choices.ts'

const DAYS_OFFERED = 6
const REPORTS = [1, 3, 5, 10, 15, 20]

/** The next days on which people work. */
export function sessionChoices({ now, desk }: Work): Promise<PaperChoice[]> {
  const days = sessionDays(desk.rules.calendar, now, DAYS_OFFERED)
  return Promise.resolve(
    days.map((day) => ({
      choice: day.toString(),
      label: 'choose_day',
      values: { date: day },
    })),
  )
}

/** Any unit, one level at a time. */
export function leadChoices({ desk }: Work, { within }: ChoosingFor): Promise<PaperChoice[]> {
  return Promise.resolve(unitChoices(desk.rules.org, within))
}

/** Any unit but the lead unit; those that are chosen already come first, to be taken off again. */
export function helpChoices(
  { desk }: Work,
  { stored, within }: ChoosingFor,
): Promise<PaperChoice[]> {
  const chosen = stored && within === null ? coUnitsOf(stored) : []
  const lead = stored && leadOf(stored)
  const others = unitChoices(desk.rules.org, within).filter(
    ({ choice }) => choice !== lead && !chosen.includes(choice),
  )
  const first = chosen.map((unit) => ({ choice: unit, label: 'choose_unit', values: { unit } }))
  return Promise.resolve([...first, ...others])
}

export function reportChoices(): Promise<PaperChoice[]> {
  return Promise.resolve(dayChoices(REPORTS))
}

/** The people of the lead unit. */
export async function reporterChoices(
  { tx }: Work,
  { stored }: ChoosingFor,
): Promise<PaperChoice[]> {
  if (!stored) return []
  const whole = stored.appeal === null ? null : await findWithRequest(tx, stored.appeal)
  const households = whole
    ? [whole.appeal.resident, ...whole.joiners.map(({ person }) => person)]
    : []
  const people = await unitColleagues(tx, leadOf(stored), households)
  return people.map(({ id, name }) => ({
    choice: String(id),
    label: 'choose_person',
    values: { name },
  }))
}
