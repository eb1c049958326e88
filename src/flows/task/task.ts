import { isHousehold } from '../../domain/actor.ts'
import { unitOf } from '../../domain/organisation.ts'
import { opensCategories } from '../choices.ts'
import { refuse, toast, type ActArguments, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'
import type { AppealPress } from '../presses.ts'

/** The work card: in place of the choices that stand on it, or below whatever else was pressed. */
export function showTask({ card }: Facts, view: AppealInView): Effect[] {
  const { number } = view.appeal
  return [{ do: 'show', what: { what: 'task', number, edit: isWorkCard(card) } }]
}

/** An act that needs nothing but the press. The decision says why not, if not. */
export function instantly(act: 'accept' | 'resume'): AppealPress {
  return (_facts, { appeal: { number } }) => doneBy({ act, number })
}

/** Shows whom it can be handed to, or hands it over: a head to a person, a dispatcher to a unit. */
export function assign(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { moves, appeal } = view
  const { number } = appeal
  const [, chosen] = args
  const toUnit = moves.includes('assign') || moves.includes('reassign')
  if (!toUnit && !moves.includes('hand')) return [refuse(refusalOf(view))]
  if (chosen === undefined) return [choices('assign', number, null, facts)]
  if (toUnit && unitOf(facts.org, chosen)) {
    const act = moves.includes('assign') ? 'assign' : 'reassign'
    return doneBy({ act, number, unit: chosen })
  }
  if (moves.includes('hand') && /^\d{1,9}$/.test(chosen))
    return doneBy({ act: 'hand', number, staff: Number(chosen) })
  return [toast('nothing_there')]
}

/** Opens the units below one, for a dispatcher. */
export function openUnits(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { moves, appeal } = view
  const parent = unitOf(facts.org, args[1] ?? null)
  if (!parent) return [toast('nothing_there')]
  if (!moves.includes('assign') && !moves.includes('reassign')) return [refuse(refusalOf(view))]
  return [choices('assign', appeal.number, parent.code, facts)]
}

/** Shows the categories to a dispatcher, or sets one. */
export function recategorise(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { number } = view.appeal
  const [, chosen] = args
  if (!view.moves.includes('recategorise')) return [refuse(refusalOf(view))]
  const isKnown = facts.org.categories.some(({ code }) => code === chosen)
  if (chosen !== undefined && !isKnown) return [toast('nothing_there')]
  if (chosen !== undefined && !opensCategories(facts.org, chosen))
    return doneBy({ act: 'recategorise', number, category: chosen })
  return [choices('categories', number, chosen ?? null, facts)]
}

/** Shows which open appeals may be the same matter, or merges the appeal into one of them. */
export function merge({ card }: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { number } = view.appeal
  const [, into] = args
  if (!view.moves.includes('merge')) return [refuse(refusalOf(view))]
  if (into === undefined)
    return [{ do: 'show', what: { what: 'merge', number, edit: isWorkCard(card) } }]
  return [{ do: 'merge', number, into }, toast('done')]
}

/** Parts an appeal from the one into which it was merged. */
export function split(_facts: Facts, view: AppealInView): Effect[] {
  if (!view.moves.includes('split')) return [refuse(refusalOf(view))]
  return [{ do: 'split', number: view.appeal.number }, toast('done')]
}

function doneBy(args: ActArguments): Effect[] {
  return [{ do: 'act', arguments: args }, toast('done')]
}

/** Choices stand on the work card itself: the act brings the card back by itself. */
function choices(
  what: 'assign' | 'categories',
  number: string,
  parent: string | null,
  { card }: Facts,
): Effect {
  return { do: 'show', what: { what, number, parent, edit: isWorkCard(card) } }
}

/** Choices for an appeal stand on its work card itself. */
export function isWorkCard(card: Facts['card']): boolean {
  return card !== null && card.live && (card.kind === 'task' || card.kind === 'queue')
}

function refusalOf({ standings }: AppealInView) {
  if (isHousehold(standings)) return 'own_appeal' as const
  const isInCharge = standings.includes('dispatcher') || standings.includes('head')
  return isInCharge ? ('not_now' as const) : ('not_allowed' as const)
}
