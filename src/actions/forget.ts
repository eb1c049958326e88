import { actorOf } from '../queries/facts.ts'
import { openAppealsOf } from '../queries/own.ts'
import { findAppeal } from '../store/appeals.ts'
import { erasePerson, leaveChat } from '../store/erase.ts'
import type { StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import { reviewLabels } from './demands/labels.ts'
import type { Work } from './desk.ts'
import { leaveUnits } from './invite.ts'
import { rewriteAllCards } from './screens.ts'

/**
 * Erases a person: open appeals are withdrawn, the words, files, name and account go, the figures
 * and the history stay. Staff cards are rewritten, so that the words leave those chats too.
 */
export async function forget(work: Work, person: StoredPerson): Promise<void> {
  const { tx, now } = work
  await leaveUnits(work, person)
  await leaveChat(tx, person)
  const said = ['resident.withdrawn'] as const
  for (const number of await openAppealsOf(tx, person.id)) {
    await act(work, number, { act: 'withdraw' }, actorOf(person), undefined, said)
  }
  const numbers = await erasePerson(tx, person.id, now)
  await reviewLabels(work, numbers)
  for (const number of numbers) {
    const appeal = await findAppeal(tx, number)
    if (appeal) await rewriteAllCards(work, appeal)
  }
}
