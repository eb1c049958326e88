import type { Change } from './change.ts'
import type { Case } from './guards.ts'
import { rowOf } from './lifecycle.ts'

/** Emergencies that come to an appeal are kept with it, and an open one becomes urgent. */
export function dangerIn(
  emergencies: readonly string[] = [],
  { appeal }: Pick<Case, 'appeal'>,
): Change {
  const news = emergencies.filter((code) => !appeal.emergencies.includes(code))
  if (news.length === 0) return {}
  const mayRaise = appeal.urgency === 'normal' && rowOf('raise').from.includes(appeal.status)
  return {
    appeal: { emergencies: [...appeal.emergencies, ...news] },
    data: { emergencies: news.join(' ') },
    ...(mayRaise ? { next: { act: 'raise' } } : {}),
  }
}
