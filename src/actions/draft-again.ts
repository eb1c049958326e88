import type { DraftContent } from '../flows/facts.ts'
import { storyOf } from '../queries/timeline.ts'
import { findAppeal } from '../store/appeals.ts'
import type { StoredPerson } from '../store/people.ts'
import type { Work } from './desk.ts'

/**
 * What its resident said in an appeal that they withdrew, to be said once more: the words, files and place of the
 * beginning. What they are about is understood anew. Null: nothing of it is kept any more.
 */
export async function draftAgain(
  { tx, desk }: Work,
  person: StoredPerson,
  number: string,
): Promise<DraftContent | null> {
  const appeal = await findAppeal(tx, number)
  if (appeal?.resident !== person.id) return null
  const { text, files } = await storyOf(tx, appeal.id, { household: person.id, isResident: true })
  if (text === '' && files.length === 0) return null
  const { place, pin, anonymous } = appeal
  const placeBy = place === null ? 'guess' : 'person'
  const { category } = desk.classify(text)
  return {
    text,
    files,
    category,
    categoryBy: 'guess',
    place,
    placeBy,
    pin,
    anonymous,
    caller: null,
  }
}
