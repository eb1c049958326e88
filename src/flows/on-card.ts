import type { Facts } from './facts.ts'
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
      return card.kind === 'list' || isAboutAppeal(args[0], facts)
    case 'request':
      return isAboutRequest(args[0], facts)
    case 'draft':
      return facts.draft !== null && card.subject === String(facts.draft.id)
    case 'demand':
      return card.kind === 'list' || card.subject === args[0]
    case 'paper':
      return card.subject === args[0]
    case 'list':
      // From one list of papers there is a way to another.
      if (verb === 'papers') return card.subject.startsWith('papers:')
      // A search keeps its words in the card.
      return verb === 'find' || card.subject === verb
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

/** A request's card is about the appeal whose request it is. */
function isAboutAppeal(number: string | undefined, { card, view }: Facts): boolean {
  if (card?.kind !== 'request') return card?.subject === number
  return view?.pending ? card.subject === String(view.pending.id) : false
}

/** A work card carries the buttons of the request that waits in its appeal. */
function isAboutRequest(request: string | undefined, { card, view }: Facts): boolean {
  if (card?.kind === 'request' || card?.kind === 'choice') return card.subject === request
  return card?.subject === view?.appeal.number
}
