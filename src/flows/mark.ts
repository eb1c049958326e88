import type { Appeal, Moment } from '../domain/appeal.ts'
import { warningMoments } from '../domain/warnings.ts'
import type { Mark } from './views.ts'

/** Whether an appeal is late, or as near to its date as for a yellow card. */
export function markOf(appeal: Appeal, now: Moment): Mark {
  const { yellow, red } = warningMoments(appeal)
  const hasCome = (moment: Moment | null) =>
    moment !== null && Temporal.Instant.compare(moment, now) <= 0
  return hasCome(red) ? 'late' : hasCome(yellow) ? 'soon' : 'none'
}
