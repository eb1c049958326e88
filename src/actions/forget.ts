import { actorOf } from '../domain/actor.ts'
import { movesOf } from '../domain/moves.ts'
import { loadCase } from '../queries/facts.ts'
import { openAppealsOf } from '../queries/own.ts'
import { erasePerson, leaveChat } from '../store/erase.ts'
import type { StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import type { Work } from './desk.ts'
import { showErased } from './erased.ts'
import { leaveUnits } from './invite.ts'

/**
 * Erases a person: open appeals are withdrawn or left to those who joined them, the words, files, name and account go, the figures
 * and the history stay. Staff cards are rewritten, so that the words leave those chats too.
 */
export async function forget(work: Work, person: StoredPerson): Promise<void> {
  const { tx, now } = work
  await leaveUnits(work, person)
  await leaveChat(tx, person)
  for (const number of await openAppealsOf(tx, person.id)) await depart(work, person, number)
  const numbers = await erasePerson(tx, person.id, now)
  await showErased(work, numbers)
}

/** Where neighbours stand behind the appeal too, it goes on with them; else it is withdrawn. */
async function depart(work: Work, person: StoredPerson, number: string): Promise<void> {
  const { tx, desk, now } = work
  const actor = actorOf(person)
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, true)
  const leaves = loaded !== null && movesOf(actor, loaded).includes('leave')
  const command = { act: leaves ? 'leave' : 'withdraw' } as const
  await act(work, number, command, actor, undefined, ['resident.withdrawn'])
}
