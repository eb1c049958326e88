import { actorOf } from '../domain/actor.ts'
import { isCommand, type CommandName } from '../domain/rights/commands.ts'
import { may } from '../domain/rights/may.ts'
import { showBelow } from './appeal/appeal.ts'
import { openDemands } from './demand/demand-press.ts'
import { commandIn } from './denied.ts'
import { register } from './draft/register.ts'
import { trouble, type Effect } from './effect.ts'
import {
  askForget,
  cancel,
  help,
  home,
  language,
  privacy,
  start,
  startNew,
} from './person/everyone.ts'
import type { Facts } from './facts.ts'
import { openAdmin, openBoard, openOverdue, openStats } from './figures/figures.ts'
import type { Input } from './input.ts'
import { numberGiven } from './named.ts'
import { invite } from './person/invite.ts'
import { find, openList } from './appeal/lists.ts'
import { openPapers } from './paper/paper-press.ts'
import type { Trouble } from './told.ts'

/** What each command does. */
const DOES: Record<CommandName, (facts: Facts, argument: string) => Effect[]> = {
  start,
  help,
  language,
  privacy,
  cancel,
  new: startNew,
  my: openList('my'),
  appeal: showNamed('number_missing', 'no_such_appeal'),
  home,
  forget: askForget,
  tasks: openList('tasks'),
  register,
  task: showNamed('task_number_missing', 'no_such_task'),
  stats: openStats,
  unit: openList('unit'),
  invite,
  queue: openList('queue'),
  find,
  demands: openDemands,
  notice: openPapers('notice'),
  board: openBoard,
  overdue: openOverdue,
  claims: openPapers('claims'),
  reviews: openPapers('reviews'),
  admin: openAdmin,
}

/** Carries a command out. One that is not for this person is answered like one that does not exist. */
export function command(
  { name, argument }: Extract<Input, { kind: 'command' }>,
  facts: Facts,
): Effect[] {
  const known = commandIn(name)
  if (!isCommand(known) || !may(actorOf(facts.person), 'use', { is: 'command', name: known }))
    return [trouble('unknown_command')]
  return DOES[known](facts, argument.trim())
}

/** Shows the appeal with this number. Not there and not theirs to see look the same. */
function showNamed(missing: Trouble, notThere: Trouble) {
  return ({ view }: Facts, argument: string): Effect[] => {
    const reading = numberGiven(argument)
    if (reading.kind === 'none') return [trouble(missing)]
    if (reading.kind === 'typing-error') return [trouble('typing_error')]
    return [view ? showBelow(view) : trouble(notThere)]
  }
}
