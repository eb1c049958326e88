import { LIMITS } from '../domain/limits.ts'
import type { Pace } from '../flows/calm.ts'

const MINUTE_SECONDS = 60
/** More people than write in a minute: above it those whose minute is over are forgotten. */
const PEOPLE_MOST = 10_000

/**
 * Counts the messages of each person in their minute, by the time at which they were sent: what waited while the desk was
 * away is no rush. Kept in memory: it only decides how much is answered, never what is kept.
 */
export function createPace(most: number = LIMITS.messagesAMinute) {
  const minutes = new Map<number, { since: number; count: number }>()

  return (person: number, sentAt: number): Pace => {
    const known = minutes.get(person)
    const isOver = known === undefined || Math.abs(sentAt - known.since) >= MINUTE_SECONDS
    const minute = isOver ? { since: sentAt, count: 0 } : known
    minute.count += 1
    if (isOver) {
      if (minutes.size >= PEOPLE_MOST) forgetBefore(sentAt - MINUTE_SECONDS)
      minutes.set(person, minute)
    }
    if (minute.count <= most) return 'usual'
    return minute.count === most + 1 ? 'rush_begins' : 'rush'
  }

  function forgetBefore(moment: number): void {
    for (const [person, { since }] of minutes) if (since < moment) minutes.delete(person)
    if (minutes.size >= PEOPLE_MOST) minutes.clear()
  }
}
