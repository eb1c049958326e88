import { DESK } from '../../domain/actor.ts'
import { addWorking } from '../../domain/calendar.ts'
import { nextOf } from '../../domain/papers/decide.ts'
import { loadPaper } from '../../queries/papers.ts'
import { lockIfIdle } from '../../store/appeals.ts'
import { findPaper } from '../../store/papers.ts'
import { setTimer, type DueTimer } from '../../store/timers.ts'
import type { Work } from '../desk.ts'
import { actOnPaper } from './act.ts'
import { DESK_CHOOSES } from './follow.ts'

/** Where there is nobody to choose, there may be somebody the next day. */
function tomorrow({ desk, now }: Work) {
  return addWorking(desk.rules.calendar, now, { amount: 1, unit: 'days' })
}

const BUSY_SECONDS = 10

/** What the desk does with a paper by itself: a reminder, the news that it is overdue, and what its kind has besides. */
export async function paperDue(work: Work, { kind, subject }: DueTimer): Promise<void> {
  const { tx, now, desk } = work
  const id = Number(subject)
  const seen = await findPaper(tx, id)
  if (!seen) return
  // Whoever changes the appeal at this moment may wait for this timer: to wait for them would be a deadlock.
  if (seen.appeal !== null && !(await lockIfIdle(tx, seen.appeal)))
    return setTimer(tx, kind, subject, now.add({ seconds: BUSY_SECONDS }))
  const loaded = await loadPaper(tx, id, { rules: desk.rules, now }, true)
  const next = loaded && nextOf(loaded.given)
  if (!next) return
  if (Temporal.Instant.compare(now, next.at) < 0) return setTimer(tx, kind, subject, next.at)
  const chooses = DESK_CHOOSES[`${seen.kind}:${next.act}`]
  const choice = chooses ? await chooses(work, loaded.given) : null
  if (chooses && choice === null) return setTimer(tx, kind, subject, tomorrow(work))
  const about = { about: null, unit: null, choice, words: '', days: null }
  const acted = await actOnPaper(work, DESK, {
    ...about,
    act: next.act,
    kind: seen.kind,
    paper: id,
  })
  if (!acted.ok) throw new Error(`${next.act} of paper ${id} was refused: ${acted.refusal}`)
}
