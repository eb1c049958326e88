import { draftButtons } from '../flows/draft/draft-buttons.ts'
import { draftView } from '../flows/draft/draft-view.ts'
import type { Draft } from '../flows/facts.ts'
import type { Screen } from '../flows/screen.ts'
import { similarToDraft } from '../queries/neighbours.ts'
import { changeCard, liveCards, type StoredCard } from '../store/cards.ts'
import { dropDraft, rememberSimilar } from '../store/drafts.ts'
import { takeBack } from '../store/take-back.ts'
import { clearTimers } from '../store/timers.ts'
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
  const screen = await draftScreen(work, person, draft)
  const cards = isNew ? [] : await liveCards(work.tx, ['draft'], card.subject)
  const standing = cards.find(({ id }) => id === pressed?.id) ?? cards.at(-1)
  if (where === 'edit' && standing) return rewrite(work, standing, person.locale, screen)
  const unsent = cards.filter(({ isSent }) => !isSent).map(({ id }) => id)
  // After an outage messages in a row are answered together: by one card, not by one for each.
  const takenBack = unsent.length > 0 ? await takeBack(work.tx, unsent) : new Set<number>()
  for (const old of cards) {
    if (takenBack.has(old.id)) await changeCard(work.tx, old.id, { live: false })
    else await rewrite(work, old, person.locale, { screen: 'draft_moved' }, { live: false })
  }
  say(work, person, screen, card)
}

/** The card names what neighbours have said already; from then on it can be joined from this draft. */
async function draftScreen(work: Work, person: StoredPerson, draft: Draft): Promise<Screen> {
  const { tx, desk, now } = work
  const { org } = desk.rules
  // A caller has said nothing before, as far as anybody can tell.
  const writer = draft.caller ? null : person.id
  const similar = await similarToDraft(tx, draft, writer, { ...desk, now })
  const numbers = similar.map(({ number }) => number)
  if (numbers.join() !== draft.similar.join()) await rememberSimilar(tx, draft.id, numbers)
  const view = draftView(draft, { ...desk, person, org, dueIf: dueIf(work) }, similar)
  return { screen: 'draft', view, buttons: draftButtons(view, org) }
}

/** The draft has become something else: what is left of its cards says what, without buttons. */
export async function closeDraft(
  work: Work,
  person: StoredPerson,
  draft: Draft,
  screen: Screen,
): Promise<void> {
  const { tx } = work
  const cards = await liveCards(tx, ['draft'], String(draft.id))
  await Promise.all([
    ...cards.map((card) => rewrite(work, card, person.locale, screen, { live: false })),
    clearTimers(tx, ['draft_expire'], String(draft.id)),
    dropDraft(tx, draft.id),
  ])
}
