import type { Outcome } from './appeal.ts'
import type { Change } from './change.ts'
import type { TimerKind } from './command.ts'
import type { Case } from './guards.ts'

export const SURVEY_TIMERS: TimerKind[] = ['survey', 'survey_remind', 'survey_close']

/** The end of an appeal without a return visit. */
export function end(outcome: Outcome, { now, pending, rules }: Case): Change {
  return {
    appeal: { outcome, closedAt: now },
    settles: pending ? 'moot' : null,
    clear: [...SURVEY_TIMERS, 'shelf_review'],
    set: [retention({ now, rules })],
  }
}

/** When the words of a closed appeal are erased; its figures and its history stay. */
export function retention({ now, rules }: Pick<Case, 'now' | 'rules'>) {
  const at = now.add({ hours: rules.org.privacy.retainHours })
  return { kind: 'retain', at } as const
}
