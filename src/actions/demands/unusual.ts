import { demandListButtons } from '../../flows/demand/demand-buttons.ts'
import { overseers } from '../../queries/audience.ts'
import { demandItems } from '../../queries/demands.ts'
import { takeUntold } from '../../store/demands.ts'
import { peopleByIds } from '../../store/people.ts'
import { say } from '../cards.ts'
import type { Work } from '../desk.ts'
import { DEMAND_LIST } from './screens.ts'

/** More would be no message to begin a day with; the rest stands in the list. */
const MOST_ITEMS = 8

/**
 * In the morning of a working day, dispatchers and leaders hear of demands that have become unusual: in one message,
 * and of each once for ever.
 */
export async function tellUnusual(work: Work): Promise<void> {
  const { tx, now } = work
  const found = await demandItems(tx, await takeUntold(tx, now))
  if (found.length === 0) return
  const items = found.slice(0, MOST_ITEMS)
  const more = found.length - items.length
  const buttons = demandListButtons(items, { page: 0, first: 0, hasMore: false })
  for (const person of await peopleByIds(tx, await overseers(tx))) {
    say(work, person, { screen: 'demands_unusual', items, more, buttons }, DEMAND_LIST, 'once')
  }
}
