import type { AwaitedWords } from '../flows/words/awaiting.ts'
import { actorOf } from '../domain/actor.ts'
import type { FileRef } from '../flows/input.ts'
import { subjectUnits } from '../domain/conduct.ts'
import { NOTICES } from '../domain/notices.ts'
import { rowOf } from '../domain/lifecycle.ts'
import { audienceOf } from '../queries/audience.ts'
import { lastEntryOf, attachTo } from '../store/attachments.ts'
import { peopleByIds, type StoredPerson } from '../store/people.ts'
import { findWithRequest } from '../store/requests.ts'
import { act } from './act.ts'
import { sendFiles } from './cards.ts'
import type { Work } from './desk.ts'

/**
 * The later pictures of an album join the entry that the first one made, and go to the same
 * people. Without such an entry by this person the file makes one.
 */
export async function attach(
  work: Work,
  person: StoredPerson,
  number: string,
  what: AwaitedWords,
  file: FileRef,
): Promise<void> {
  const { tx } = work
  const found = await findWithRequest(tx, number)
  if (!found) return
  const { appeal, joiners, pending, helps } = found
  const entry = await lastEntryOf(tx, appeal.id, person.id, what)
  if (entry === null) {
    // Pictures of the draft's album that came after it was submitted: the first of them is an addition.
    await act(work, number, { act: what }, actorOf(person), { words: '', files: [file] })
    return
  }
  await attachTo(tx, appeal.id, entry, file)
  for (const notice of rowOf(what).tells) {
    const { audience, words } = NOTICES[notice]
    if (!words) continue
    const help = what === 'ask_help' ? (helps.at(-1)?.unit ?? null) : null
    const subject = subjectUnits(work.desk.rules.org, appeal.about)
    const heard = {
      ...{ appeal, unit: appeal.unit, joiners, joining: [], help, subject },
      ...{ request: pending, actor: person.id },
    }
    const ids = await audienceOf(tx, audience, heard)
    for (const hearer of await peopleByIds(tx, ids)) sendFiles(work, hearer, [file], number)
  }
}
