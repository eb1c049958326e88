import type { Moment } from '../../domain/appeal.ts'
import { nextWorkingTime } from '../../domain/calendar.ts'
import { nextNight } from '../../demands/night.ts'
import type { Order } from '../../demands/order.ts'
import { MONTH_DAYS, WINDOW_DAYS, YEAR_DAYS } from '../../demands/period.ts'
import { groupInThread } from '../../demands/thread.ts'
import { latestLetters, lettersBetween, ownersOf } from '../../queries/letters.ts'
import { whileAlone } from '../../store/alone.ts'
import type { Transaction } from '../../store/database.ts'
import { restingDemands } from '../../store/demands.ts'
import { beginTimer, isDue, postponeTimer, setTimer, takeTimer } from '../../store/timers.ts'
import { inTransaction, type Desk } from '../desk.ts'
import { saveRun } from './save-run.ts'

const NIGHT = { kind: 'demands', subject: 'desk' } as const
/** In the morning after: see unusual.ts. */
const MORNING = { kind: 'unusual', subject: 'desk' } as const
/** Enough letters to know a demand again that rested. */
const LETTERS_OF_RESTING = 30
const POSTPONED_MINUTES = 5

/** From the first start on, letters are grouped every night. */
export function beginFinding({ db, rules, now }: Desk): Promise<void> {
  return beginTimer(db.prisma, NIGHT, nextNight(now(), rules.org.timezone))
}

/**
 * Finds the common demands of the last 90 days, if the night for it has come. Reading and grouping, which take
 * seconds, hold nothing up; the result is one transaction with taking the timer: done once, however many replicas
 * look, and whoever is killed before leaves everything as it was. False: not due, or `stop` came first.
 */
export async function findDemands(
  desk: Desk,
  stop: AbortSignal,
  group: Group = groupInThread,
): Promise<boolean> {
  const { prisma, pool } = desk.db
  if (!(await isDue(prisma, NIGHT, desk.now()))) return false
  try {
    return (await whileAlone(pool, 'demands', () => run(desk, stop, group))) ?? false
  } catch (error) {
    const later = desk.now().add({ minutes: POSTPONED_MINUTES })
    await postponeTimer(prisma, NIGHT, later)
    throw error
  }
}

type Group = typeof groupInThread

async function run(desk: Desk, stop: AbortSignal, group: Group): Promise<boolean> {
  const at = desk.now()
  const order = await readOrder(desk.db.prisma, at)
  const grouped = await group(order, stop)
  if (!grouped) return false
  return inTransaction(desk, async (work) => {
    const { tx, now } = work
    const { org, calendar } = desk.rules
    if (!(await takeTimer(tx, NIGHT, now))) return false
    // Timers before demands: whoever tells in the morning holds them in this order, too.
    await setTimer(tx, NIGHT.kind, NIGHT.subject, nextNight(now, org.timezone))
    await setTimer(tx, MORNING.kind, MORNING.subject, nextWorkingTime(calendar, now))
    await saveRun(work, at, order, grouped)
    return true
  })
}

async function readOrder(tx: Transaction, at: Moment): Promise<Order> {
  const ago = (days: number): Moment => at.subtract({ hours: 24 * days })
  const lastYear = await lettersBetween(tx, ago(YEAR_DAYS + MONTH_DAYS), ago(YEAR_DAYS))
  const owners = await ownersOf(tx, lastYear)
  const known = await latestLetters(tx, await restingDemands(tx), LETTERS_OF_RESTING)
  return {
    letters: await lettersBetween(tx, ago(WINDOW_DAYS), at),
    // What is of a demand already stays of it.
    lastYear: lastYear.filter(({ id }) => !owners.has(id)),
    resting: [...known].map(([id, letters]) => ({ id, letters })),
  }
}
