import { paperActs } from '../../domain/papers/decide.ts'
import type { PaperCase } from '../../domain/papers/paper.ts'
import { agendaButtons, aroundButtons } from '../../flows/paper/agenda-buttons.ts'
import { paperButtons } from '../../flows/paper/paper-buttons.ts'
import type { Screen } from '../../flows/screen.ts'
import { actorOf } from '../../queries/facts.ts'
import { paperView } from '../../queries/paper-view.ts'
import { loadPaper, maySeePaper, paperFor } from '../../queries/papers.ts'
import { findAppeal } from '../../store/appeals.ts'
import { liveCards } from '../../store/cards.ts'
import { findPaper, partsOf, type StoredPaper } from '../../store/papers.ts'
import { personByTelegram, type StoredPerson } from '../../store/people.ts'
import { retire, rewrite, type CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'
import { refreshCards } from '../screens.ts'

/** The card of a paper, with these acts as buttons. */
export async function paperScreen(
  { tx, desk, now }: Work,
  paper: StoredPaper,
  given: PaperCase,
  acts: readonly string[],
): Promise<Screen> {
  const view = await paperView(tx, paper, { rules: desk.rules, now })
  const { kind, parent } = given.paper
  const siblings = parent === null ? [] : await partsOf(tx, parent)
  const buttons = [
    ...paperButtons(paper.id, kind, acts, paper.appeal),
    ...agendaButtons(given.paper, await partsOf(tx, paper.id)),
    ...(parent === null ? [] : aroundButtons(paper.id, parent, siblings)),
  ]
  return { screen: 'paper', view, buttons }
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
  const screen = await paperScreen(work, stored, seen.given, acts)
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
  for (const card of cards) {
    const person = await personByTelegram(tx, card.chat)
    if (!person || !maySeePaper(person, given)) {
      await retire(work, card)
      continue
    }
    const acts = paperActs(actorOf(person), given)
    await rewrite(work, card, person.locale, await paperScreen(work, stored, given, acts))
  }
}

/** The work cards of the appeal and the card of the whole show what became of a paper. */
export async function refreshPapersOf(work: Work, { appeal, parent }: StoredPaper): Promise<void> {
  const about = appeal === null ? null : await findAppeal(work.tx, appeal)
  if (about) await refreshCards(work, about)
  if (parent !== null) await refreshPaper(work, parent)
}
