import { actorOf } from '../../domain/actor.ts'
import { may } from '../../domain/rights/may.ts'
import {
  demandButtons,
  demandListButtons,
  mergeButtons,
} from '../../flows/demand/demand-buttons.ts'
import type { Screen } from '../../flows/screen.ts'
import {
  demandFor,
  DEMANDS_ON_PAGE,
  mayRule,
  mergeChoices,
  strongestDemands,
} from '../../queries/demands.ts'
import { demandView, numbersOf } from '../../queries/demand-view.ts'
import { cardsAbout, liveCards, type StoredCard } from '../../store/cards.ts'
import { personByTelegram, type StoredPerson } from '../../store/people.ts'
import { retire, rewrite, type CardSubject } from '../cards.ts'
import type { Work } from '../desk.ts'

/** What a card with buttons that lead to demands is about: any of them. */
export const DEMAND_LIST = { kind: 'list', subject: 'demands' } as const

interface Shown {
  screen: Screen
  card: CardSubject
}

/** A page of common demands, strongest first. */
export async function demandListScreen({ tx }: Work, page: number): Promise<Shown> {
  const first = page * DEMANDS_ON_PAGE
  const found = await strongestDemands(tx, page)
  const hasMore = found.total > first + DEMANDS_ON_PAGE
  const buttons = demandListButtons(found.items, { page, first, hasMore })
  return { screen: { screen: 'demands', first, ...found, buttons }, card: DEMAND_LIST }
}

/** The card of a demand with what this person may do with it. Null: not there, or not theirs to see. */
export async function demandScreen(
  { tx }: Work,
  person: StoredPerson,
  id: number,
): Promise<Shown | null> {
  const view = await demandView(tx, id)
  if (!view || !may(actorOf(person), 'see', { is: 'demand', lead: view.lead })) return null
  const numbers = await numbersOf(tx, view.id, person)
  const buttons = demandButtons(view, numbers, mayRule(person, view.lead))
  return { screen: { screen: 'demand', view, buttons }, card: cardOf(view.id) }
}

/** What a demand could be merged into. */
export async function mergeScreen(
  { tx }: Work,
  person: StoredPerson,
  id: number,
): Promise<Shown | null> {
  const demand = await demandFor(tx, person, id)
  if (!demand?.mayRule) return null
  const items = await mergeChoices(tx, demand, MERGE_CHOICES)
  const buttons = mergeButtons(id, items)
  return {
    screen: { screen: 'demand_merge', title: demand.title, items, buttons },
    card: cardOf(id),
  }
}

const MERGE_CHOICES = 8

/** Brings the cards of a demand up to date, in all chats. */
export async function refreshDemand(work: Work, id: number): Promise<void> {
  for (const card of await liveCards(work.tx, ['demand'], String(id))) {
    await refreshCard(work, card, id)
  }
}

/** The same with those that a newer one has replaced: words that must go stand there, too. */
export async function rewriteDemand(work: Work, id: number): Promise<void> {
  for (const card of await cardsAbout(work.tx, ['demand'], String(id))) {
    await refreshCard(work, card, id)
  }
}

/** A new card takes the place of those that this person has of the demand. */
export async function retireDemand(work: Work, person: StoredPerson, id: number): Promise<void> {
  for (const card of await liveCards(work.tx, ['demand'], String(id))) {
    if (card.chat === person.telegramId) await retire(work, card)
  }
}

async function refreshCard(work: Work, card: StoredCard, id: number): Promise<void> {
  const person = await personByTelegram(work.tx, card.chat)
  if (!person) return
  const shown = await demandScreen(work, person, id)
  if (!shown) return rewrite(work, card, person.locale, NOTHING_THERE, { live: false })
  const { screen } = shown
  const still = card.live ? screen : { ...screen, buttons: [] }
  await rewrite(work, card, person.locale, still, { subject: shown.card.subject })
}

const NOTHING_THERE: Screen = { screen: 'told', toast: { toast: 'nothing_there' } }

function cardOf(id: number): CardSubject {
  return { kind: 'demand', subject: String(id) }
}
