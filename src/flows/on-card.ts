import type { Facts } from './facts.ts'
import { WARNING_CARD } from './task/warnings.ts'
import { verbRow, type Verb } from './verbs.ts'

/**
 * Whether a press counts on the card that it stands on: a live one, of a kind that has such
 * buttons, about the very draft, appeal or request that the button names.
 */
export function countsOn(verb: Verb, args: readonly string[], facts: Facts): boolean {
  const row = verbRow(verb)
  if (row.on === 'anywhere') return true
  const { card } = facts
  if (!card?.live || !row.on.includes(card.kind)) return false
  switch (row.about) {
    case 'appeal':
      if (card.kind === 'call' && row.optional === 'caller')
        return card.subject === callSubject(args[0], args[2])
      return card.kind === 'list' || card.kind === 'board' || isAboutAppeal(args[0], facts)
    case 'request':
      return isAboutRequest(args[0], facts)
    case 'draft':
      return facts.draft !== null && card.subject === String(facts.draft.id)
    case 'demand':
      return card.kind !== 'demand' || card.subject === args[0]
    case 'paper':
      return card.subject === args[0]
    case 'list':
      // Lists of papers lead to each other, and other lists to them: who may see one is asked when it is shown.
      if (verb === 'papers') return true
      // A search keeps its words in the card; below warnings stands the way to the lists.
      return verb === 'find' || card.subject === verb || card.subject === WARNING_CARD.subject
    case 'post':
      return card.subject === postSubject(args[0])
    case 'nothing':
      return true
  }
}

/** The cards that tell of a post are found by it. */
export function postSubject(post: number | string | undefined): string {
  return `post:${post ?? ''}`
}

/** The card of a call is about one caller behind an appeal. */
export function callSubject(number = '', caller: number | string = ''): string {
  return `${number}:${caller}`
}

/** The appeal of a call. */
export function numberOfCall(subject: string): string {
  return subject.replace(/:.*/, '')
}

/** A request's card is about the appeal whose request it is. */
function isAboutAppeal(number: string | undefined, { card, view }: Facts): boolean {
  if (card?.kind === 'call') return numberOfCall(card.subject) === number
  if (card?.kind !== 'request') return card?.subject === number
  return view?.pending ? card.subject === String(view.pending.id) : false
}

/** A work card carries the buttons of the request that waits in its appeal. */
function isAboutRequest(request: string | undefined, { card, view }: Facts): boolean {
  if (card?.kind === 'request' || card?.kind === 'choice') return card.subject === request
  return card?.subject === view?.appeal.number
}
