import { demandIn } from '../flows/demand/demand-press.ts'
import type { Facts } from '../flows/facts.ts'
import type { Input } from '../flows/input.ts'
import { namedBy } from '../flows/named.ts'
import { paperIn } from '../flows/paper/paper-press.ts'
import { numberIn } from '../queries/facts.ts'
import { findAppeal } from '../store/appeals.ts'
import { findDemand } from '../store/demands.ts'
import { findPaper } from '../store/papers.ts'
import type { Work } from './desk.ts'

/**
 * Whether what an input names is there, and not for this person to see. They are not told: to them, what is not there
 * looks the same. Asks the database only where nothing was found for them.
 */
export async function isHidden({ tx }: Work, input: Input, facts: Facts): Promise<boolean> {
  const { awaiting } = facts
  const named = facts.view ? null : namedBy(input, facts)
  const demand = facts.demand ? null : demandIn(input, awaiting)
  const paper = facts.paper ? null : paperIn(input, awaiting)
  const number = named && (await numberIn(tx, named))
  return (
    (number !== null && (await findAppeal(tx, number)) !== null) ||
    (demand !== null && (await findDemand(tx, demand)) !== null) ||
    (paper !== null && (await findPaper(tx, paper)) !== null)
  )
}
