import { monthLookedAt, nextMonthly } from '../domain/months.ts'
import { beginTimer, setTimer } from '../store/timers.ts'
import type { Desk, Work } from './desk.ts'
import { openByRule } from './papers/act.ts'

const MONTH = { kind: 'month', subject: 'desk' } as const

/** From the first start on, the month before is looked at once a month. */
export function beginMonths({ db, rules, now }: Desk): Promise<void> {
  return beginTimer(db.prisma, MONTH, nextMonthly(rules, now()))
}

/** Opens the study and drafts the notice of the month before. After a standstill only the last month has its own. */
export async function lookAtMonth(work: Work): Promise<void> {
  const { tx, now, desk } = work
  await setTimer(tx, MONTH.kind, MONTH.subject, nextMonthly(desk.rules, now))
  const month = monthLookedAt(desk.rules, now)
  for (const kind of ['study', 'notice'] as const) {
    const opened = await openByRule(work, kind, { about: null, unit: null }, month)
    if (!opened.ok && opened.refusal !== 'already_done')
      throw new Error(`The ${kind} of ${month} was refused: ${opened.refusal}`)
  }
}
