import type { Actor } from '../actor.ts'
import type { Refusal } from '../refusal.ts'
import { nextFollowUp } from './following.ts'
import { may } from '../rights/may.ts'
import { rulesOf } from './kinds.ts'
import { isAboutTheirAppeal, paperStandings } from './standings.ts'
import type {
  NextAct,
  Paper,
  PaperArguments,
  PaperCase,
  PaperData,
  PaperKind,
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
  const { changes, closed } = rulesOf(given.paper.kind)
  const row = paperRow(given.paper.kind, act)
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
  const row = paperRow(given.paper.kind, act)
  if (!row) return 'not_now'
  if (!may(actor, act, { is: 'paper', given }))
    return isAboutTheirAppeal(actor, given) ? 'own_appeal' : 'not_allowed'
  if (!row.from.includes(given.paper.state))
    return row.to === given.paper.state ? 'already_done' : 'not_now'
  return rulesOf(given.paper.kind).guards?.[act]?.(given, actor.desk ? null : actor.person) ?? null
}

/** The row of an act in the table of a kind; a button may name anything. */
export function paperRow(kind: PaperKind, act: string): PaperRow | undefined {
  const { acts } = rulesOf(kind)
  return Object.hasOwn(acts, act) ? acts[act] : undefined
}

/** The acts that this person may do now, in the order of the card. */
export function paperActs(actor: Actor, given: PaperCase): string[] {
  return Object.keys(rulesOf(given.paper.kind).acts).filter(
    (act) => act !== 'open' && whyNotPaper(act, actor, given) === null,
  )
}

/** What the desk does next by itself with this paper. Null: nothing. */
export function nextOf(given: PaperCase): NextAct | null {
  const { kind, state, closedAt } = given.paper
  const { acts, next } = rulesOf(kind)
  if (closedAt) return null
  // One that waits for somebody else's move is left alone until then.
  const isPossible = (one: NextAct | null | undefined) =>
    one && acts[one.act]?.from.includes(state) ? one : null
  return isPossible(nextFollowUp(given)) ?? isPossible(next?.(given))
}

/** Whether an act needs words: with some choices they may be left out. */
export function needsWords({ carries, wordless }: PaperRow, choice: string | null): boolean {
  return carries.includes('words') && !(choice !== null && wordless?.includes(choice))
}

function lacking(row: PaperRow, { words, choice }: PaperArguments): Refusal | null {
  if (row.carries.includes('choice') && choice === null) return 'answer_unknown'
  return needsWords(row, choice) && words.trim() === '' ? 'words_needed' : null
}
