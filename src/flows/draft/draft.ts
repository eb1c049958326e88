import { LIMITS } from '../../domain/limits.ts'
import { isAbove, unitOf, type Org } from '../../domain/organisation.ts'
import { communityAt } from '../../domain/place.ts'
import { alarmInDraft } from '../words/alarm.ts'
import type { Said } from '../words/content.ts'
import { trouble, type Effect } from '../effect.ts'
import type { Draft, DraftContent, Facts } from '../facts.ts'
import type { FileRef } from '../input.ts'

export const MOST_FILES = LIMITS.files

/**
 * Words, files and pins join the appeal being written, whenever they arrive; the first ones start it.
 * The card goes below what was sent, so that it is the last message; for the rest of an album it stays.
 */
export function joinDraft(
  said: Said,
  facts: Facts,
  where: 'below' | 'edit',
  kept: readonly FileRef[] = [],
): Effect[] {
  const before = contentOf(facts.draft) ?? emptyDraft(facts.person.home, facts.org)
  const text = [before.text, said.words].filter((part) => part !== '').join('\n')
  const files = [...before.files, ...kept, ...(said.file ? [said.file] : [])]
  const alarm = alarmInDraft(before.text, text, facts)
  if (text.length > LIMITS.draftCharacters) return [...alarm, trouble('too_long')]
  if (files.length > MOST_FILES) return tooManyFiles(said)
  const draft = withPlace(withGuess({ ...before, text, files }, facts), said, facts)
  return [
    ...alarm,
    { do: 'draft', draft },
    ...homeFrom(draft, facts),
    ...albumFrom(said, facts),
    { do: 'show_draft', where },
  ]
}

/** No more files fit: the rest of the album will be passed over. */
export function tooManyFiles({ album }: Said): Effect[] {
  const told = trouble('too_many_files')
  return album === null ? [told] : [told, { do: 'album', album: { album, to: 'full' } }]
}

/** The rest of the album will join the draft too. */
function albumFrom({ album }: Said, facts: Facts): Effect[] {
  if (album === null || album === facts.album?.album) return []
  return [{ do: 'album', album: { album, to: 'draft' } }]
}

/** The draft as it can be saved. */
export function contentOf(draft: Draft | null): DraftContent | null {
  if (!draft) return null
  const { text, files, category, categoryBy, place, placeBy, pin, anonymous, caller } = draft
  return { text, files, category, categoryBy, place, placeBy, pin, anonymous, caller }
}

/** Nothing said yet, about a matter at home. */
export function emptyDraft(home: string | null, org: Org): DraftContent {
  const place = unitOf(org, home)?.code ?? null
  const placeBy = place === null ? 'guess' : 'home'
  const guess = { category: null, categoryBy: 'guess' } as const
  const nothing = { text: '', files: [], pin: null, anonymous: false, caller: null }
  return { ...nothing, ...guess, place, placeBy }
}

/** The category follows the words until a person has tapped one. */
function withGuess(draft: DraftContent, { classify }: Facts): DraftContent {
  if (draft.categoryBy === 'person' || draft.text === '') return draft
  return { ...draft, category: classify(draft.text).category }
}

/** How much each way of knowing the place weighs: what is read never overrides what is surer. */
const WEIGHT: Record<Draft['placeBy'], number> = { guess: 0, home: 1, words: 2, pin: 3, person: 4 }

function withPlace(draft: DraftContent, said: Said, { org, reads }: Facts): DraftContent {
  if (said.pin) return withPin(draft, said.pin, org)
  if (said.words === '' || WEIGHT[draft.placeBy] > WEIGHT.words) return draft
  const { place: named, likely } = reads.place(said.words)
  if (named === null) return isDoubted(draft, likely) ? { ...draft, ...NOWHERE } : draft
  // "Here in our township" says nothing against the community in it.
  if (draft.place !== null && isAbove(org, named, draft.place)) return draft
  return { ...draft, place: named, placeBy: 'words' }
}

/** The words may mean several places, and the one that was only assumed is none of them. */
function isDoubted({ place, placeBy }: DraftContent, likely: readonly string[]): boolean {
  return likely.length > 0 && placeBy === 'home' && place !== null && !likely.includes(place)
}

const NOWHERE = { place: null, placeBy: 'guess' } as const

/** A pin is kept in any case. Far from every community it takes back what was only assumed. */
function withPin(draft: DraftContent, pin: NonNullable<Draft['pin']>, org: Org): DraftContent {
  const pinned = { ...draft, pin }
  if (draft.placeBy === 'person') return pinned
  const place = communityAt(org, pin)
  if (place !== null) return { ...pinned, place, placeBy: 'pin' }
  return draft.placeBy === 'words' ? pinned : { ...pinned, ...NOWHERE }
}

/** The place of a first-timer becomes the home community, unless it was only read out of the words, or is a caller's. */
export function homeFrom(draft: DraftContent, { person, org }: Facts): Effect[] {
  const isShown = draft.placeBy === 'pin' || draft.placeBy === 'person'
  const unit = unitOf(org, draft.place)
  if (person.home !== null || draft.caller || !isShown || unit?.kind !== 'community') return []
  return [{ do: 'home', unit: unit.code }]
}
