import type { Refusal } from '../domain/refusal.ts'
import { actorOf } from '../domain/actor.ts'
import type { Draft } from '../flows/facts.ts'
import { loadCase, viewFor } from '../queries/facts.ts'
import { rememberAgreement, rememberAlbum, type StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import type { Work } from './desk.ts'
import { closeDraft } from './draft-card.ts'

/**
 * The draft becomes one more household behind an appeal that is there already; where its writer stands behind that
 * appeal already, an addition to it. Its words and files go to the unit. A refusal leaves the draft as it was.
 */
export async function joinAppeal(
  work: Work,
  person: StoredPerson,
  draft: Draft,
  number: string,
): Promise<Refusal | 'no_such_appeal' | null> {
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  const own = viewFor(person, loaded)?.moves.includes('add') ?? false
  const carried = { words: draft.text, files: draft.files }
  const emergencies = desk.reads.emergencies(draft.text)
  const command = { act: own ? 'add' : 'join', again: own, emergencies } as const
  const acted = await act(work, number, command, actorOf(person), carried)
  if (!acted.ok) return acted.refusal
  if (!person.agreed) await rememberAgreement(tx, person.id, now)
  if (person.album?.to === 'draft') {
    // Pictures of the draft's album that are still on their way.
    await rememberAlbum(tx, person.id, { ...person.album, to: { act: 'add', number } })
  }
  await closeDraft(work, person, draft, { screen: 'draft_joined', number, own })
  return null
}
