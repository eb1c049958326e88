import type { DemandFigures, Improvement } from '../../src/domain/demand.ts'
import { promptButtons } from '../../src/flows/buttons.ts'
import {
  demandButtons,
  demandListButtons,
  improveButtons,
  leadsButtons,
  mergeButtons,
} from '../../src/flows/demand/demand-buttons.ts'
import type { DemandItem, DemandTitle, DemandView } from '../../src/flows/demand/views.ts'
import type { Screen } from '../../src/flows/screen.ts'

const NIGHT = Temporal.Instant.from('2026-11-22T19:00:00Z')
const NUMBER = '26-0000001-4'
const count = (letters: number, households = letters) => ({ letters, households })

const FIGURES: DemandFigures = {
  whole: count(37, 31),
  month: count(19, 16),
  before: count(9, 8),
  lastYear: count(5),
  expected: 7.75,
  unusual: true,
}

const QUIET: DemandFigures = {
  whole: count(4, 3),
  month: count(1),
  before: count(3, 2),
  lastYear: null,
  expected: 1.2,
  unusual: false,
}

const EARLY: DemandFigures = { ...QUIET, before: null, expected: null }

/** Every screen about common demands, with these words for what people of the desk wrote. */
export function demandScreens({ words, name }: { words: string; name: string }): {
  title: string
  screen: Screen
}[] {
  const title: DemandTitle = { name: words, category: 'power', place: 'anshun' }
  const untitled: DemandTitle = { ...title, name: '' }
  const items = itemsOf(title, untitled)
  const view = viewOf(title)
  const measure = { at: NIGHT, by: name, words }
  const improved = (kind: Improvement, volume: DemandView['improvements'][number]['volume']) => ({
    ...measure,
    ...{ kind, volume },
  })
  const topic: DemandView = {
    ...{ ...view, state: 'confirmed', lead: 'housing', measures: [measure, measure] },
    improvements: [
      improved('rule', { days: 30, before: count(16, 14), after: count(5, 5) }),
      improved('process', null),
      improved('other', { days: 14, before: count(1), after: count(0) }),
    ],
  }
  const cards: [string, DemandView, boolean][] = [
    ['demand: found', view, true],
    ['demand: a topic', topic, true],
    ['demand: a topic in the eyes of its lead unit', topic, false],
    [
      'demand: a topic that is quiet, without a lead unit',
      { ...view, state: 'confirmed', figures: QUIET, percent: NONE, resting: true },
      true,
    ],
    [
      'demand: set aside, without a name, on a young desk',
      { ...view, state: 'dismissed', title: untitled, figures: EARLY, percent: NONE },
      true,
    ],
  ]
  const others = items.slice(1)
  const page = { page: 1, first: 6, hasMore: true }
  const one = { page: 0, first: 0, hasMore: false }
  const prompt = { screen: 'demand_prompt', title, buttons: promptButtons() } as const
  return [
    {
      title: 'demands',
      screen: {
        ...{ screen: 'demands', items, first: 6, total: 24, countedAt: NIGHT },
        buttons: demandListButtons(items, page),
      },
    },
    ...([NIGHT, null] as const).map((countedAt) => ({
      title: countedAt ? 'demands, nothing found' : 'demands, before the first night',
      screen: {
        ...({ screen: 'demands', first: 0, total: 0, countedAt } as const),
        ...{ items: [], buttons: [] },
      },
    })),
    ...cards.map(([named, shown, mayRule]) => ({
      title: named,
      screen: {
        ...({ screen: 'demand', view: shown } as const),
        buttons: demandButtons(shown, [NUMBER], mayRule),
      },
    })),
    {
      title: 'demand: part of which one',
      screen: { screen: 'demand_merge', title, items: others, buttons: mergeButtons(1, others) },
    },
    {
      title: 'demand: part of none',
      screen: { screen: 'demand_merge', title, items: [], buttons: mergeButtons(1, []) },
    },
    {
      title: 'demand: lead unit',
      screen: {
        ...({ screen: 'demand_lead', title } as const),
        buttons: ['housing', 'hongning'].map((unit) => ({
          ...{ verb: 'demand.lead', args: [1, unit], label: 'lead_unit', values: { unit } },
        })),
      },
    },
    {
      title: 'demand: what has improved',
      screen: { screen: 'demand_improve', title, buttons: improveButtons(1) },
    },
    { title: 'demand: name', screen: { ...prompt, what: 'rename', kind: null } },
    { title: 'demand: measure', screen: { ...prompt, what: 'measure', kind: null } },
    { title: 'demand: improvement', screen: { ...prompt, what: 'improve', kind: 'process' } },
    {
      title: 'a unit leads a topic',
      screen: {
        ...{ screen: 'demand_leads', title, unit: 'housing' },
        buttons: leadsButtons(1),
      },
    },
    {
      title: 'in the morning: new and unusual',
      screen: { screen: 'demands_unusual', items, more: 2, buttons: demandListButtons(items, one) },
    },
  ]
}

const NONE = { before: null, lastYear: null }

function viewOf(title: DemandTitle): DemandView {
  return {
    ...{ id: 1, title, state: 'found', figures: FIGURES, percent: { before: 100, lastYear: -20 } },
    places: [
      { unit: 'anshun', letters: 20 },
      { unit: 'hongning', letters: 17 },
    ],
    categories: [
      { category: 'power', letters: 30 },
      { category: 'heating', letters: 7 },
    ],
    ...{ lead: null, measures: [], improvements: [], resting: false, countedAt: NIGHT },
  }
}

function itemsOf(title: DemandTitle, untitled: DemandTitle): DemandItem[] {
  const item: DemandItem = {
    ...{ id: 1, title, state: 'found', households: 31, month: 16 },
    ...{ percent: 100, expected: 7.75, unusual: true },
  }
  return [
    item,
    { ...item, id: 2, state: 'confirmed', percent: -40, unusual: false },
    { ...item, id: 3, title: untitled, percent: 0, unusual: false, expected: 0.25 },
    { ...item, id: 4, title: { ...untitled, place: null }, percent: null, unusual: false },
    { ...item, id: 5, title: { ...untitled, category: null }, households: 1, month: 1 },
    { ...item, id: 6, title: { name: '', category: null, place: null }, expected: null },
  ]
}
