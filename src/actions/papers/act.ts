import { DESK, type Actor } from '../../domain/actor.ts'
import type { Moment } from '../../domain/appeal.ts'
import type { Paper, PaperCase, PaperKind, PaperStanding } from '../../domain/papers/paper.ts'
import { decidePaper, nextOf, type PaperDecision } from '../../domain/papers/decide.ts'
import { rulesOf } from '../../domain/papers/kinds.ts'
import { newPaperCase } from '../../domain/papers/opening.ts'
import { loadCase } from '../../queries/facts.ts'
import { inChargeOfPaper } from '../../queries/in-charge.ts'
import { loadPaper } from '../../queries/papers.ts'
import { appendEntry } from '../../store/history.ts'
import { findAppeal } from '../../store/appeals.ts'
import {
  appendPaperEntry,
  insertPaper,
  partsOf,
  savePaper,
  type StoredPaper,
} from '../../store/papers.ts'
import { clearTimers, setTimer } from '../../store/timers.ts'
import { mustClaim } from '../company.ts'
import type { Work } from '../desk.ts'
import { ruledOpening, type PaperActed, type PaperCommand } from './command.ts'
import { AFTER, BEFORE, TOLD, WHOLE, type Also } from './follow.ts'
import { refreshPaper, refreshPapersOf } from './screens.ts'
import { tellPaper } from './tell.ts'

/**
 * Carries out one act on one paper: locks, decides, saves, writes it into the paper and into the history of its
 * appeal, tells whoever must hear. A refusal changes nothing.
 */
export async function actOnPaper(
  work: Work,
  actor: Actor,
  command: PaperCommand,
): Promise<PaperActed> {
  // Papers lead to papers: a session to its items, an order to its appeal. One at a time has a hand on them.
  mustClaim(work, 'papers')
  const { tx } = work
  const { act, choice, words, days } = command
  const also: Also = (by, other) => actOnPaper(work, by, other)
  const found =
    command.paper === null ? await opening(work, command, also) : await there(work, command)
  if (!found) return { ok: false, refusal: 'not_allowed' }
  const { given, stored } = found
  const args = { actor: actor.desk ? null : actor.person, choice, words, days }
  const decision = decidePaper(act, actor, given, args)
  if (!decision.ok) return decision
  const refusal = await BEFORE[given.paper.kind]?.(work, {
    ...{ act, args, given, decision, actor, also },
  })
  if (refusal) return { ok: false, refusal }
  const paper = await record(work, stored, command, args.actor, decision)
  const after = { ...given, paper }
  await AFTER[paper.kind]?.(work, { act, args, given: after, paper, actor, also })
  // Its parts came with it just now.
  after.parts = await partsOf(tx, paper.id)
  await setNext(work, paper.id, after)
  await tellPaper(work, { act, args, given: after, paper, decision })
  await TOLD[paper.kind]?.(work, { act, args, given: after, paper, actor, also })
  await refreshPaper(work, paper.id)
  await refreshPapersOf(work, paper)
  return { ok: true, paper }
}

/** The desk opens a paper because a rule says so. Refused: somebody, or the rule, was faster. */
export function openByRule(
  work: Work,
  kind: PaperKind,
  about: Pick<PaperCommand, 'about' | 'unit' | 'parent' | 'demand'>,
  choice: string | null,
): Promise<PaperActed> {
  return actOnPaper(work, DESK, ruledOpening(kind, about, choice))
}

interface Found {
  given: PaperCase
  stored: StoredPaper | null
}

async function there({ tx, desk, now }: Work, { paper }: PaperCommand): Promise<Found | null> {
  return loadPaper(tx, paper ?? 0, { rules: desk.rules, now }, true)
}

async function opening(work: Work, command: PaperCommand, also: Also): Promise<Found | null> {
  const { tx, desk, now } = work
  const { kind, about: number, unit, demand = null } = command
  const given = { rules: desk.rules, now }
  const parent = command.parent ?? (await WHOLE[kind]?.(work, also)) ?? null
  const about = number === null ? null : await loadCase(tx, number, given, true)
  if (number !== null && !about) return null
  const to = unit ?? about?.appeal.unit ?? null
  const inCharge = await inChargeOfPaper(tx, desk.rules.org, to, about)
  return {
    given: newPaperCase(kind, { ...given, about, unit: to, parent, demand, inCharge }),
    stored: null,
  }
}

async function record(
  work: Work,
  stored: StoredPaper | null,
  { act, words }: PaperCommand,
  actor: number | null,
  { paper: decided, entry, role }: Extract<PaperDecision, { ok: true }>,
): Promise<StoredPaper> {
  const { tx, now, desk } = work
  const made = stored ? decided : { ...decided, by: actor }
  const paper = stored
    ? { ...stored, ...made }
    : await insertPaper(tx, made, numberOf(made, now, desk.rules.calendar.timezone))
  if (stored) await savePaper(tx, stored.id, made)
  else work.hasOpenedPapers = true
  if (rulesOf(decided.kind).acts[act]?.prepares) return paper
  await appendPaperEntry(tx, paper.id, { at: now, act, actor, data: entry, words })
  await writeInHistory(work, paper, act, actor, role)
  return paper
}

/** The year in which a paper is numbered, and its number there if the month says it. Null: its kind has no numbers. */
function numberOf(
  { kind, data }: Paper,
  now: Moment,
  timezone: string,
): { year: number; serial: number | null } | null {
  const { numbered } = rulesOf(kind)
  if (numbered === false) return null
  if (numbered === true) return { year: now.toZonedDateTimeISO(timezone).year, serial: null }
  const { year, month } = Temporal.PlainYearMonth.from(String(data['month']))
  return { year, serial: month }
}

/** What is done with a paper about an appeal stands in the appeal's history, too; its words with the paper. */
async function writeInHistory(
  { tx, now }: Work,
  { id, kind, appeal: number }: StoredPaper,
  act: string,
  actorId: number | null,
  role: PaperStanding,
): Promise<void> {
  const appeal = number === null ? null : await findAppeal(tx, number)
  if (!appeal) return
  const { status, unit } = appeal
  await appendEntry(tx, appeal, {
    ...{ at: now, act: 'paper', actorId, role: IN_HISTORY[role], from: status, to: status, unit },
    ...{ data: { paper: id, kind, act }, words: '', files: [] },
  })
}

/** As the history knows people: by the posts in which they act. */
const IN_HISTORY: Record<PaperStanding, string> = {
  author: 'leader',
  answerer: 'leader',
  stand_in: 'dispatcher',
  leader: 'leader',
  party: 'unit',
  every_head: 'head',
  dispatcher: 'dispatcher',
  head: 'head',
  unit: 'unit',
  desk: 'desk',
}

/** One timer for each paper: what the desk does with it next by itself. */
export async function setNext({ tx }: Work, id: number, given: PaperCase): Promise<void> {
  const next = nextOf(given)
  if (next) await setTimer(tx, 'paper', String(id), next.at)
  else await clearTimers(tx, ['paper'], String(id))
}
