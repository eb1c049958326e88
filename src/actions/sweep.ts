import { isWorkingTime } from '../domain/calendar.ts'
import { nextReminders } from '../domain/reminders.ts'
import { nextAlarm } from '../domain/warnings.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { beginTimer, setTimer, type DueTimer } from '../store/timers.ts'
import { inTransaction, type Desk, type Work } from './desk.ts'
import { giveWarnings, tellWarnings } from './warn.ts'

const SWEEP = { kind: 'sweep', subject: 'all' } as const

/** From the first start on the desk sweeps at each time of reminders. */
export async function beginSweeping(desk: Desk): Promise<void> {
  await inTransaction(desk, ({ tx, now }) => beginTimer(tx, SWEEP, nextReminders(desk.rules, now)))
}

/**
 * Looks at all open appeals at once: gives the cards that have come, and tells everybody together what is late. In one
 * transaction with its timer, so that whoever dies over it has told nobody. One that comes too late, because nobody
 * was there or the clock was moved, is done if people work at that moment, else at the next time.
 */
export async function sweep(work: Work, { kind, subject }: DueTimer): Promise<void> {
  const { tx, now, desk } = work
  await setTimer(tx, kind, subject, nextReminders(desk.rules, now))
  if (!isWorkingTime(desk.rules.calendar, now)) return
  await giveWarnings(work, null)
  await tellWarnings(work, null)
}

/** An urgent appeal rings at any hour, and sets its next alarm. */
export async function soundAlarm(work: Work, appeal: StoredAppeal): Promise<void> {
  const { tx, now } = work
  if (appeal.urgency !== 'urgent') return
  await giveWarnings(work, appeal.id)
  await tellWarnings(work, appeal.id)
  const next = nextAlarm(appeal, now)
  if (next) await setTimer(tx, 'alarm', appeal.number, next)
}
