import type { Moment } from '../appeal.ts'
import { addWorking, isWorkingTime, nextWorkingTime } from '../calendar.ts'
import { whenToTell } from '../deadlines.ts'
import type { NextAct, PaperCase } from './paper.ts'

/**
 * What the desk says by itself about a meeting: a reminder so long before it as the policy says and one on its morning,
 * as far as people work then and hear of it early enough; and, one working day after it, that nothing is on record.
 */
export function nextMeetingAct(given: PaperCase): NextAct | null {
  const { paper, appeal, now, rules } = given
  if (!paper.due || paper.data['unrecorded'] === true) return null
  const said = typeof paper.data['reminded'] === 'number' ? paper.data['reminded'] : 0
  const next = reminders(given)[said]
  // Nobody is reminded of what has begun.
  if (next && Temporal.Instant.compare(now, paper.due) < 0) return { act: 'remind', at: next }
  const later = addWorking(rules.calendar, paper.due, { amount: 1, unit: 'days' })
  return { act: 'unrecorded', at: whenToTell(rules, appeal ?? { urgency: 'normal' }, later) }
}

/** How many of its reminders have come by then: those that were missed are not made up for. */
export function remindersUntil(given: PaperCase, until: Moment): number {
  return reminders(given).filter((at) => Temporal.Instant.compare(at, until) <= 0).length
}

/** The moments at which people are reminded: after they were told of it, before it begins, and while they work. */
function reminders({ paper, rules }: PaperCase): Moment[] {
  const { due, data, openedAt } = paper
  if (!due) return []
  const { calendar, org } = rules
  const since = typeof data['since'] === 'string' ? Temporal.Instant.from(data['since']) : openedAt
  const [first = 0] = org.policy.reminders.at
  const plainTime = { hour: Math.floor(first / 60), minute: first % 60 }
  const morning = due.toZonedDateTimeISO(calendar.timezone).withPlainTime(plainTime).toInstant()
  return [beforehand(due, { calendar, org }), morning].filter(
    (at, index, all) =>
      isWorkingTime(calendar, at) &&
      Temporal.Instant.compare(at, since) > 0 &&
      Temporal.Instant.compare(at, due) < 0 &&
      all.findIndex((other) => other.equals(at)) === index,
  )
}

/** The last working moment from which the policy's time is still to be worked until the meeting. */
function beforehand(
  due: Moment,
  { calendar, org }: Pick<PaperCase['rules'], 'calendar' | 'org'>,
): Moment {
  const { remind } = org.policy.meeting
  const zoned = due.toZonedDateTimeISO(calendar.timezone)
  if (remind.unit === 'hours')
    return nextWorkingTime(calendar, due.subtract({ hours: remind.amount }))
  const [first = 0] = org.policy.reminders.at
  const plainTime = { hour: Math.floor(first / 60), minute: first % 60 }
  let date = zoned.toPlainDate()
  for (let left = remind.amount; left > 0;) {
    date = date.subtract({ days: 1 })
    if (calendar.isWorkingDay(date)) left -= 1
  }
  return date.toZonedDateTime({ timeZone: calendar.timezone, plainTime }).toInstant()
}
