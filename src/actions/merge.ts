import type { Command } from '../domain/command.ts'
import { actorOf } from '../domain/actor.ts'
import type { Refusal } from '../domain/refusal.ts'
import { findAppeal, lockAppeals } from '../store/appeals.ts'
import type { StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import type { Work } from './desk.ts'

type Outcome = Refusal | 'no_such_appeal' | null

/**
 * Merges an appeal into another one: its resident, and whoever joined it, stand behind the other one from then on,
 * hear of it and are asked in its return visit.
 */
export function merge(
  work: Work,
  person: StoredPerson,
  number: string,
  into: string,
): Promise<Outcome> {
  const merging: Command = { act: 'merge', other: into }
  return onBoth(work, person, number, merging, into, { act: 'absorb', other: number })
}

/** Parts an appeal from the one into which it was merged: it is open again, with the unit that has the other one. */
export async function split(work: Work, person: StoredPerson, number: string): Promise<Outcome> {
  const main = (await findAppeal(work.tx, number))?.main
  if (!main) return 'not_now'
  const parting: Command = { act: 'split', other: main }
  return onBoth(work, person, number, parting, main, { act: 'release', other: number })
}

/**
 * One act on an appeal, its counterpart on the main one. Both are locked in one order, whichever comes first, so that
 * nobody waits for somebody who waits for them. The first looks at both appeals: what it allows must be possible.
 */
async function onBoth(
  work: Work,
  person: StoredPerson,
  number: string,
  command: Command,
  main: string,
  counterpart: Command,
): Promise<Outcome> {
  await lockAppeals(work.tx, [number, main])
  const actor = actorOf(person)
  const acted = await act(work, number, command, actor)
  if (!acted.ok) return acted.refusal
  const followed = await act(work, main, counterpart, actor)
  if (!followed.ok)
    throw new Error(`${counterpart.act} of ${main} was refused: ${followed.refusal}`)
  return null
}
