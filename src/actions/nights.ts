import { beginAnchoring } from './anchor.ts'
import { beginFinding } from './demands/run.ts'
import type { Desk } from './desk.ts'
import { beginLearning } from './learn.ts'
import { beginMonths } from './month.ts'
import { beginReviews } from './papers/agenda.ts'
import { beginCounting } from './recount.ts'
import { beginSweeping } from './sweep.ts'

/** What the desk does for itself again and again, whoever writes: each sets its next time by itself. */
export async function beginNights(desk: Desk): Promise<void> {
  await beginFinding(desk)
  await beginCounting(desk)
  await beginLearning(desk)
  await beginSweeping(desk)
  await beginMonths(desk)
  await beginReviews(desk)
  await beginAnchoring(desk)
}
