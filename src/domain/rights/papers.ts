import type { Actor } from '../actor.ts'
import { rulesOf } from '../papers/kinds.ts'
import type { PaperCase } from '../papers/paper.ts'
import {
  isAboutTheirAppeal,
  isAboutTheirUnit,
  paperStandings,
  peopleIn,
} from '../papers/standings.ts'
import { unitsIn } from '../papers/units.ts'

/** Whether an act on a paper is theirs, by the table of its kind; `see`: to look at it. */
export function mayWithPaper(actor: Actor, act: string, given: PaperCase): boolean {
  // Nobody rules over an appeal behind which they stand, nor over a complaint about their own unit.
  if (isAboutTheirAppeal(actor, given) || isAboutTheirUnit(actor, given)) return false
  if (act === 'see') return maySee(actor, given)
  const { acts } = rulesOf(given.paper.kind)
  const standings = paperStandings(actor, given)
  return Object.hasOwn(acts, act) && (acts[act]?.who.some((who) => standings.has(who)) ?? false)
}

/**
 * Leaders and dispatchers see all papers; the people of the unit that it is addressed to, or that holds its appeal;
 * whom it names. An interview only its leaders and the heads of the unit.
 */
function maySee(actor: Actor, { paper, appeal }: PaperCase): boolean {
  if (actor.desk) return true
  if ([paper.by, paper.leader, ...peopleIn(paper)].includes(actor.person)) return true
  return actor.posts.some(
    ({ role, unit }) =>
      role === 'leader' ||
      (paper.kind === 'interview'
        ? role === 'head' && unit === paper.unit
        : role === 'dispatcher' ||
          unit === paper.unit ||
          unitsIn(paper).includes(unit) ||
          unit === appeal?.unit) ||
      // Every head is heard, and reads what was published.
      (paper.kind === 'notice' && paper.state !== 'draft' && role === 'head'),
  )
}
