import { actorOf, isHousehold, standingsOf } from '../domain/actor.ts'
import type { Appeal } from '../domain/appeal.ts'
import { isOfUnit } from '../domain/helping.ts'
import type { ActName } from '../domain/lifecycle.ts'
import { movesOf } from '../domain/moves.ts'
import { promiseButtons, queueButtons, requestButtons, taskButtons } from '../flows/buttons.ts'
import { countFiles } from '../flows/files.ts'
import type { Screen } from '../flows/screen.ts'
import { endHelpButtons, helpingButtons } from '../flows/task/help.ts'
import type { HelpView, TaskView } from '../flows/views.ts'
import { loadCase, viewFor, type LoadedCase } from '../queries/facts.ts'
import { similarToAppeal } from '../queries/neighbours.ts'
import { promiseView, requestView, taskView } from '../queries/views.ts'
import { urgesOf } from '../domain/papers/urge.ts'
import { openingsOf } from '../domain/papers/opening.ts'
import { may } from '../domain/rights/may.ts'
import { papersOnTask } from '../flows/paper/paper-buttons.ts'
import { storyOf } from '../queries/timeline.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import { cardsAbout, liveCards, type StoredCard } from '../store/cards.ts'
import { cardHolders, personByTelegram, type StoredPerson } from '../store/people.ts'
import { findRequest, requestsOf, type StoredRequest } from '../store/requests.ts'
import { timerOf } from '../store/timers.ts'
import { rewrite, say, sendFiles, sendPin } from './cards.ts'
import type { Work } from './desk.ts'

/** The resident's card: what was promised, by whom, by when. */
export async function sendPromise(work: Work, person: StoredPerson, appeal: StoredAppeal) {
  const screen = await promiseScreen(work, person, appeal)
  say(work, person, screen, { kind: 'promise', subject: appeal.number })
}

/** The work card, with the moves that each of these people has now, and the files of the appeal below it. */
export async function sendTasks(
  work: Work,
  people: readonly StoredPerson[],
  appeal: StoredAppeal,
  kind: 'task' | 'queue',
) {
  const [task, { files }] = await Promise.all([
    readTask(work, appeal),
    storyOf(work.tx, appeal.id, 'unit'),
  ])
  for (const person of people) {
    say(work, person, taskScreen(task, person), { kind, subject: appeal.number })
    if (appeal.pin) sendPin(work, person, appeal.pin, appeal.number)
    sendFiles(work, person, files, appeal.number)
  }
}

/** The card of a request, for whoever may decide it. */
export async function sendRequest(
  work: Work,
  person: StoredPerson,
  request: StoredRequest,
  appeal: StoredAppeal,
) {
  const screen = await requestScreen(work, request, appeal)
  say(work, person, screen, { kind: 'request', subject: String(request.id) })
}

async function promiseScreen(work: Work, person: StoredPerson, appeal: Appeal): Promise<Screen> {
  return promiseOf(work, person, await readCase(work, appeal.number))
}

async function promiseOf(
  { tx, desk, now }: Work,
  person: StoredPerson,
  loaded: LoadedCase,
): Promise<PromiseScreen> {
  const { appeal } = loaded
  const { status, number } = appeal
  const until = status === 'shelved' ? await timerOf(tx, 'shelf_review', number) : null
  const view = promiseView(appeal, desk.rules, now, person.id, until)
  const buttons = promiseButtons(movesOf(actorOf(person), loaded), appeal.number)
  return { screen: 'promise', view, buttons }
}

type PromiseScreen = Extract<Screen, { screen: 'promise' }>

/** What every work card of an appeal shows, read once; only the moves differ from person to person. */
interface Task {
  loaded: LoadedCase
  view: TaskView
}

/** `appeal`: as it is now. */
function readTask(work: Work, appeal: StoredAppeal): Promise<Task> {
  return taskOf(work, appeal, readCase(work, appeal.number), appeal.status === 'registered')
}

