import type { Moment } from '../domain/appeal.ts'
import { warningsNow, type Dated } from '../domain/warnings.ts'
import type { Mark } from './views.ts'

/** Whether an appeal is late, or as near to its date as for a yellow card. */
export function markOf(appeal: Dated, now: Moment): Mark {
  const warnings = warningsNow(appeal, now)
  return warnings.includes('red') ? 'late' : warnings.includes('yellow') ? 'soon' : 'none'
}
