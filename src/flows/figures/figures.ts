import { actorOf } from '../../domain/actor.ts'
import { unitOf } from '../../domain/organisation.ts'
import type { CommandName } from '../../domain/rights/commands.ts'
import { may } from '../../domain/rights/may.ts'
import type { PeerKind } from '../../figures/peers.ts'
import { toast, type Effect, type Shown } from '../effect.ts'
import type { Facts, Person } from '../facts.ts'
import type { Kept } from './views.ts'

/** /board, /overdue, /stats, /admin: opens at the beginning. */
export function openBoard(): Effect[] {
  return [{ do: 'show', what: { what: 'board', edit: false } }]
}

export function openOverdue(): Effect[] {
  return [{ do: 'show', what: { what: 'overdue', page: 0, edit: false } }]
}

export function openStats(): Effect[] {
  return [{ do: 'show', what: { what: 'stats', edit: false } }]
}

export function openAdmin(): Effect[] {
  return [{ do: 'show', what: { what: 'admin', edit: false } }]
}

type Look = (facts: Facts, args: readonly string[]) => Effect[]

/** Looks on, on the card itself. Whoever may no longer use the command gets nothing. */
function looking(
  name: CommandName,
  at: (args: readonly string[], facts: Facts) => Shown | null,
): Look {
  return (facts, args) => {
    const isTheirs = may(actorOf(facts.person), 'use', { is: 'command', name })
    const shown = isTheirs ? at(args, facts) : null
    return [shown ? { do: 'show', what: shown } : toast('nothing_there')]
  }
}

export const backToBoard = looking('board', () => ({ what: 'board', edit: true }))

export const openGroup = looking('board', ([kind, page]) => ({
  ...{ what: 'board_group', kind: kind as PeerKind, page: Number(page), edit: true },
}))

export const openUnit = looking('board', ([unit = '', page], { org }) =>
  unitOf(org, unit) ? { what: 'board_unit', unit, page: Number(page), edit: true } : null,
)

export const turnOverdue = looking('overdue', ([page]) => ({
  ...{ what: 'overdue', page: Number(page), edit: true },
}))

export const openLate = looking('overdue', ([unit = '', page], { org }) =>
  unitOf(org, unit) ? { what: 'overdue_unit', unit, page: Number(page), edit: true } : null,
)

export const backToStats = looking('stats', () => ({ what: 'stats', edit: true }))

export const openKept = looking('stats', ([kept, page]) => ({
  ...{ what: 'stats_list', kept: kept as Kept, page: Number(page), edit: true },
}))

export const lookAtDeskAgain = looking('admin', () => ({ what: 'admin', edit: true }))

/** The units whose figures a member of staff looks at with /stats. Null: the whole desk. */
export function statsScope(person: Pick<Person, 'id' | 'posts'>): string[] | null {
  if (may(actorOf(person), 'see_all', { is: 'figures' })) return null
  return [...new Set(person.posts.map(({ unit }) => unit))]
}
