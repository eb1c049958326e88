import { actorOf, type Actor } from '../domain/actor.ts'
import type { Joiner, ReturnVisit } from '../domain/appeal.ts'
import { may } from '../domain/rights/may.ts'
import { callSubject } from '../flows/on-card.ts'
import type { Screen } from '../flows/screen.ts'
import { dispatchers } from '../queries/audience.ts'
import { loadCase } from '../queries/facts.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { callersAmong } from '../store/callers.ts'
import { liveCards, type StoredCard } from '../store/cards.ts'
import { cardHolders, peopleByIds, type StoredPerson } from '../store/people.ts'
import { rewrite, say } from './cards.ts'
import type { Work } from './desk.ts'
import { surveyScreen } from './survey-screen.ts'

/**
 * The return visit to those of these households who have no chat: every dispatcher who may ask them gets whom to call,
 * and the questions. Who left no number is asked by nobody.
 */
export async function askByTelephone(
  work: Work,
  { number }: StoredAppeal,
  visits: ReadonlyMap<number, ReturnVisit>,
  reminder: boolean,
): Promise<void> {
  const { tx, desk, now } = work
  const callers = await callersAmong(tx, [...visits.keys()])
  const given =
    callers.length > 0 && (await loadCase(tx, number, { rules: desk.rules, now }, false))
  if (!given) return
  const people = await peopleByIds(tx, await dispatchers(tx))
  for (const caller of callers) {
    const visit = visits.get(caller.id)
    if (!visit) continue
    const subject = callSubject(number, caller.id)
    for (const { card, person } of await cardsOf(work, subject))
      await rewrite(work, card, person.locale, { screen: 'draft_moved' }, { live: false })
    const screen = surveyScreen(number, visit, reminder, caller)
    for (const person of people)
      if (may(actorOf(person, caller.id), 'contacted', { is: 'appeal', given }))
        say(work, person, screen, { kind: 'call', subject }, 'once')
  }
}

/** What stands on the cards of calls after an act. */
interface Asked {
  appeal: StoredAppeal
  joiners: readonly Joiner[]
  callers: readonly number[]
}

/**
 * Whoever took the first answer down asks the rest: on the cards of the others a colleague does. Once the return visit
 * is over, nobody has anything left to ask, and no number stands there any more.
 */
export async function keepCalls(work: Work, asked: Asked, actor: Actor): Promise<void> {
  for (const caller of asked.callers) {
    const asker = !actor.desk && actor.caller === caller ? actor.person : null
    if (asker === null && asked.appeal.status === 'resolved') continue
    await keepCallsTo(work, asked, caller, asker)
  }
}

async function keepCallsTo(
  work: Work,
  { appeal, joiners }: Asked,
  id: number,
  asker: number | null,
): Promise<void> {
  const { number } = appeal
  const [caller] = await callersAmong(work.tx, [id])
  const visit = joiners.find(({ person }) => person === id)?.visit ?? appeal.visit
  const gone: Screen = { screen: 'call_gone', number, why: asker === null ? 'over' : 'taken' }
  for (const { card, person } of await cardsOf(work, callSubject(number, id))) {
    const isAsking = person.id === asker && caller !== undefined
    const screen = isAsking ? surveyScreen(number, visit, false, caller) : gone
    const live = isAsking && visit.satisfied === null
    await rewrite(work, card, person.locale, screen, { live })
  }
}

async function cardsOf(
  { tx }: Work,
  subject: string,
): Promise<{ card: StoredCard; person: StoredPerson }[]> {
  const kinds = ['call'] as const
  const [cards, holders] = await Promise.all([
    liveCards(tx, kinds, subject),
    cardHolders(tx, { kinds, subject }),
  ])
  return cards.flatMap((card) => {
    const person = holders.get(card.chat)
    return person ? [{ card, person }] : []
  })
}
