import { DESK } from '../../domain/actor.ts'
import { whenToTell } from '../../domain/deadlines.ts'
import { keyReasons, newReasons } from '../../domain/key.ts'
import type { ActName } from '../../domain/lifecycle.ts'
import { broughtAgain, endedClaims, rotaOf } from '../../queries/claims.ts'
import { loadCase } from '../../queries/facts.ts'
import type { StoredAppeal } from '../../store/appeals.ts'
import type { StoredPaper } from '../../store/papers.ts'
import { clearTimers, setTimer } from '../../store/timers.ts'
import type { Work } from '../desk.ts'
import { actOnPaper, openByRule } from './act.ts'

/** Acts by which a household may have brought the same matter again: how often, says the history. */
const BRING_AGAIN: readonly ActName[] = ['add', 'absorb', 'raise']

/**
 * Looks, once an act is done, whether its appeal may be a key one, and when that is to be looked at closely: when people
 * can be told, at the latest when it is seriously late. Costs nothing where nothing points to it.
 */
export async function watchForKey(
  { tx, now, desk }: Work,
  act: ActName,
  before: StoredAppeal,
  after: StoredAppeal,
  papers: readonly StoredPaper[],
): Promise<void> {
  if (papers.some(({ kind }) => kind === 'claim')) return
  const { rules } = desk
  const isNow = BRING_AGAIN.includes(act) || keyReasons(after, 0, { now, rules }).length > 0
  if (!isNow && isSameDate(before, after)) return
  const at = isNow ? now : after.seriousAt
  if (at) await setTimer(tx, 'key', after.number, whenToTell(rules, after, at))
  else await clearTimers(tx, ['key'], after.number)
}

/** An appeal that may be a key one stands on the board of the leaders from now on, if it is one for a new reason. */
export async function keyDue(work: Work, { number }: StoredAppeal): Promise<void> {
  const { tx, now, desk } = work
  const { rules } = desk
  const loaded = await loadCase(tx, number, { rules, now }, true)
  if (!loaded || loaded.papers.some(({ kind }) => kind === 'claim')) return
  const { appeal, joiners } = loaded
  const reasons = keyReasons(appeal, await broughtAgain(tx, appeal), { now, rules })
  const isNew = newReasons(reasons, appeal, await endedClaims(tx, appeal.id))
  // Where every leader stands behind it, nobody could see it.
  const households = [appeal.resident, ...joiners.map(({ person }) => person)]
  if (isNew.length === 0 || (await rotaOf(tx, rules.org, households)).length === 0) return
  const opened = await openByRule(work, 'claim', { about: number, unit: null }, isNew.join('.'))
  if (!opened.ok) throw new Error(`The claim about ${number} was refused: ${opened.refusal}`)
}

/** What became of an appeal ends its claim, or takes back the wish to end it. */
export async function followClaim(work: Work, number: string): Promise<void> {
  const { tx, now, desk } = work
  const loaded = await loadCase(tx, number, { rules: desk.rules, now }, false)
  const claim = loaded?.papers.find(({ kind }) => kind === 'claim')
  if (!loaded || !claim) return
  const { appeal, pending } = loaded
  const isAsked = appeal.status === 'closed' || pending?.kind === 'explained'
  const act = ENDINGS[appeal.outcome ?? ''] ?? (isAsked ? null : 'resume')
  if (act === null || (act === 'resume' && claim.state !== 'asked')) return
  const rest = { kind: 'claim', paper: claim.id, about: null, unit: null } as const
  await actOnPaper(work, DESK, { act, ...rest, choice: null, words: '', days: null })
}

/** Only the resident's confirmation and the explanation by two people end what a leader has promised. */
const ENDINGS: Partial<Record<string, string>> = {
  solved_confirmed: 'confirm',
  explained: 'explain',
  declined: 'moot',
  withdrawn: 'moot',
  merged: 'moot',
}

/** Whether the act has left the moment as it was from which the appeal is seriously late. */
function isSameDate(before: StoredAppeal, after: StoredAppeal): boolean {
  return before.seriousAt?.epochMilliseconds === after.seriousAt?.epochMilliseconds
}
