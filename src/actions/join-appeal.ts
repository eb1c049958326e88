import type { Refusal } from '../domain/refusal.ts'
import { actorOf } from '../domain/actor.ts'
import type { Caller } from '../domain/caller.ts'
import type { Draft } from '../flows/facts.ts'
import { loadCase, viewFor } from '../queries/facts.ts'
import { dropCaller, enterCaller } from '../store/callers.ts'
import { rememberAgreement, rememberAlbum, type StoredPerson } from '../store/people.ts'
import { act } from './act.ts'
import type { Work } from './desk.ts'
import { closeDraft } from './draft-card.ts'

type Refused = Refusal | 'no_such_appeal' | null

/**
 * The draft becomes one more household behind an appeal that is there already; where its writer stands behind that
 * appeal already, an addition to it. Its words and files go to the unit. A refusal leaves the draft as it was.
 */
export async function joinAppeal(
  work: Work,
  person: StoredPerson,
  draft: Draft,
  number: string,
): Promise<Refused> {
  const { tx, desk, now } = work
  if (draft.caller) return joinFor(draft.caller, work, person, draft, number)
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  const own = viewFor(person, loaded)?.moves.includes('add') ?? false
  const { emergencies, ...carried } = saidIn(draft, work)
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

/** The household is the caller's; whoever wrote the draft reads the number to them. */
async function joinFor(
  caller: Caller,
  work: Work,
  person: StoredPerson,
  draft: Draft,
  number: string,
): Promise<Refused> {
  const { tx } = work
  const id = await enterCaller(tx, caller, person.locale)
  const { emergencies, ...carried } = saidIn(draft, work)
  const command = { act: 'join', emergencies } as const
  const acted = await act(work, number, command, actorOf(person, id), carried)
  if (!acted.ok) {
    await dropCaller(tx, id)
    return acted.refusal
  }
  const screen = { screen: 'registered', number, name: caller.name, joined: true } as const
  await closeDraft(work, person, draft, screen)
  return null
}

function saidIn({ text, files }: Draft, { desk }: Work) {
  return { words: text, files, emergencies: desk.reads.emergencies(text) }
}
