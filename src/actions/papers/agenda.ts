import { nextWorkingTime } from '../../domain/calendar.ts'
import { comingDay, nextSession } from '../../domain/sessions.ts'
import { agendaCandidates } from '../../queries/agenda.ts'
import { findPapers } from '../../store/papers.ts'
import { beginTimer, setTimer, type DueTimer } from '../../store/timers.ts'
import { inTransaction, type Desk, type Work } from '../desk.ts'
import { actOnPaper } from './act.ts'
import { comingSession, fillAgenda } from './reviews.ts'

const AGENDA = { kind: 'agenda', subject: 'review' } as const

/** From the first start on the desk draws up the agenda of each joint review, on the working day before. */
export async function beginReviews(desk: Desk): Promise<void> {
  await inTransaction(desk, ({ tx, now }) =>
    beginTimer(tx, AGENDA, nextSession(desk.rules, now).drawAt),
  )
}

/**
 * Plans the session of tomorrow, if there is something to talk about; one that is planned already, by a person or for
 * what a person put down, has its agenda brought up to date.
 */
export async function drawAgenda(work: Work, { kind, subject }: DueTimer): Promise<void> {
  const { tx, now, desk } = work
  const { rules } = desk
  const at = nextWorkingTime(rules.calendar, now)
  // Where nobody was there in time, the agenda waits for the morning.
  if (Temporal.Instant.compare(at, now) > 0) return setTimer(tx, kind, subject, at)
  await setTimer(tx, kind, subject, nextSession(rules, now).drawAt)
  if (Temporal.Instant.compare(comingDay(rules, now).drawAt, now) > 0) return
  const also = actOnPaper.bind(null, work)
  const [planned] = await findPapers(tx, { kind: 'review', state: 'planned' })
  if (planned) return fillAgenda(work, planned, also)
  if ((await agendaCandidates(tx, { now, rules })).length > 0) await comingSession(work, also)
}
