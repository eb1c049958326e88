import { actorOf, standingsOf } from '../domain/actor.ts'
import { inTheirPlace } from '../domain/decide.ts'
import type { Case, OtherAppeal } from '../domain/guards.ts'
import type { Moment } from '../domain/appeal.ts'
import { hindered, movesOf } from '../domain/moves.ts'
import { may } from '../domain/rights/may.ts'
import type { Rules } from '../domain/rules.ts'
import type { AppealInView, Person } from '../flows/facts.ts'
import type { Named } from '../flows/named.ts'
import type { StoredAppeal } from '../store/appeals.ts'
import type { Transaction } from '../store/database.ts'
import type { StoredPaper } from '../store/papers.ts'
import type { StoredHelp } from '../store/helps.ts'
import type { ChainHead } from '../store/history.ts'
import { findRequest, findWithRequest, type Lock, type StoredRequest } from '../store/requests.ts'
import { lacksPhoto } from './proof.ts'
import { endingsFor } from './endings.ts'

/** An appeal with everything that a decision about it looks at. */
export interface LoadedCase extends Case {
  appeal: StoredAppeal
  pending: StoredRequest | null
  papers: readonly StoredPaper[]
  helps: StoredHelp[]
  head: ChainHead
  isLocked: boolean
}

/**
 * Reads what a decision about this appeal looks at; `lock` when something is to be changed, or may be. `other`: the appeal that
 * is merged into it, or into which it is to be; by itself the one into which it was.
 */
export async function loadCase(
  tx: Transaction,
  number: string,
  given: { rules: Rules; now: Moment },
  lock: Lock,
  other: string | null = null,
): Promise<LoadedCase | null> {
  const found = await findWithRequest(tx, number, lock)
  if (!found) return null
  const { main } = found.appeal
  const { timezone } = given.rules.org
  const [lacks, endings, another] = await Promise.all([
    lacksPhoto(tx, found.appeal, given.rules),
    endingsFor(tx, found.pending, { now: given.now, timezone }, lock === true),
    otherAppeal(tx, other ?? main),
  ])
  return { ...given, ...found, lacksPhoto: lacks, endings, other: another }
}

async function otherAppeal(tx: Transaction, number: string | null): Promise<OtherAppeal | null> {
  const found = number === null ? null : await findWithRequest(tx, number)
  if (!found) return null
  const { status, unit, resident, emergencies } = found.appeal
  const { joiners } = found
  return { number: found.appeal.number, status, unit, resident, emergencies, joiners }
}

/**
 * The appeal in the eyes of this person, or null: no such number and not theirs to see
 * look the same, so that nobody learns which numbers exist.
 */
export function viewFor(person: Person, loaded: LoadedCase | null): AppealInView | null {
  const actor = actorOf(person)
  if (!loaded || !may(actor, 'see', { is: 'appeal', given: loaded })) return null
  const { pending } = loaded
  return {
    // To somebody who joined, their own answers are the answers of the return visit.
    appeal: inTheirPlace(actor, loaded).appeal,
    standings: [...standingsOf(actor, loaded)],
    moves: movesOf(actor, loaded),
    hindered: hindered(actor, loaded),
    lacksPhoto: loaded.lacksPhoto,
    pending,
    joiners: loaded.joiners,
    papers: loaded.papers,
  }
}

/** The number of the appeal that the input is about. */
export async function numberIn(tx: Transaction, named: Named | null): Promise<string | null> {
  if (!named) return null
  if (named.by === 'number') return named.number
  return (await findRequest(tx, named.request))?.number ?? null
}
