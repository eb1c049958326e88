import { cameLate, tellsOfAway, type Hearing } from '../domain/away.ts'
import { awayTold, rememberAwayTold } from '../store/away.ts'
import type { StoredPerson } from '../store/people.ts'
import { say } from './cards.ts'
import type { Work } from './desk.ts'

/** Tells a person whose message waited for the desk that it was away, before the message is answered. */
export async function tellOfAway(
  work: Work,
  person: StoredPerson,
  hearing: Hearing,
): Promise<void> {
  // Asked of the database only after an outage.
  if (!cameLate(hearing)) return
  if (!tellsOfAway(hearing, await awayTold(work.tx, person.id))) return
  await rememberAwayTold(work.tx, person.id, hearing.heard)
  say(work, person, { screen: 'away' }, null, 'once')
}
