import { DESK, householdOf, standingsOf, type Actor } from '../domain/actor.ts'
import type { Appeal, Moment } from '../domain/appeal.ts'
import { subjectUnits } from '../domain/conduct.ts'
import type { Command, Decision } from '../domain/command.ts'
import { decide } from '../domain/decide.ts'
import { whenToTell } from '../domain/deadlines.ts'
import type { HelpChange } from '../domain/helping.ts'
import { rowOf, type ActName, type NoticeKind } from '../domain/lifecycle.ts'
import type { Refusal } from '../domain/refusal.ts'
import { isNumbered } from '../domain/visibility.ts'
import type { FileRef } from '../flows/input.ts'
import { loadCase, type LoadedCase } from '../queries/facts.ts'
import { householdNumber } from '../queries/timeline.ts'
import { saveAppeal, type StoredAppeal } from '../store/appeals.ts'
import { addCharge } from '../store/charges.ts'
import { appendEntry } from '../store/history.ts'
import type { Transaction } from '../store/database.ts'
import { saveHelp } from '../store/helps.ts'
import { joinersOf, saveJoiners } from '../store/joiners.ts'
import { awaitAnswer } from '../store/people.ts'
import { addRequest, findRequest, settleRequest, type StoredRequest } from '../store/requests.ts'
import { clearTimers, setTimer } from '../store/timers.ts'
import { keepCalls } from './calls.ts'
import { mustClaim } from './company.ts'
import type { Work } from './desk.ts'
import { keepIndexed } from './index-appeal.ts'
import { readCards, refreshRequest, rewriteCards } from './screens.ts'
import { tellAll } from './tell.ts'

/** What comes along with an act. */
export interface Carried {
  words: string
  files: readonly FileRef[]
}

export interface Acted {
  ok: true
  /** The request that the act made, if it made one. */
  request: number | null
}

const NOTHING: Carried = { words: '', files: [] }

/**
 * Carries out one act on an appeal, and what the desk does next because of it: the only place
 * that changes a status. Locks the appeal, decides, saves, writes the history, and tells whoever
 * must hear. A refusal changes nothing. `quiet` names notices that the caller gives in another form.
 */
export async function act(
  work: Work,
  number: string,
  command: Command,
  actor: Actor,
  carried: Carried = NOTHING,
  quiet: readonly NoticeKind[] = [],
): Promise<Acted | { ok: false; refusal: Refusal | 'no_such_appeal' }> {
  const { tx, desk } = work
  mustClaim(work, number)
  const loaded = await takeCase(work, number, command)
  if (!loaded) return { ok: false, refusal: 'no_such_appeal' }
  const decision = decide({ ...command, ...whatComes(carried) }, actor, loaded)
  if (!decision.ok) return decision
  const request = await record(work, loaded, command, actor, decision, carried)
  const after = { ...loaded.appeal, ...decision.appeal }
  const hadPapers = loaded.papers.length > 0
  work.acted.push({ act: command.act, before: loaded.appeal, after, hadPapers })
  const { joiners: change } = decision
  const done = {
    appeal: after,
    joiners: change ? await joinersOf(tx, after.id) : loaded.joiners,
    joining: change?.do === 'add' ? change.people : [],
    help: decision.help?.unit ?? null,
    subject: subjectUnits(desk.rules.org, after.about),
    unit: loaded.appeal.unit,
    actor: actor.desk ? null : actor.person,
    words: carried.words || (request?.reason ?? ''),
    files: carried.files,
    due: untilIn(decision) ?? after.due,
    days: request?.days ?? null,
    household: await numberOf(work, command.act, after, actor),
    request,
  }
  const notices = decision.notices.filter((notice) => !quiet.includes(notice))
  // What is told stands before the cards; both are read together.
  const [, cards] = await Promise.all([
    tellAll(work, notices, done),
    decision.next ? null : readCards(work, after),
  ])
  if (loaded.appeal.status === 'resolved')
    await keepCalls(work, { ...done, callers: loaded.callers }, actor)
  if (command.act === 'ask') await awaitAnswer(tx, after.resident, number)
  if (cards) await rewriteCards(work, cards)
  if (decision.next) await actNext(work, number, decision.next, quiet)
  if (request) await refreshRequest(work, request.id, after)
  return { ok: true, request: decision.newRequest ? (request?.id ?? null) : null }
}

/** When what is shelved by this act is looked at again. */
function untilIn({ data: { until } }: Decision): Moment | null {
  return typeof until === 'string' ? Temporal.Instant.from(until) : null
}

