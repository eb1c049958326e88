import { actorOf } from '../../domain/actor.ts'
import { may } from '../../domain/rights/may.ts'
import type { ListName } from '../buttons.ts'
import { toast, trouble, type Effect, type Shown } from '../effect.ts'
import type { Facts } from '../facts.ts'

/** Opens a list at its beginning. */
export function openList(list: Exclude<ListName, 'find'>): () => Effect[] {
  return () => [{ do: 'show', what: { what: list, page: 0, edit: false } }]
}

/** Looks for words among the appeals. */
export function find(_facts: Facts, argument: string): Effect[] {
  if (argument === '') return [trouble('find_missing')]
  return [{ do: 'show', what: { what: 'find', text: argument, page: 0, edit: false } }]
}

/** Turns to another page, on the card of that list itself, below any other. Whoever may no longer use the list gets nothing. */
export function turnPage(list: ListName): (facts: Facts, args: readonly string[]) => Effect[] {
  return ({ person, card }, [page = '0']) => {
    if (!may(actorOf(person), 'use', { is: 'command', name: list })) return [toast('nothing_there')]
    return [{ do: 'show', what: shown(list, Number(page), card?.subject ?? '') }]
  }
}

function shown(list: ListName, page: number, subject: string): Shown {
  return list === 'find'
    ? { what: 'find', text: subject, page, edit: true }
    : { what: list, page, edit: subject === list }
}
