import type { Appeal } from '../domain/appeal.ts'
import { movesOf } from '../domain/moves.ts'
import { promiseButtons, queueButtons, requestButtons, taskButtons } from '../flows/buttons.ts'
import type { Screen } from '../flows/screen.ts'
import { actorOf, loadCase, viewFor } from '../queries/facts.ts'
import { promiseView, requestView, taskView } from '../queries/views.ts'
import { countFiles, storyOf } from '../queries/timeline.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { liveCards, type StoredCard } from '../store/cards.ts'
import { personByTelegram, type StoredPerson } from '../store/people.ts'
import { findRequest, type StoredRequest } from '../store/requests.ts'
import { rewrite, say, sendFiles } from './cards.ts'
import type { Work } from './desk.ts'

/** The resident's card: what was promised, by whom, by when. */
export async function sendPromise(work: Work, person: StoredPerson, appeal: StoredAppeal) {
  const screen = await promiseScreen(work, person, appeal)
  await say(work, person, screen, { kind: 'promise', subject: appeal.number })
}

/** The work card, with the moves that this person has now, and the files of the appeal below it. */
export async function sendTask(
  work: Work,
  person: StoredPerson,
  appeal: StoredAppeal,
  kind: 'task' | 'queue',
) {
  const screen = await taskScreen(work, person, appeal)
  await say(work, person, screen, { kind, subject: appeal.number })
  const { files } = await storyOf(work.tx, appeal.id, 'unit')
  await sendFiles(work, person, files, appeal.number)
}

/** The card of a request, for whoever may decide it. */
export async function sendRequest(
  work: Work,
  person: StoredPerson,
  request: StoredRequest,
  appeal: StoredAppeal,
) {
  const screen = await requestScreen(work, request, appeal)
  await say(work, person, screen, { kind: 'request', subject: String(request.id) })
}

async function promiseScreen(work: Work, person: StoredPerson, appeal: Appeal): Promise<Screen> {
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, appeal.number, { rules: desk.rules, now }, false)
  const moves = loaded ? movesOf(actorOf(person), loaded) : []
  const view = promiseView(appeal, desk.rules, now)
  return { screen: 'promise', view, buttons: promiseButtons(moves, appeal.number) }
}

async function taskScreen(work: Work, person: StoredPerson, appeal: StoredAppeal): Promise<Screen> {
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, appeal.number, { rules: desk.rules, now }, false)
  const moves = loaded ? movesOf(actorOf(person), loaded) : []
  const view = await taskView(tx, appeal, loaded?.pending ?? null, { ...desk, now })
  const buttons =
    appeal.status === 'registered'
      ? queueButtons(moves, appeal.number, view.guess?.unit ?? null)
      : taskButtons(moves, appeal.number, loaded?.pending ?? null)
  return { screen: 'task', view, buttons }
}

async function requestScreen(
  work: Work,
  request: StoredRequest,
  appeal: StoredAppeal,
): Promise<Screen> {
  const view = await requestView(work.tx, request, appeal)
  const buttons = request.state === 'pending' ? requestButtons(view) : []
  return { screen: 'request', view, buttons }
}

/** The screen of an appeal for this person: the timeline for its resident, the work card for staff. */
export async function appealScreen(
  work: Work,
  person: StoredPerson,
  appeal: StoredAppeal,
): Promise<Screen> {
  if (appeal.resident !== person.id) return taskScreen(work, person, appeal)
  const promise = await promiseScreen(work, person, appeal)
  if (promise.screen !== 'promise') return promise
  const { text, files, entries } = await storyOf(work.tx, appeal.id, 'resident')
  const { view, buttons } = promise
  return { screen: 'timeline', view, entries, text, files: countFiles(files), buttons }
}

/** Brings every card about this appeal up to date, in all chats. */
export async function refreshCards(work: Work, appeal: StoredAppeal): Promise<void> {
  const cards = await liveCards(work.tx, ['promise', 'task', 'queue'], appeal.number)
  for (const card of cards) await refreshCard(work, card, appeal)
}

async function refreshCard(work: Work, card: StoredCard, appeal: StoredAppeal): Promise<void> {
  const person = await personByTelegram(work.tx, card.chat)
  if (!person) return
  if (card.kind === 'promise') {
    return rewrite(work, card, person.locale, await promiseScreen(work, person, appeal))
  }
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, appeal.number, { rules: desk.rules, now }, false)
  if (viewFor(person, loaded)) {
    return rewrite(work, card, person.locale, await taskScreen(work, person, appeal))
  }
  const { number, unit, status } = appeal
  const gone = { screen: 'task_gone', number, unit, status } as const
  return rewrite(work, card, person.locale, gone, { live: false })
}

/** Brings the cards of a request up to date, in all chats. */
export async function refreshRequest(work: Work, id: number, appeal: StoredAppeal): Promise<void> {
  const request = await findRequest(work.tx, id)
  if (!request) return
  for (const card of await liveCards(work.tx, ['request'], String(id))) {
    const person = await personByTelegram(work.tx, card.chat)
    if (!person) continue
    const screen = await requestScreen(work, request, appeal)
    await rewrite(
      work,
      card,
      person.locale,
      screen,
      request.state === 'pending' ? {} : { live: false },
    )
  }
}
