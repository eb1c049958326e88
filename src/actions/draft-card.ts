import { draftButtons } from '../flows/buttons.ts'
import { draftView } from '../flows/draft/draft-view.ts'
import type { Draft } from '../flows/facts.ts'
import type { Screen } from '../flows/screen.ts'
import { liveCards, type StoredCard } from '../store/cards.ts'
import type { StoredPerson } from '../store/people.ts'
import { rewrite, say } from './cards.ts'
import { dueIf, type Work } from './desk.ts'

/**
 * Shows the draft as it is now. `below`: as the last message of the chat, and older cards of it
 * lose their buttons; `edit`: where it stands already.
 */
export async function showDraft(
  work: Work,
  person: StoredPerson,
  draft: Draft,
  where: 'below' | 'edit',
  pressed: StoredCard | null,
  isNew: boolean,
): Promise<void> {
  const card = { kind: 'draft', subject: String(draft.id) } as const
  const screen = draftScreen(work, person, draft)
  const cards = isNew ? [] : await liveCards(work.tx, ['draft'], card.subject)
  const standing = cards.find(({ id }) => id === pressed?.id) ?? cards.at(-1)
  if (where === 'edit' && standing) return rewrite(work, standing, person.locale, screen)
  for (const old of cards) {
    await rewrite(work, old, person.locale, { screen: 'draft_moved' }, { live: false })
  }
  say(work, person, screen, card)
}

function draftScreen(work: Work, person: StoredPerson, draft: Draft): Screen {
  const { desk } = work
  const view = draftView(draft, { ...desk, person, org: desk.rules.org, dueIf: dueIf(work) })
  return { screen: 'draft', view, buttons: draftButtons(view, desk.rules.org) }
}
