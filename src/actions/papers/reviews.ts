import { DESK } from '../../domain/actor.ts'
import { buildAgenda, type Subject } from '../../domain/agenda.ts'
import { comingDay } from '../../domain/sessions.ts'
import { agendaCandidates } from '../../queries/agenda.ts'
import { lockAppeals } from '../../store/appeals.ts'
import { findDemand } from '../../store/demands.ts'
import { findPapers, leadParts, partsOf, type StoredPaper } from '../../store/papers.ts'
import type { Work } from '../desk.ts'
import { ruledOpening } from './command.ts'
import type { After, Also } from './follow.ts'
import { actByDesk } from './items.ts'

/** The agenda comes with the session, the chair answers for it once it begins, and what it leaves open is postponed. */
export const afterReview: After = async (work, { act: name, paper, args, also }) => {
  if (name === 'open') await fillAgenda(work, paper, also)
  if (name === 'begin' && args.actor !== null) await leadParts(work.tx, paper.id, args.actor)
  if (name === 'end' || name === 'cancel') await postponeRest(work, paper, also)
}

/** Puts on the agenda what the rules say, as far as there is room. */
export async function fillAgenda(work: Work, session: StoredPaper, also: Also): Promise<void> {
  const { tx, now, desk } = work
  const there = (await partsOf(tx, session.id)).map(subjectOf)
  const { items } = desk.rules.org.policy.review
  const candidates = await agendaCandidates(tx, { now, rules: desk.rules })
  const agenda = buildAgenda(candidates, there, items)
  // All at once and in one order: whoever holds one of them waits for none of the others.
  await lockAppeals(
    tx,
    agenda.flatMap(({ subject }) => subject.appeal ?? []),
  )
  for (const { subject, reasons } of agenda) {
    const { appeal: about, demand } = subject
    const unit = demand === null ? null : ((await findDemand(tx, demand))?.unit ?? null)
    const where = { about, demand, unit, parent: session.id }
    const opened = await also(DESK, ruledOpening('item', where, reasons.join('.')))
    // Meanwhile it ended, or somebody put it there.
    if (!opened.ok && !['not_now', 'already_done'].includes(opened.refusal))
      throw new Error(`An item was refused: ${opened.refusal}`)
  }
}

/** The session that what is put down now comes to: the one that is running, or comes next; if need be, it is planned. */
export async function comingSession(work: Work, also: Also): Promise<number> {
  const { tx, now, desk } = work
  const [next] = await findPapers(tx, { kind: 'review', closedAt: null }, SOONEST)
  if (next) return next.id
  const { date } = comingDay(desk.rules, now)
  const nothing = { about: null, unit: null }
  const opened = await also(DESK, ruledOpening('review', nothing, date.toString()))
  if (!opened.ok) throw new Error(`A session was refused: ${opened.refusal}`)
  return opened.paper.id
}

const SOONEST = [{ due: 'asc' as const }, { id: 'asc' as const }]

async function postponeRest({ tx }: Work, { id }: StoredPaper, also: Also): Promise<void> {
  const open = (await partsOf(tx, id)).filter(({ state }) => state === 'open')
  await lockAppeals(
    tx,
    open.flatMap(({ appeal }) => appeal ?? []),
  )
  for (const item of open) await actByDesk(also, item.id, 'postpone')
}

function subjectOf({ appeal, demand }: StoredPaper): Subject {
  return appeal === null ? { appeal: null, demand: demand ?? 0 } : { appeal, demand: null }
}
