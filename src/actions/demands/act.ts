import { actorOf } from '../../domain/actor.ts'
import { demandActs, mayMerge, whyNotDemand } from '../../domain/demand.ts'
import { unitOf } from '../../domain/organisation.ts'
import { may } from '../../domain/rights/may.ts'
import { isStaffed } from '../../domain/rules.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { leadsButtons } from '../../flows/demand/demand-buttons.ts'
import type { DemandArguments } from '../../flows/effect.ts'
import { headsOf } from '../../queries/audience.ts'
import { countDemands } from '../../queries/demand-figures.ts'
import { demandFor } from '../../queries/demands.ts'
import {
  appendDemandEntry,
  changeDemand,
  findDemand,
  lockDemands,
  redirectMerged,
  saveFigures,
  type StoredDemand,
} from '../../store/demands.ts'
import { peopleByIds, type StoredPerson } from '../../store/people.ts'
import { say } from '../cards.ts'
import type { Work } from '../desk.ts'
import { DEMAND_LIST, refreshDemand } from './screens.ts'

/**
 * Carries out what a dispatcher or a leader does with a demand, writes it down, and brings its cards up to date. One at
 * a time: a second press finds it done. A refusal changes nothing.
 */
export async function actOnDemand(
  work: Work,
  person: StoredPerson,
  args: DemandArguments,
): Promise<Refusal | null> {
  const { tx, now } = work
  await lockDemands(tx)
  const demand = await findDemand(tx, args.demand)
  if (!demand || !may(actorOf(person), args.act, { is: 'demand', lead: demand.unit }))
    return 'not_allowed'
  if (!demandActs(demand.state).includes(args.act)) return whyNotDemand(demand.state, args.act)
  const refusal = await change(work, demand, args)
  if (refusal) return refusal
  const { act, words = '', unit, into, kind } = args
  const data = { ...(unit && { unit }), ...(into && { into }), ...(kind && { kind }) }
  await appendDemandEntry(tx, demand.id, { at: now, act, actor: person.id, data }, words)
  if (unit !== undefined) await tellHeads(work, demand, unit, person)
  await refreshDemand(work, demand.id)
  if (into !== undefined) await refreshDemand(work, into)
  return null
}

async function change(
  work: Work,
  demand: StoredDemand,
  { act, words = '', unit = '', into = demand.id }: DemandArguments,
): Promise<Refusal | null> {
  const { tx } = work
  const { id } = demand
  switch (act) {
    case 'confirm':
      await changeDemand(tx, id, { state: 'confirmed' })
      return null
    case 'dismiss':
      await changeDemand(tx, id, { state: 'dismissed' })
      return null
    case 'rename':
      if (words === '') return 'words_needed'
      await changeDemand(tx, id, { name: words })
      return null
    case 'measure':
    case 'improve':
      return words === '' ? 'words_needed' : null
    case 'lead':
      return lead(work, demand, unit)
    case 'merge':
      return merge(work, demand, into)
  }
}

async function lead(work: Work, demand: StoredDemand, unit: string): Promise<Refusal | null> {
  const { rules } = work.desk
  if (!unitOf(rules.org, unit)) return 'unit_unknown'
  if (demand.unit === unit) return 'same_unit'
  if (!isStaffed(rules, unit)) return 'unit_without_staff'
  await changeDemand(work.tx, demand.id, { unit })
  return null
}

/** Its letters count for the other one from now on; last year's are put right by the next run. */
async function merge({ tx }: Work, demand: StoredDemand, into: number): Promise<Refusal | null> {
  const other = await findDemand(tx, into)
  if (!other || !mayMerge(demand, other)) return 'not_now'
  await changeDemand(tx, demand.id, { state: 'merged', mergedInto: into })
  await redirectMerged(tx, demand.id, into)
  const { lastYear } = other.figures
  const figures = (await countDemands(tx, [other], other.countedAt, [])).get(into)
  if (figures) await saveFigures(tx, into, { ...figures, lastYear })
  return null
}

/** The heads of the unit hear that it leads the topic; whoever did it knows. */
async function tellHeads(
  work: Work,
  demand: StoredDemand,
  unit: string,
  actor: StoredPerson,
): Promise<void> {
  const buttons = leadsButtons(demand.id)
  const title = (await demandFor(work.tx, actor, demand.id))?.title
  if (!title) return
  const heads = (await headsOf(work.tx, unit)).filter((id) => id !== actor.id)
  for (const head of await peopleByIds(work.tx, heads)) {
    say(work, head, { screen: 'demand_leads', title, unit, buttons }, DEMAND_LIST)
  }
}
