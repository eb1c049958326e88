import type { Actor } from '../actor.ts'
import { isHousehold, standingsOf } from '../actor.ts'
import type { Refusal } from '../refusal.ts'
import { rulesOf } from './kinds.ts'
import { unitsIn } from './units.ts'
import type {
  NextAct,
  Paper,
  PaperArguments,
  PaperCase,
  PaperData,
  PaperRow,
  PaperStanding,
} from './paper.ts'

export type PaperDecision =
  | { ok: true; paper: Paper; tells: PaperRow['tells']; role: PaperStanding; entry: PaperData }
  | { ok: false; refusal: Refusal }

/**
 * Decides one act on one paper: the paper as it is afterwards and who hears of it, or a refusal. Nothing changes here,
 * and time comes in with the case.
 */
export function decidePaper(
  act: string,
  actor: Actor,
  given: PaperCase,
  args: PaperArguments,
): PaperDecision {
  const { acts, changes, closed } = rulesOf(given.paper.kind)
  const row = acts[act]
  if (!row) return { ok: false, refusal: 'not_now' }
  const standings = paperStandings(actor, given)
  const refusal = whyNotPaper(act, actor, given) ?? lacking(row, args)
  if (refusal) return { ok: false, refusal }
  const change = changes[act]?.(given, args) ?? {}
  if (typeof change === 'string') return { ok: false, refusal: change }
  const { state, data, entry = {}, ...fields } = change
  const after = state ?? (row.to === 'same' ? given.paper.state : row.to)
  const paper: Paper = {
    ...given.paper,
    ...fields,
    state: after,
    data: { ...given.paper.data, ...data },
    closedAt: closed.includes(after) ? (given.paper.closedAt ?? given.now) : null,
  }
  const role = row.who.find((who) => standings.has(who)) ?? 'desk'
  const choice = args.choice === null ? {} : { choice: args.choice }
  return { ok: true, paper, tells: row.tells, role, entry: { ...choice, ...entry } }
}

/** Why somebody cannot do this now, whatever would come along; null: they can. */
export function whyNotPaper(act: string, actor: Actor, given: PaperCase): Refusal | null {
  const { acts, guards } = rulesOf(given.paper.kind)
  const row = acts[act]
  if (!row) return 'not_now'
  // Nobody rules over an appeal behind which they stand themselves.
  if (given.appeal && isHousehold(standingsOf(actor, asAppealCase(given)))) return 'own_appeal'
  const standings = paperStandings(actor, given)
  if (!row.who.some((who) => standings.has(who))) return 'not_allowed'
  if (!row.from.includes(given.paper.state))
    return row.to === given.paper.state ? 'already_done' : 'not_now'
  return guards?.[act]?.(given, actor.desk ? null : actor.person) ?? null
}

/** The acts that this person may do now, in the order of the card. */
export function paperActs(actor: Actor, given: PaperCase): string[] {
  return Object.keys(rulesOf(given.paper.kind).acts).filter(
    (act) => act !== 'open' && whyNotPaper(act, actor, given) === null,
  )
}

/** In what standings somebody meets a paper. */
export function paperStandings(actor: Actor, { paper }: PaperCase): Set<PaperStanding> {
  if (actor.desk) return new Set(['desk'])
  const { person, posts } = actor
  const standings = new Set<PaperStanding>()
  if (paper.by === person) standings.add('author')
  if (paper.leader === person) standings.add('answerer')
  if (peopleIn(paper).includes(person)) standings.add('party')
  for (const { role, unit } of posts) {
    if (role === 'leader' || role === 'dispatcher') standings.add(role)
    if (role === 'head' && unitsIn(paper).includes(unit)) standings.add('party')
    if (unit !== paper.unit) continue
    if (role === 'handler' || role === 'head') standings.add('unit')
    if (role === 'head') standings.add('head')
  }
  return standings
}

/** Person ids of those whom a paper names besides its author and its leader. */
export function peopleIn({ data }: Pick<Paper, 'data'>): number[] {
  const people = data['people']
  return Array.isArray(people) ? people.filter((one) => typeof one === 'number') : []
}

/** What the desk does next by itself with this paper. Null: nothing. */
export function nextOf(given: PaperCase): NextAct | null {
  return given.paper.closedAt ? null : (rulesOf(given.paper.kind).next?.(given) ?? null)
}

function lacking({ carries }: PaperRow, { words, choice }: PaperArguments): Refusal | null {
  if (carries.includes('choice') && choice === null) return 'answer_unknown'
  return carries.includes('words') && words.trim() === '' ? 'words_needed' : null
}

function asAppealCase({ appeal, joiners }: PaperCase) {
  if (!appeal) throw new Error('No appeal')
  return { appeal, joiners, helps: [], pending: null }
}
