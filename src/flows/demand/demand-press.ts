import { demandActs, whyNotDemand, type DemandAct, type Improvement } from '../../domain/demand.ts'
import { actorOf } from '../../domain/actor.ts'
import { unitOf } from '../../domain/organisation.ts'
import { may } from '../../domain/rights/may.ts'
import { refuse, say, toast, type DemandArguments, type Effect } from '../effect.ts'
import type { DemandInView, Facts } from '../facts.ts'
import type { Input } from '../input.ts'
import type { DemandPress } from '../presses.ts'
import { isVerb, verbRow } from '../verbs.ts'
import {
  demandSubject,
  filesBefore,
  type Awaiting,
  type AwaitingDemand,
  type DemandWords,
} from '../words/awaiting.ts'
import { promptButtons } from '../buttons.ts'
import { improveButtons, leadButtons } from './demand-buttons.ts'

/** The demand that an input is about: a button names it, or words are awaited for it. */
export function demandIn(input: Input, awaiting: Awaiting | null): number | null {
  if (input.kind === 'press') {
    const isAbout = isVerb(input.verb, input.args) && verbRow(input.verb).about === 'demand'
    return isAbout ? Number(input.args[0]) : null
  }
  return awaiting && 'demand' in awaiting ? awaiting.demand : null
}

export function openDemands(): Effect[] {
  return [{ do: 'show', what: { what: 'demands', page: 0, edit: false } }]
}

/** Turns to another page, on the card itself. */
export function turnDemands({ person }: Facts, [page = '0']: readonly string[]): Effect[] {
  if (!may(actorOf(person), 'use', { is: 'command', name: 'demands' }))
    return [toast('nothing_there')]
  return [{ do: 'show', what: { what: 'demands', page: Number(page), edit: true } }]
}

/** The card: in place of the choices that stand on it, or below a list. */
export function showDemand({ card }: Facts, { id }: DemandInView): Effect[] {
  return [{ do: 'show', what: { what: 'demand', demand: id, edit: card?.kind === 'demand' } }]
}

export function showDemandBelow({ id }: DemandInView): Effect {
  return { do: 'show', what: { what: 'demand', demand: id, edit: false } }
}

export const confirmDemand: DemandPress = (_facts, demand) => doneBy(demand, { act: 'confirm' })

export const dismissDemand: DemandPress = (_facts, demand) => doneBy(demand, { act: 'dismiss' })

/** Shows what it could be merged into, or merges it. */
export const mergeDemand: DemandPress = (_facts, demand, [, into]) => {
  if (into !== undefined) return doneBy(demand, { act: 'merge', into: Number(into) })
  const choices = { what: 'demand_merge', demand: demand.id, edit: true } as const
  return whenPossible(demand, 'merge', [{ do: 'show', what: choices }])
}

/** Shows the units that could lead the topic, or names one. */
export const leadDemand: DemandPress = ({ org }, demand, [, unit]) => {
  const { id, title } = demand
  if (unit === undefined) {
    const buttons = leadButtons(id, org)
    return whenPossible(demand, 'lead', [onCard(demand, { screen: 'demand_lead', title, buttons })])
  }
  return unitOf(org, unit) ? doneBy(demand, { act: 'lead', unit }) : [toast('nothing_there')]
}

/** Asks what an improvement changed, then for its words. */
export const improveDemand: DemandPress = (facts, demand, [, kind]) => {
  const { id, title } = demand
  if (kind !== undefined)
    return promptWith({ what: 'improve', demand: id, kind: kind as Improvement }, facts, demand)
  const buttons = improveButtons(id)
  return whenPossible(demand, 'improve', [
    onCard(demand, { screen: 'demand_improve', title, buttons }),
  ])
}

/** Asks for the words: the person's next message is taken for them. */
export function promptForDemand(what: Exclude<DemandWords, 'improve'>): DemandPress {
  return (facts, demand) => promptWith({ what, demand: demand.id, kind: null }, facts, demand)
}

function promptWith(awaiting: AwaitingDemand, facts: Facts, demand: DemandInView): Effect[] {
  const { what, kind } = awaiting
  const { title } = demand
  const screen = { screen: 'demand_prompt', what, kind, title, buttons: promptButtons() } as const
  // Pictures that were kept for an appeal are given up aloud.
  const givesUp = filesBefore(facts.awaiting).length > 0
  return whenPossible(demand, what, [
    ...(givesUp ? [say({ screen: 'cancelled', what: 'words' })] : []),
    { do: 'await', awaiting },
    say(screen, 'prompt', demandSubject(demand.id)),
  ])
}

function doneBy(demand: DemandInView, args: Omit<DemandArguments, 'demand'>): Effect[] {
  const effects: Effect[] = [
    { do: 'demand', arguments: { ...args, demand: demand.id } },
    toast('done'),
  ]
  return whenPossible(demand, args.act, effects)
}

/** Whoever only looks gets what a button that is not there gives. */
function whenPossible(
  { mayRule, state }: DemandInView,
  act: DemandAct,
  effects: Effect[],
): Effect[] {
  if (!mayRule) return [toast('nothing_there')]
  return demandActs(state).includes(act) ? effects : [refuse(whyNotDemand(state, act))]
}

function onCard(
  { id }: DemandInView,
  screen: Extract<Effect, { do: 'rewrite' }>['screen'],
): Effect {
  return { do: 'rewrite', screen, card: { kind: 'demand', subject: String(id) } }
}
