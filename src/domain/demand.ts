import type { Refusal } from './refusal.ts'

/**
 * What many residents ask for at the same time. `found`: by the desk alone. `confirmed`: a person says that
 * it is one; it is a topic from then on. `dismissed`: it is none. `merged`: it is part of another one.
 */
export type DemandState = 'found' | 'confirmed' | 'dismissed' | 'merged'

/** What a dispatcher or a leader does with a demand. */
export const DEMAND_ACTS = [
  'confirm',
  'lead',
  'measure',
  'improve',
  'rename',
  'merge',
  'dismiss',
] as const
export type DemandAct = (typeof DEMAND_ACTS)[number]

/** What an improvement changed. */
export const IMPROVEMENTS = ['rule', 'process', 'other'] as const
export type Improvement = (typeof IMPROVEMENTS)[number]

/** Which acts are possible, in the order of the card. A dismissed one can be taken back, a merged one is over. */
const POSSIBLE: Record<DemandState, readonly DemandAct[]> = {
  found: ['confirm', 'rename', 'merge', 'dismiss'],
  confirmed: ['lead', 'measure', 'improve', 'rename', 'merge', 'dismiss'],
  dismissed: ['confirm'],
  merged: [],
}

export function demandActs(state: DemandState): readonly DemandAct[] {
  return POSSIBLE[state]
}

/** Why an act is not possible: a second press is no mistake. */
export function whyNotDemand(state: DemandState, act: DemandAct): Refusal {
  const made: Partial<Record<DemandAct, DemandState>> = {
    confirm: 'confirmed',
    merge: 'merged',
    dismiss: 'dismissed',
  }
  return made[act] === state ? 'already_done' : 'not_now'
}

/**
 * Whether one demand may become part of another. A topic goes into topics only: it must not lose what was
 * decided about it inside something that nobody has looked at.
 */
export function mayMerge(
  one: { id: number; state: DemandState },
  into: { id: number; state: DemandState },
): boolean {
  if (one.id === into.id || !POSSIBLE[one.state].includes('merge')) return false
  return into.state === 'confirmed' || (into.state === 'found' && one.state === 'found')
}

/** How many letters and how many households: one person may write many times. */
export interface Volume {
  letters: number
  households: number
}

/** The figures of a demand at the end of a run. */
export interface DemandFigures {
  /** The last 90 days. */
  whole: Volume
  /** The last 30 days, the 30 before, and the same 30 a year ago; null: the desk was not there yet. */
  month: Volume
  before: Volume | null
  lastYear: Volume | null
  /** Households that were to be expected this month; null: too early to tell. */
  expected: number | null
  unusual: boolean
}

/** How many wrote about it in so many days before an improvement, and in as many after. */
export interface BeforeAndAfter {
  days: number
  before: Volume
  after: Volume
}