/** With `similar`, the open appeals that may be the same matter stand on it, for dispatchers. */
async function taskOf(
  { tx, desk, now }: Work,
  appeal: StoredAppeal,
  reading: LoadedCase | Promise<LoadedCase>,
  similar: boolean,
): Promise<Task> {
  const [loaded, view] = await Promise.all([
    reading,
    taskView(tx, appeal, reading, { ...desk, now }),
  ])
  const urge = loaded.papers.find(({ kind }) => kind === 'urge')
  if (urge) view.urged = { count: urgesOf(urge), due: urge.due }
  if (similar) view.similar = await similarToAppeal(tx, appeal, { ...desk, now })
  return { loaded, view }
}

async function readCase({ tx, desk, now }: Work, number: string): Promise<LoadedCase> {
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded) throw new Error(`The appeal ${number} is gone.`)
  return loaded
}

function taskScreen({ loaded, view }: Task, person: StoredPerson): Screen {
  const { number, status } = loaded.appeal
  const actor = actorOf(person)
  const moves = movesOf(actor, loaded)
  const help = view.helps.find(({ unit }) => isOfUnit(actor, unit))
  if (help && !may(actor, 'see_work', { is: 'appeal', given: loaded }))
    return helpingScreen(view, help, moves)
  const ofAppeal =
    status === 'registered'
      ? queueButtons(moves, number, view.guess?.unit ?? null)
      : [
          ...taskButtons(moves, number, loaded.pending),
          ...endHelpButtons(moves, number, loaded.helps),
        ]
  const buttons = [...ofAppeal, ...paperButtonsFor(loaded, person)]
  const similar = moves.includes('merge') ? view.similar : []
  return { screen: 'task', view: { ...view, similar }, buttons }
}

const ALONE = { beside: [], parts: [], entries: [], heardAt: null, inCharge: [] }

/** The papers about it that this person may see, and those that they may open. */
function paperButtonsFor(
  { appeal, joiners, papers, now, rules }: LoadedCase,
  person: StoredPerson,
) {
  const actor = actorOf(person)
  const there = papers.filter((paper) => {
    const given = { ...ALONE, paper, appeal, joiners, now, rules }
    return may(actor, 'see', { is: 'paper', given })
  })
  const about = { appeal, joiners, papers }
  const kinds = openingsOf(actor, { now, rules, about, unit: appeal.unit })
  return papersOnTask(appeal.number, there, kinds)
}

/** To a co-unit: what it is asked for, and the matter. */
function helpingScreen(view: TaskView, help: HelpView, moves: readonly ActName[]): Screen {
  const { number, status, outcome, urgency, text, files, category, place, unit } = view
  const shown = { number, status, outcome, urgency, text, files, category, place, unit, help }
  return { screen: 'helping', view: shown, buttons: helpingButtons(moves, number) }
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
  loaded: LoadedCase,
): Promise<Screen> {
  const actor = actorOf(person)
  if (!isHousehold(standingsOf(actor, loaded))) {
    const isForMerging = movesOf(actor, loaded).includes('merge')
    return taskScreen(await taskOf(work, loaded.appeal, loaded, isForMerging), person)
  }
  const { view, buttons } = await promiseOf(work, person, loaded)
  const viewer = { household: person.id, isResident: person.id === loaded.appeal.resident }
  const story = await storyOf(work.tx, loaded.appeal.id, viewer)
  const { text, files, entries } = story
  return { screen: 'timeline', view, entries, text, files: countFiles(files), buttons }
}

/** Brings every card about this appeal up to date, in all chats. `appeal`: as it is now. */
export async function refreshCards(work: Work, appeal: StoredAppeal): Promise<void> {
  await rewriteCards(work, await readCards(work, appeal))
}

/** The cards about an appeal, whose they are, and what is to stand on them. */
export interface Cards {
  cards: readonly { card: StoredCard; person: StoredPerson | null }[]
  task: Task
}

