import { demandActs, IMPROVEMENTS, type Improvement } from '../../domain/demand.ts'
import type { Org } from '../../domain/organisation.ts'
import { button } from '../button.ts'
import { countyOf } from '../../domain/organisation.ts'
import { MOST_BUTTONS } from '../choices.ts'
import type { ButtonSpec } from '../screen.ts'
import type { DemandItem, DemandView } from './views.ts'

/** The card of a demand: what may be done with it now, its appeals, the list. Whoever only looks gets the appeals. */
export function demandButtons(
  { id, state }: Pick<DemandView, 'id' | 'state'>,
  numbers: readonly string[],
  mayRule: boolean,
): ButtonSpec[] {
  const acts = mayRule ? demandActs(state) : []
  return [
    ...acts.map((act) => button(`demand.${act}`, [id], `demand_${act}`)),
    ...(acts.includes('dismiss') ? [button('demand.review', [id], 'demand_review')] : []),
    ...numbers.map((number) => button('task.show', [number], 'show_task', { number })),
  ]
}

/** A number for each demand on the page, then the way to the other pages. Pages count from 0. */
export function demandListButtons(
  items: readonly Pick<DemandItem, 'id'>[],
  { page, first, hasMore }: { page: number; first: number; hasMore: boolean },
): ButtonSpec[] {
  const buttons = items.map(({ id }, at) =>
    button('demand.show', [id], 'show_demand', { count: first + at + 1 }),
  )
  if (page > 0) buttons.push(button('demands', [page - 1], 'previous'))
  if (hasMore) buttons.push(button('demands', [page + 1], 'next'))
  return buttons
}

/** What a demand could be merged into, by the numbers of the list above. */
export function mergeButtons(id: number, items: readonly Pick<DemandItem, 'id'>[]): ButtonSpec[] {
  return [
    ...items.map((item, at) =>
      button('demand.merge', [id, item.id], 'show_demand', { count: at + 1 }),
    ),
    button('demand.show', [id], 'back'),
  ]
}

/** Units that could lead a topic: all while they are few, else the county and what is right below it. */
export function leadButtons(id: number, org: Org): ButtonSpec[] {
  const county = countyOf(org)?.code
  const near = org.units.filter(({ code, parent }) => code === county || parent === county)
  const units = org.units.length <= FEW_UNITS ? org.units : near
  return [
    ...units
      .slice(0, MOST_BUTTONS)
      .map(({ code }) => button('demand.lead', [id, code], 'lead_unit', { unit: code })),
    button('demand.show', [id], 'back'),
  ]
}

const FEW_UNITS = 24

/** Below the news for the heads of the lead unit: the way to the topic. */
export function leadsButtons(id: number): ButtonSpec[] {
  return [button('demand.show', [id], 'open_demand')]
}

/** What an improvement changed. */
export function improveButtons(id: number): ButtonSpec[] {
  return [
    ...IMPROVEMENTS.map((kind) => button('demand.improve', [id, kind], IMPROVED[kind])),
    button('demand.show', [id], 'back'),
  ]
}

const IMPROVED: Record<Improvement, string> = {
  rule: 'rule_changed',
  process: 'process_shortened',
  other: 'something_else',
}
