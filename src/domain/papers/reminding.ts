import { nextWorkingTime } from '../calendar.ts'
import type { NextAct, PaperCase, PaperRules } from './paper.ts'

/** The reminder and the news that it is overdue, each once for a date: they are marked on the paper. */
export const REMINDING: PaperRules['changes'] = {
  remind: () => ({ data: { reminded: true } }),
  overdue: () => ({ data: { reminded: true, overdue: true } }),
}

/** An answer says on record whether it came in time. */
export const ANSWERING: PaperRules['changes'] = {
  answer: ({ paper, now }) => ({
    entry: { late: paper.due !== null && Temporal.Instant.compare(now, paper.due) > 0 },
  }),
}

/** What a new date takes back. */
export const NOT_REMINDED = { reminded: false, overdue: false, escalated: false } as const

/**
 * What the desk says next by itself about a paper with a date: a reminder in the morning of that day, unless it was
 * made on the same day; and, once, that it is overdue. Only when people work.
 */
export function nextReminder({ paper, rules }: PaperCase): NextAct | null {
  const { due, data, openedAt } = paper
  if (!due || paper.closedAt || data['overdue'] === true) return null
  const { calendar, org } = rules
  const day = due.toZonedDateTimeISO(calendar.timezone).toPlainDate()
  const [first = 0] = org.policy.reminders.at
  const plainTime = { hour: Math.floor(first / 60), minute: first % 60 }
  const morning = day.toZonedDateTime({ timeZone: calendar.timezone, plainTime }).toInstant()
  const isNews = openedAt.toZonedDateTimeISO(calendar.timezone).toPlainDate().equals(day)
  if (data['reminded'] !== true && !isNews && Temporal.Instant.compare(morning, due) < 0)
    return { act: 'remind', at: nextWorkingTime(calendar, morning) }
  return { act: 'overdue', at: nextWorkingTime(calendar, due.add({ minutes: 1 })) }
}
