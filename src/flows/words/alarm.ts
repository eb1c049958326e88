import type { Appeal } from '../../domain/appeal.ts'
import { rowOf } from '../../domain/lifecycle.ts'
import { say, type Effect } from '../effect.ts'
import type { Facts } from '../facts.ts'
import type { Screen } from '../screen.ts'

type Alarm = Extract<Screen, { screen: 'emergency' }>

/** Words that join a draft: whom to call for what they speak of and the words before did not. */
export function alarmInDraft(before: string, now: string, facts: Facts): Effect[] {
  const { emergencies } = facts.reads
  const told = emergencies(before)
  return tell(emergencies(now), told, 'draft', facts)
}

/** Words about an appeal: whom to call for what its resident has not spoken of before. */
export function alarmInAppeal(spoken: readonly string[], appeal: Appeal, facts: Facts): Effect[] {
  const isHandled = rowOf('raise').from.includes(appeal.status)
  return tell(spoken, appeal.emergencies, isHandled ? 'appeal' : null, facts)
}

/** A message of its own for each, before anything else is said: a life may hang on the first line. */
function tell(
  spoken: readonly string[],
  told: readonly string[],
  about: Alarm['about'],
  { org }: Facts,
): Effect[] {
  return org.emergencies
    .filter(({ code }) => spoken.includes(code) && !told.includes(code))
    .map(({ call, advice }) => say({ screen: 'emergency', call, advice, about }))
}
