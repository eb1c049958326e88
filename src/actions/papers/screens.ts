import { actorOf } from '../../domain/actor.ts'
import { may } from '../../domain/rights/may.ts'
import { paperActs } from '../../domain/papers/decide.ts'
import { paperButtons } from '../../flows/paper/paper-buttons.ts'
import type { PaperView } from '../../flows/paper/views.ts'
import type { ButtonSpec, Screen } from '../../flows/screen.ts'
import { paperView } from '../../queries/paper-view.ts'
import { loadPaper, paperFor } from '../../queries/papers.ts'
import { findAppeal, type StoredAppeal } from '../../store/appeals.ts'
import { cardsAbout, liveCards } from '../../store/cards.ts'
import { findPaper, findPapers, type StoredPaper } from '../../store/papers.ts'
import { personByTelegram, type StoredPerson } from '../../store/people.ts'
import { retire, rewrite, type CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'
import { refreshCards } from '../screens.ts'
import { MORE_BUTTONS } from './more-buttons.ts'

/** The card of a paper, with these acts as buttons, and others that lead on. */
export async function paperScreen(
  { tx, desk, now }: Work,
  paper: StoredPaper,
  acts: readonly string[],
  also: readonly ButtonSpec[] = [],
): Promise<Extract<Screen, { screen: 'paper' }>> {
  return cardOf(await paperView(tx, paper, { rules: desk.rules, now }), paper, acts, also)
}

/** What is done with a paper is the same for all who look at it; the buttons are not. */
function cardOf(
  view: PaperView,
  { id, kind, appeal }: StoredPaper,
  acts: readonly string[],
  also: readonly ButtonSpec[],
): Extract<Screen, { screen: 'paper' }> {
  return {
    screen: 'paper',
    view,
    buttons: [...paperButtons(id, kind, acts, appeal), ...also],
  }
}

/** Where the card leads this person besides the acts on it. */
export async function moreButtons(
  work: Work,
  person: StoredPerson,
  paper: StoredPaper,
): Promise<ButtonSpec[]> {
  return (await MORE_BUTTONS[paper.kind]?.(work, person, paper)) ?? []
}

/** The card of a paper for this person. Null: not there, or not theirs to see. */
export async function paperCard(
  work: Work,
  person: StoredPerson,
  id: number,
): Promise<{ screen: Screen; card: CardSubject } | null> {
  const { tx, desk, now } = work
  const seen = await paperFor(tx, person, id, { rules: desk.rules, now })
  const stored = seen && (await findPaper(tx, id))
  if (!stored) return null
  const acts = paperActs(actorOf(person), seen.given)
  const also = await moreButtons(work, person, stored)
  const screen = await paperScreen(work, stored, acts, also)
  return { screen, card: { kind: 'paper', subject: String(id) } }
}

/** Brings every card of a paper up to date, in all chats; one that is not theirs to see any more loses its buttons. */
export async function refreshPaper(work: Work, id: number): Promise<void> {
  const { tx, desk, now } = work
  const cards = await liveCards(tx, ['paper'], String(id))
  if (cards.length === 0) return
  const loaded = await loadPaper(tx, id, { rules: desk.rules, now }, false)
  if (!loaded) return
  const { stored, given } = loaded
  const view = await paperView(tx, stored, { rules: desk.rules, now })
  for (const card of cards) {
    const person = await personByTelegram(tx, card.chat)
    if (!person || !may(actorOf(person), 'see', { is: 'paper', given })) {
      await retire(work, card)
      continue
    }
    const acts = paperActs(actorOf(person), given)
    const also = await moreButtons(work, person, stored)
    await rewrite(work, card, person.locale, cardOf(view, stored, acts, also))
  }
}

/**
 * Rewrites every card of the papers about an appeal, those that nobody can press any more included: words that were
 * erased leave them, too.
 */
export async function rewritePapersAbout(work: Work, { id }: StoredAppeal): Promise<void> {
  const { tx, desk, now } = work
  for (const { id: paper } of await findPapers(tx, { appealId: id })) {
    await refreshPaper(work, paper)
    const loaded = await loadPaper(tx, paper, { rules: desk.rules, now }, false)
    const cards = (await cardsAbout(tx, ['paper'], String(paper))).filter(({ live }) => !live)
    for (const card of cards) {
      const person = await personByTelegram(tx, card.chat)
      if (!person || !loaded) continue
      const screen = await paperScreen(work, loaded.stored, [])
      await rewrite(work, card, person.locale, { ...screen, buttons: [] })
    }
  }
}

/** The work cards of the appeal and the card of the whole show what became of a paper. */
export async function refreshPapersOf(work: Work, { appeal, parent }: StoredPaper): Promise<void> {
  const about = appeal === null ? null : await findAppeal(work.tx, appeal)
  if (about) await refreshCards(work, about)
  if (parent !== null) await refreshPaper(work, parent)
}
