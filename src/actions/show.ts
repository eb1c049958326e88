import { button } from '../flows/button.ts'
import { assignButtons, listButtons, mergeButtons } from '../flows/buttons.ts'
import { aboveCategory, categoryButtons } from '../flows/choices.ts'
import { actorOf } from '../domain/actor.ts'
import type { ActName } from '../domain/lifecycle.ts'
import { may } from '../domain/rights/may.ts'
import { aboutButtons } from '../flows/task/about.ts'
import { helpButtons } from '../flows/task/help.ts'
import type { Shown } from '../flows/effect.ts'
import { overseersLists, papersWaiting } from '../flows/paper/paper-buttons.ts'
import type { ButtonSpec, Screen } from '../flows/screen.ts'
import { loadCase, viewFor, type LoadedCase } from '../queries/facts.ts'
import {
  dispatchQueue,
  findAppeals,
  myAppeals,
  PAGE_SIZE,
  tasksOf,
  unitAppeals,
  type Page,
} from '../queries/lists.ts'
import { papersOfUnits } from '../queries/paper-lists.ts'
import { similarToAppeal } from '../queries/neighbours.ts'
import { openAppealsOf } from '../queries/own.ts'
import { unitColleagues } from '../queries/audience.ts'
import { aboutView } from '../queries/views.ts'
import type { StoredCard } from '../store/cards.ts'
import type { StoredPerson } from '../store/people.ts'
import { rewrite, say, type CardSubject } from './cards.ts'
import { lookingOf } from './looking.ts'
import { demandListScreen, demandScreen, mergeScreen, retireDemand } from './demands/screens.ts'
import type { Work } from './desk.ts'
import { noticePageScreen } from './papers/notice-page.ts'
import { paperCard } from './papers/screens.ts'
import { paperChoiceScreen, paperListScreen } from './papers/show.ts'
import {
  admin,
  board,
  boardGroup,
  boardUnit,
  overdue,
  overdueUnit,
  stats,
  statsList,
} from './figures.ts'
import { sendPicture } from './made-files.ts'
import { appealScreen } from './screens.ts'

/** Runs the query that a flow asked for, and shows what it found: on the pressed card, or below. */
export async function show(
  work: Work,
  person: StoredPerson,
  shown: Shown,
  pressed: StoredCard | null,
): Promise<void> {
  const found = await screenFor(work, person, shown)
  const { screen, card, picture } = found ?? NO_SUCH_APPEAL
  if (pressed?.live && 'edit' in shown && shown.edit) {
    await rewrite(work, pressed, person.locale, screen, card ?? {})
  } else {
    say(work, person, screen, card)
  }
  if (picture !== undefined) sendPicture(work, person, picture, { screen: 'board_picture' })
}

interface Found {
  screen: Screen
  card: CardSubject | null
  /** Goes out right after it. */
  picture?: number
}

const NO_SUCH_APPEAL: Found = {
  screen: { screen: 'trouble', trouble: 'no_such_appeal' },
  card: null,
}

async function screenFor(work: Work, person: StoredPerson, shown: Shown): Promise<Found | null> {
  const { tx, desk } = work
  const at = (page: number) => lookingOf(work, person, page)
  switch (shown.what) {
    case 'appeal':
    case 'task':
      return oneAppeal(work, person, shown.number)
    case 'my':
      return myList(await myAppeals(tx, at(shown.page)), shown.page)
    case 'tasks':
      return staffList('tasks', '', shown.page, await tasksOf(tx, at(shown.page)), {
        above: papersWaiting(await papersOfUnits(tx, person, desk.rules.org)),
      })
    case 'unit':
      return staffList('unit', '', shown.page, await unitAppeals(tx, at(shown.page)))
    case 'queue':
      return staffList('queue', '', shown.page, await dispatchQueue(tx, at(shown.page)), {
        above: overseersLists(),
      })
    case 'find': {
      const page = await findAppeals(tx, shown.text, at(shown.page))
      return staffList('find', shown.text, shown.page, page)
    }
    case 'assign':
      return assignChoices(work, person, shown.number, shown.parent)
    case 'categories':
      return categoryChoices(work, person, shown.number, shown.parent)
    case 'demands':
      return demandListScreen(work, shown.page)
    case 'demand':
      if (!shown.edit) await retireDemand(work, person, shown.demand)
      return demandScreen(work, person, shown.demand)
    case 'demand_merge':
      return mergeScreen(work, person, shown.demand)
    case 'help':
      return helpChoices(work, person, shown.number)
    case 'about':
      return subjectChoices(work, person, shown.number)
    case 'merge':
      return mergeChoices(work, person, shown.number)
    case 'paper':
      return paperCard(work, person, shown.paper)
    case 'paper_choice':
      return paperChoiceScreen(work, person, shown)
    case 'notice_page':
      return noticePageScreen(work, person, shown)
    case 'papers':
      return paperListScreen(work, person, shown.list, shown.page)
    case 'stats':
      return stats(work, person)
    case 'stats_list':
      return statsList(work, person, shown.kept, shown.page)
    case 'board':
      return board(work, person, !shown.edit)
    case 'board_group':
      return boardGroup(work, shown.kind, shown.page)
    case 'board_unit':
      return boardUnit(work, person, shown.unit, shown.page)
    case 'overdue':
      return overdue(work, shown.page)
    case 'overdue_unit':
      return overdueUnit(work, person, shown.unit, shown.page)
    case 'admin':
      return admin(work)
    case 'forget': {
      const open = await openAppealsOf(tx, person.id)
      const screen: Screen = { screen: 'forget', open: open.length }
      return { screen, card: { kind: 'choice', subject: 'forget' } }
    }
  }
}

