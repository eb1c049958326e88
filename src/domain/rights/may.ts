import type { Actor } from '../actor.ts'
import type { DemandAct } from '../demand.ts'
import type { ActName } from '../lifecycle.ts'
import type { Role } from '../organisation.ts'
import type { PaperCase } from '../papers/paper.ts'
import { mayWithAppeal, type AppealInQuestion } from './appeals.ts'
import { isFor, type CommandName, type PaperListName } from './commands.ts'
import { mayWithPaper } from './papers.ts'

/** What somebody may have a right to. */
export type Subject =
  | { is: 'appeal'; given: AppealInQuestion }
  | { is: 'paper'; given: PaperCase }
  /** `lead`: the unit that leads the topic. */
  | { is: 'demand'; lead: string | null }
  /** Who works in it. */
  | { is: 'unit'; unit: string }
  /** What a unit asked for; `by`: whoever asked. */
  | { is: 'request'; by: number }
  | { is: 'command'; name: CommandName }
  | { is: 'papers'; list: PaperListName }
  | { is: 'figures' }

/** What can be done with each. */
export interface Acts {
  appeal: ActName | 'see' | 'see_work'
  /** The acts of its kind; `open` makes it. */
  paper: string
  demand: DemandAct | 'see'
  unit: 'invite' | 'uninvite'
  /** To name the unit that should have the appeal instead. */
  request: 'propose'
  command: 'use'
  papers: 'see'
  /** `see_all`: those of every unit. `see_signs`: what the radar noticed, in every notice. */
  figures: 'see_all' | 'see_signs'
}

/**
 * The one answer to "may they?". It looks at who somebody is and what they stand to, never at what is possible just
 * now: that is asked of the lifecycle and its guards, after this. Everything that shows, offers or changes something
 * asks here; docs/rights.md has every answer.
 */
export function may<Is extends Subject['is']>(
  actor: Actor,
  act: Acts[Is],
  subject: Extract<Subject, { is: Is }>,
): boolean {
  const rule: Rule<Is> = RULES[subject.is]
  return rule(actor, act, subject)
}

type Rule<Is extends Subject['is']> = (
  actor: Actor,
  act: Acts[Is],
  subject: Extract<Subject, { is: Is }>,
) => boolean

const RULES: { readonly [Is in Subject['is']]: Rule<Is> } = {
  appeal: (actor, act, { given }) => mayWithAppeal(actor, act, given),
  paper: (actor, act, { given }) => mayWithPaper(actor, act, given),
  // Dispatchers and leaders decide what is a common demand and what is done about it; the heads who lead a topic look.
  demand: (actor, act, { lead }) =>
    has(actor, ['dispatcher', 'leader']) || (act === 'see' && has(actor, ['head'], lead)),
  unit: (actor, _act, { unit }) => has(actor, ['head'], unit),
  request: (actor, _act, { by }) => !actor.desk && actor.person === by,
  command: (actor, _act, { name }) => isFor({ command: name }, rolesOf(actor)),
  papers: (actor, _act, { list }) => isFor({ papers: list }, rolesOf(actor)),
  figures: (actor, act) =>
    has(actor, act === 'see_all' ? ['dispatcher', 'leader', 'admin'] : ['leader', 'dispatcher']),
}

/** Whether somebody has one of these roles; with `unit`, in that unit. */
function has(actor: Actor, roles: readonly Role[], unit?: string | null): boolean {
  if (actor.desk) return false
  return actor.posts.some(
    (post) => roles.includes(post.role) && (unit === undefined || post.unit === unit),
  )
}

function rolesOf(actor: Actor): Role[] {
  return actor.desk ? [] : actor.posts.map(({ role }) => role)
}