/** Reads what all cards about this appeal are to show. `appeal`: as it is now. */
export async function readCards(work: Work, appeal: StoredAppeal): Promise<Cards> {
  const { tx } = work
  const about = { kinds: ['promise', 'task', 'queue'], subject: appeal.number } as const
  const [live, holders, task] = await Promise.all([
    liveCards(tx, about.kinds, about.subject),
    cardHolders(tx, about),
    readTask(work, appeal),
  ])
  const cards = live.map((card) => ({ card, person: holders.get(card.chat) ?? null }))
  return { cards, task }
}

/** Brings them up to date. */
export async function rewriteCards(work: Work, { cards, task }: Cards): Promise<void> {
  await Promise.all(cards.map(({ card, person }) => refreshCard(work, card, task, person)))
}

async function refreshCard(
  work: Work,
  card: StoredCard,
  task: Task,
  person: StoredPerson | null,
): Promise<void> {
  const { loaded } = task
  if (!person) return
  if (card.kind === 'promise') {
    if (isHousehold(standingsOf(actorOf(person), loaded)))
      return rewrite(work, card, person.locale, await promiseOf(work, person, loaded))
    const left = { screen: 'left', number: loaded.appeal.number } as const
    return rewrite(work, card, person.locale, left, { live: false })
  }
  if (isAtWork(person, loaded)) {
    return rewrite(work, card, person.locale, taskScreen(task, person))
  }
  return rewrite(work, card, person.locale, goneScreen(loaded), { live: false })
}

/** Whether the work card is for them. Not for whoever joined meanwhile: to a household it is no work. */
function isAtWork(person: StoredPerson, loaded: LoadedCase): boolean {
  return viewFor(person, loaded) !== null && !isHousehold(standingsOf(actorOf(person), loaded))
}

function goneScreen({ appeal: { number, unit, status } }: LoadedCase): Screen {
  return { screen: 'task_gone', number, unit, status }
}

/**
 * Rewrites every card on which words of this appeal may stand, those that nobody can press any more
 * included: afterwards they show what is kept of it. A card that was only about words becomes a work card.
 */
export async function rewriteAllCards(work: Work, appeal: StoredAppeal): Promise<void> {
  const { tx } = work
  await refreshCards(work, appeal)
  const task = await readTask(work, appeal)
  for (const card of await cardsAbout(tx, ['words'], appeal.number)) {
    const person = await personByTelegram(tx, card.chat)
    if (!person) continue
    const screen = isAtWork(person, task.loaded)
      ? taskScreen(task, person)
      : goneScreen(task.loaded)
    await rewrite(work, card, person.locale, screen, { live: false })
  }
  for (const request of await requestsOf(tx, appeal.id)) {
    for (const card of await cardsAbout(tx, ['request'], String(request.id))) {
      await refreshRequestCard(work, card, request, appeal)
    }
    await closeProposal(work, request)
  }
}

/** Where a unit was asked for, the words stood above the choices: what is left is which unit was named. */
async function closeProposal(work: Work, { id, number, proposed }: StoredRequest): Promise<void> {
  const screen = { screen: 'proposed', number, unit: proposed } as const
  for (const card of await cardsAbout(work.tx, ['choice'], String(id))) {
    const person = await personByTelegram(work.tx, card.chat)
    if (person) await rewrite(work, card, person.locale, screen, { live: false })
  }
}

/** Brings the cards of a request up to date, in all chats. */
export async function refreshRequest(work: Work, id: number, appeal: StoredAppeal): Promise<void> {
  const request = await findRequest(work.tx, id)
  if (!request) return
  for (const card of await liveCards(work.tx, ['request'], String(id))) {
    await refreshRequestCard(work, card, request, appeal)
  }
}

async function refreshRequestCard(
  work: Work,
  card: StoredCard,
  request: StoredRequest,
  appeal: StoredAppeal,
): Promise<void> {
  const person = await personByTelegram(work.tx, card.chat)
  if (!person) return
  const loaded = await readCase(work, appeal.number)
  if (!isAtWork(person, loaded))
    return rewrite(work, card, person.locale, goneScreen(loaded), { live: false })
  const screen = await requestScreen(work, request, appeal)
  const change = request.state === 'pending' ? {} : { live: false }
  await rewrite(work, card, person.locale, screen, change)
}
