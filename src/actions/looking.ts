import type { Looking } from '../queries/lists.ts'
import type { StoredPerson } from '../store/people.ts'
import type { Work } from './desk.ts'

/** This person, looking now at a page of a list. */
export function lookingOf({ desk, now }: Work, person: StoredPerson, page: number): Looking {
  return { person, org: desk.rules.org, now, page }
}
