import { actorOf } from '../../domain/actor.ts'
import { unitOf } from '../../domain/organisation.ts'
import type { UnitRequest } from '../../domain/appeal.ts'
import { may } from '../../domain/rights/may.ts'
import { refuse, toast, type Effect } from '../effect.ts'
import type { AppealInView, Facts } from '../facts.ts'

/** Grants what the unit asks for. */
export function approve(_facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  return decideRequest('approve', view, args)
}

export function deny(_facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  return decideRequest('deny', view, args)
}

function decideRequest(
  verdict: 'approve' | 'deny',
  view: AppealInView,
  args: readonly string[],
): Effect[] {
  const request = waiting(view, args)
  if (!request) return [refuse('request_decided')]
  const { number } = view.appeal
  const act = `${verdict}_${request.kind}` as const
  return [{ do: 'act', arguments: { act, number, request: request.id } }, toast('done')]
}

/** Whoever asked to return an appeal says which unit should have it, while nobody has decided. */
export function propose(facts: Facts, view: AppealInView, args: readonly string[]): Effect[] {
  const { org, person } = facts
  const request = waiting(view, args)
  if (!request) return [refuse('request_decided')]
  const [, unit = 'none'] = args
  const mayPropose = may(actorOf(person), 'propose', { is: 'request', by: request.by })
  const isTheirs = request.kind === 'return' && mayPropose
  if (!isTheirs || (unit !== 'none' && !unitOf(org, unit))) return [toast('nothing_there')]
  if (unit === request.unit) return [refuse('same_unit')]
  const { number } = view.appeal
  const proposed = unit === 'none' ? null : unit
  return [
    ...(proposed === null ? [] : [{ do: 'propose', request: request.id, unit } as const]),
    { do: 'rewrite', screen: { screen: 'proposed', number, unit: proposed } },
  ]
}

/** The request that the button names, if it still waits. */
function waiting({ pending }: AppealInView, [id]: readonly string[]): UnitRequest | null {
  return pending?.state === 'pending' && String(pending.id) === id ? pending : null
}
