import { rulesOf } from '../../src/domain/papers/kinds.ts'
import type { PaperData, PaperKind } from '../../src/domain/papers/paper.ts'
import { promptButtons } from '../../src/flows/buttons.ts'
import {
  householdButtons,
  paperButtons,
  paperListButtons,
  paperShownButtons,
} from '../../src/flows/paper/paper-buttons.ts'
import type { PaperItem, PaperTitle, PaperView } from '../../src/flows/paper/views.ts'
import { button } from '../../src/flows/button.ts'
import { noticeButtons } from '../../src/flows/paper/notice-buttons.ts'
import type { ButtonSpec, Screen } from '../../src/flows/screen.ts'
import { noticeScreens, sampleNotice, sampleStudy, sampleSummary } from './notice-samples.ts'
import { KINDS, statesOf } from './papers.ts'
import { reviewScreens } from './review-samples.ts'

const DAY = Temporal.Instant.from('2026-11-23T01:00:00Z')
const DUE = Temporal.Instant.from('2026-11-25T09:30:00Z')
const NUMBER = '26-0000001-4'

/** Numbers, dates and codes that the cards of a kind show. */
export const DATA: Partial<Record<PaperKind, PaperData>> = {
  directive: { form: 'instruct', second: 8 },
  order: { reason: 'rework', count: 2 },
  meeting: { form: 'night', units: ['anshun'], outcome: 'agreed' },
  urge: { count: 2 },
  claim: {
    reasons: ['joiners', 'dissatisfied'],
    rota: '2026-11-24T01:00:00Z',
    steps: 2,
    ticked: [1],
  },
  item: {
    reasons: ['not_done', 'reworked'],
    lead: 'anshun',
    help: ['housing'],
    units: ['housing'],
    days: 3,
  },
}

/** Every screen about papers, with these words for what people of the desk wrote. */
export function paperScreens({ words, name }: { words: string; name: string }): {
  title: string
  screen: Screen
}[] {
  return [
    ...KINDS.flatMap(([kind]) => ofKind(kind, words, name)),
    ...lists(words, name),
    ...noticeScreens({ words, name }),
    ...reviewScreens(words, name, (kind, state) => viewOf(kind, state, words, name)),
  ]
}

function ofKind(kind: PaperKind, words: string, name: string) {
  const { acts } = rulesOf(kind)
  const title = titleOf(kind)
  const names = Object.keys(acts).filter((act) => act !== 'open')
  const told = (household: boolean, act: string): Screen => ({
    ...{ screen: 'paper_told', act, title, household, by: name, leader: name, due: DUE, words },
    data: DATA[kind] ?? {},
    buttons: household ? householdButtons(kind, act, NUMBER) : paperShownButtons(5),
  })
  const screens: [string, Screen][] = statesOf(kind).map((state) => [
    state,
    {
      screen: 'paper',
      view: viewOf(kind, state, words, name),
      buttons: paperButtons(
        5,
        kind,
        names.filter((act) => acts[act]?.from.includes(state) && !acts[act].who.includes('desk')),
        NUMBER,
      ).concat(alsoOn(kind)),
    },
  ])
  for (const [act, { carries, tells }] of Object.entries(acts)) {
    if (carries.includes('choice'))
      screens.push([`which, to ${act}`, { screen: 'paper_choice', act, title, buttons: [] }])
    if (carries.includes('words'))
      screens.push([
        `asks for words to ${act}`,
        { screen: 'paper_prompt', act, kind, title, buttons: promptButtons() },
      ])
    if (Object.entries(tells).some(([who, how]) => who !== 'households' && how === 'words'))
      screens.push([`tells of ${act}`, told(false, act)])
    if ('households' in tells) screens.push([`tells households of ${act}`, told(true, act)])
  }
  return screens.map(([what, screen]) => ({ title: `${kind}: ${what}`, screen }))
}

/** Where the card of a kind leads besides. */
function alsoOn(kind: PaperKind): ButtonSpec[] {
  if (kind === 'study') return [button('demand.show', [3], 'show_demand', { count: 1 })]
  if (kind !== 'notice') return []
  return noticeButtons(5, sampleNotice(''), {
    ...{ oversees: true, units: ['anshun'], seesRadar: true },
  })
}

function lists(words: string, name: string): { title: string; screen: Screen }[] {
  const items = KINDS.map(([kind], at): PaperItem =>
    itemOf(kind, statesOf(kind)[0] ?? '', words, name, at),
  )
  const buttons = paperListButtons('mine', items, { page: 0, first: 0, hasMore: true })
  const list = { screen: 'papers', list: 'mine', first: 0 } as const
  const empty = { ...list, items: [], total: 0, buttons: [] }
  return [
    { title: 'papers: no orders', screen: { ...empty, list: 'orders' } },
    { title: 'papers: no meetings', screen: { ...empty, list: 'meetings' } },
    { title: 'papers: those of a unit', screen: { ...list, items, total: 9, buttons } },
    { title: 'papers: none', screen: empty },
    ...['notice', 'study', 'interview'].map((of): { title: string; screen: Screen } => ({
      title: `papers: ${of}, none`,
      screen: {
        ...{ ...list, list: of, items: [], total: 0 },
        buttons: paperListButtons(of, [], { page: 0, first: 0, hasMore: false }),
      },
    })),
  ]
}

function titleOf(kind: PaperKind): PaperTitle {
  const serial = rulesOf(kind).numbered ? '2026-12' : null
  const form = DATA[kind]?.['form']
  return {
    ...{ kind, serial, number: NUMBER, unit: 'housing' },
    form: typeof form === 'string' ? form : null,
  }
}

function itemOf(kind: PaperKind, state: string, words: string, name: string, at = 0): PaperItem {
  const isLate = at % 2 === 1
  return {
    ...{
      id: 5 + at,
      title: titleOf(kind),
      state,
      due: DUE,
      late: isLate,
      daysLeft: isLate ? -2 : 2,
    },
    ...{ leader: name, data: DATA[kind] ?? {}, demand: null, words },
  }
}

function viewOf(kind: PaperKind, state: string, words: string, name: string): PaperView {
  const closed = rulesOf(kind).closed.includes(state)
  return {
    ...itemOf(kind, state, words, name),
    heardAt: null,
    ...{
      openedAt: DAY,
      closedAt: closed ? DUE : null,
      by: name,
      people: [name],
      parts: [],
      reporter: name,
    },
    ...(kind === 'claim'
      ? { steps: STEPS(words), contacts: { logged: 2, needed: 3 } }
      : { steps: [], contacts: null }),
    about: { category: 'power', place: 'anshun', words },
    notice: kind === 'notice' ? sampleSummary(words, closed) : null,
    demands: kind === 'study' && !closed ? sampleStudy(words, name) : [],
    entries: Object.keys(rulesOf(kind).acts).map((act) => ({
      ...{ at: DAY, act, by: name, words, data: {} },
    })),
  }
}

const STEPS = (words: string) => [
  { words, isDone: true },
  { words, isDone: false },
]