/** Asked only where it may have a number. */
async function numberOf({ tx }: Work, act: ActName, appeal: StoredAppeal, actor: Actor) {
  if (actor.desk || !isNumbered(act) || appeal.households === 1) return null
  return householdNumber(tx, appeal.id, act, householdOf(actor))
}

/** The appeal as it is under its lock: as the input found it, if it was locked then and nothing was done since. */
async function takeCase(
  work: Work,
  number: string,
  { other }: Command,
): Promise<LoadedCase | null> {
  const { tx, desk, now, held } = work
  work.held = null
  // How many a unit has explained away is locked with its unit, where it counts.
  if (held?.appeal.number === number && other === undefined && held.endings === null) return held
  return loadCase(tx, number, { rules: desk.rules, now }, true, other ?? null)
}

function whatComes({ words, files }: Carried): Partial<Command> {
  const hasPhoto = files.some(({ kind }) => kind === 'photo')
  return { hasWords: words !== '', hasFiles: files.length > 0, hasPhoto }
}

/** What a decision leaves to the desk must be possible: half of it would leave the appeal to nobody. */
async function actNext(
  work: Work,
  number: string,
  next: Command,
  quiet: readonly NoticeKind[],
): Promise<void> {
  const acted = await act(work, number, next, DESK, NOTHING, quiet)
  if (!acted.ok) throw new Error(`${next.act} of ${number} was refused: ${acted.refusal}`)
}

/** Saves the appeal, its history, its request and its timers. Gives the request it was about. */
async function record(
  work: Work,
  loaded: LoadedCase,
  command: Command,
  actor: Actor,
  decision: Decision,
  carried: Carried,
): Promise<StoredRequest | null> {
  const { tx, now } = work
  const { appeal: before } = loaded
  const appending = appendEntry(
    tx,
    before,
    {
      at: now,
      act: command.act,
      actorId: actor.desk ? null : actor.person,
      role: roleIn(command, actor, loaded),
      from: before.status,
      to: decision.appeal.status,
      unit: decision.appeal.unit,
      data: decision.data,
      words: carried.words,
      files: [...carried.files],
    },
    loaded.head,
  )
  // None of these looks at what another writes: they leave together.
  await Promise.all([
    appending,
    saveAppeal(tx, before.id, decision.appeal),
    keepIndexed(work, before, decision.appeal),
    decision.charge && addCharge(tx, before.id, decision.charge),
    decision.joiners && saveJoiners(tx, before.id, decision.joiners, now),
    moveTimers(tx, before.number, decision),
  ])
  if (decision.help) await recordHelp(work, decision.appeal, before.id, decision.help)
  return recordRequest(work, loaded, actor, decision, carried)
}

/** A kind that is cleared and set is set. */
async function moveTimers(tx: Transaction, number: string, { timers }: Decision): Promise<void> {
  const set = new Set(timers.set.map(({ kind }) => kind))
  const cleared = timers.clear.filter((kind) => !set.has(kind))
  await Promise.all([
    clearTimers(tx, cleared, number),
    ...timers.set.map(({ kind, at }) => setTimer(tx, kind, number, at)),
  ])
}

/** Saves who helps, and when an answer that does not come is told. */
async function recordHelp(
  { tx, desk, now }: Work,
  appeal: Appeal,
  appealId: number,
  change: HelpChange,
): Promise<void> {
  const id = String(await saveHelp(tx, appealId, change, now))
  if (change.do !== 'ask') return clearTimers(tx, ['help_due'], id)
  await setTimer(tx, 'help_due', id, whenToTell(desk.rules, appeal, change.due))
}

async function recordRequest(
  { tx, now }: Work,
  { appeal, pending }: LoadedCase,
  actor: Actor,
  decision: Decision,
  carried: Carried,
): Promise<StoredRequest | null> {
  const by = actor.desk ? null : actor.person
  if (decision.settles && pending) {
    await settleRequest(tx, pending.id, decision.settles, by, now)
    return findRequest(tx, pending.id)
  }
  // A request that goes on waiting is no part of this act: its reason is nobody else's words.
  if (!decision.newRequest || by === null || appeal.unit === null) return null
  const asked = { ...decision.newRequest, unit: appeal.unit, by, reason: carried.words }
  return findRequest(tx, await addRequest(tx, appeal.id, asked, now))
}

/** In which standing the act was done: the first that the table allows. */
function roleIn(command: Command, actor: Actor, loaded: LoadedCase): string {
  const standings = standingsOf(actor, loaded)
  return rowOf(command.act).who.find((who) => standings.has(who)) ?? 'desk'
}
