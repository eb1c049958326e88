import { actorOf } from '../domain/actor.ts'
import { isCommand } from '../domain/rights/commands.ts'
import { may } from '../domain/rights/may.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { Facts } from './facts.ts'
import type { Input } from './input.ts'
import type { Toast } from './told.ts'
import { isVerb } from './verbs.ts'

/** Something that somebody tried and that is not theirs to do. Codes alone, never anything that they sent. */
export interface Denied {
  /** The button, the command, or for which words it was waited. */
  act: string
  refusal: Refusal
}

/** What is no question of when or how: others may do it. */
const OF_RIGHTS: ReadonlySet<Refusal> = new Set(['not_allowed', 'own_appeal', 'own_request'])

/**
 * Whether nothing came of an input because it is not theirs to do; null: something did, or that is not why.
 * `isHidden`: what it names is there, and not for them to see; they are told that nothing is.
 */
export function deniedIn(
  input: Input,
  facts: Pick<Facts, 'person' | 'awaiting' | 'paper'>,
  toast: Toast | null,
  isHidden: boolean,
): Denied | null {
  const act = actIn(input, facts)
  if (toast?.toast === 'refused' && OF_RIGHTS.has(toast.refusal))
    return { act, refusal: toast.refusal }
  const isOfPaper = facts.paper !== null && input.kind === 'press'
  // No card of ours has such a button: somebody made it.
  const isForged = input.kind === 'press' && !isVerb(input.verb, input.args)
  const isNotTheirs =
    isHidden ||
    isForged ||
    isClosedList(input, facts) ||
    (isOfPaper && toast?.toast === 'nothing_there')
  return isNotTheirs ? { act, refusal: 'not_allowed' } : null
}

/** A command that is not theirs, or a page of the list that it opens. */
function isClosedList(input: Input, { person }: Pick<Facts, 'person'>): boolean {
  const name =
    input.kind === 'command' ? commandIn(input.name) : input.kind === 'press' ? input.verb : ''
  return isCommand(name) && !may(actorOf(person), 'use', { is: 'command', name })
}

function actIn(input: Input, { awaiting }: Pick<Facts, 'awaiting'>): string {
  if (input.kind === 'press') return isVerb(input.verb, input.args) ? input.verb : 'unknown'
  if (input.kind !== 'command') return awaiting ? `words:${awaiting.what}` : 'words'
  const name = commandIn(input.name)
  return isCommand(name) ? `/${name}` : '/unknown'
}

/** A command in a group carries the name of the bot. */
export function commandIn(name: string): string {
  return name.replace(/@.*$/, '').toLowerCase()
}