async function oneAppeal(work: Work, person: StoredPerson, number: string): Promise<Found | null> {
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded || !viewFor(person, loaded)) return null
  const screen = await appealScreen(work, person, loaded)
  const kind = screen.screen === 'timeline' ? 'step' : 'task'
  return { screen, card: { kind, subject: number } }
}

function myList({ items, total }: Page, page: number): Found {
  const more = Math.max(0, total - (page + 1) * PAGE_SIZE)
  const buttons = listButtons('my', items, page, more > 0)
  return { screen: { screen: 'my', items, more, buttons }, card: { kind: 'list', subject: 'my' } }
}

function staffList(
  list: 'tasks' | 'unit' | 'queue' | 'find',
  text: string,
  page: number,
  { items, total, late }: Page,
  { above }: { above: ButtonSpec[] } = { above: [] },
): Found {
  const ofList = listButtons(list, items, page, total > (page + 1) * PAGE_SIZE)
  const buttons = [...above, ...ofList]
  const screen: Screen = { screen: 'task_list', list, text, total, late, items, buttons }
  return { screen, card: { kind: 'list', subject: list === 'find' ? text : list } }
}

const TO_ASSIGN = ['hand', 'assign', 'reassign'] as const

/** Above the choices stand the words of the appeal: they are for whoever may do what is chosen. */
function mayChoose(act: ActName, person: StoredPerson, given: LoadedCase): boolean {
  return may(actorOf(person), act, { is: 'appeal', given })
}

async function assignChoices(
  work: Work,
  person: StoredPerson,
  number: string,
  parent: string | null,
): Promise<Found | null> {
  const { tx, desk, now } = work
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  const view = viewFor(person, loaded)
  if (!loaded || !view || !TO_ASSIGN.some((act) => mayChoose(act, person, loaded))) return null
  const toPeople = view.moves.includes('hand') && !view.standings.includes('dispatcher')
  const colleagues = toPeople
    ? await unitColleagues(tx, view.appeal.unit, [
        loaded.appeal.resident,
        ...loaded.joiners.map(({ person }) => person),
      ])
    : []
  const to = toPeople ? 'people' : 'units'
  const buttons = assignButtons(number, desk.rules.org, colleagues, to, parent)
  return {
    screen: { screen: 'assign', view: await aboutView(tx, loaded.appeal), to, buttons },
    card: { kind: 'task', subject: number },
  }
}

async function mergeChoices(
  { tx, desk, now }: Work,
  person: StoredPerson,
  number: string,
): Promise<Found | null> {
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded || !mayChoose('merge', person, loaded)) return null
  const view = await aboutView(tx, loaded.appeal)
  const similar = await similarToAppeal(tx, loaded.appeal, { ...desk, now })
  const buttons = mergeButtons(number, similar)
  return {
    screen: { screen: 'merge', view, similar, buttons },
    card: { kind: 'task', subject: number },
  }
}

async function helpChoices(
  { tx, desk, now }: Work,
  person: StoredPerson,
  number: string,
): Promise<Found | null> {
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded || !mayChoose('ask_help', person, loaded)) return null
  const { appeal, helps } = loaded
  const helping = helps.map(({ unit }) => unit)
  const buttons = helpButtons(appeal, desk.rules.org, helping)
  const view = await aboutView(tx, appeal)
  return { screen: { screen: 'ask_help', view, buttons }, card: { kind: 'task', subject: number } }
}

async function subjectChoices(
  { tx, desk, now }: Work,
  person: StoredPerson,
  number: string,
): Promise<Found | null> {
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded || !mayChoose('about', person, loaded)) return null
  const view = await aboutView(tx, loaded.appeal)
  const buttons = aboutButtons(number, desk.rules.org, view.place)
  return { screen: { screen: 'about', view, buttons }, card: { kind: 'task', subject: number } }
}

async function categoryChoices(
  { tx, desk, now }: Work,
  person: StoredPerson,
  number: string,
  parent: string | null,
): Promise<Found | null> {
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  if (!loaded || !mayChoose('recategorise', person, loaded)) return null
  const { org } = desk.rules
  const verb = 'task.category'
  const view = await aboutView(tx, loaded.appeal)
  const { likely } = desk.classify(view.words)
  const back =
    parent === null
      ? button('task.show', [number], 'back')
      : aboveCategory(org, verb, [number], parent)
  const buttons = [...categoryButtons(org, verb, [number], likely, parent), back]
  return {
    screen: { screen: 'recategorise', view, buttons },
    card: { kind: 'task', subject: number },
  }
}
