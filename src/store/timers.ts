import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import { dateOf, momentOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

export interface DueTimer {
  id: number
  kind: string
  subject: string
  dueAt: Moment
}

/** Sets, or moves, what is to happen by itself. */
export function setTimer(
  tx: Transaction,
  kind: string,
  subject: string,
  at: Moment,
): Promise<void> {
  return keepTimer(tx, { kind, subject, at })
}

const keepTimer = together(
  async (tx, asked: readonly { kind: string; subject: string; at: Moment }[]) => {
    // A statement moves no row twice: the last one counts.
    const last = new Map(asked.map((timer) => [`${timer.kind} ${timer.subject}`, timer]))
    const timers = [...last.values()]
    await sqlOf(tx).run(
      `insert into timer (kind, subject, due_at) select * from unnest($1::text[], $2::text[], $3::timestamptz[])
       on conflict (kind, subject) do update set due_at = excluded.due_at`,
      [
        timers.map(({ kind }) => kind),
        timers.map(({ subject }) => subject),
        timers.map(({ at }) => dateOf(at)),
      ],
    )
    return asked.map(() => undefined)
  },
)

/** Sets what is to happen by itself from the first start on; one that is there already stays as it is. */
export async function beginTimer(
  tx: Transaction,
  { kind, subject }: Pick<DueTimer, 'kind' | 'subject'>,
  at: Moment,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO timer (kind, subject, due_at) VALUES (${kind}, ${subject}, ${dateOf(at)})
    ON CONFLICT (kind, subject) DO NOTHING`
}

/** Brings the cards of these appeals up to date as soon as there is time for it, if their timer waits for later. */
export async function hastenRefresh(
  tx: Transaction,
  numbers: readonly string[],
  now: Moment,
): Promise<void> {
  if (numbers.length === 0) return
  await tx.$executeRaw`
    UPDATE timer SET due_at = ${dateOf(now)}
    WHERE kind = 'refresh' AND subject = ANY(${[...numbers]}) AND due_at > ${dateOf(now)}`
}

/** Lets a timer that is still there wait until then. */
export async function postponeTimer(
  tx: Transaction,
  { kind, subject }: Pick<DueTimer, 'kind' | 'subject'>,
  until: Moment,
): Promise<void> {
  await tx.timer.updateMany({ where: { kind, subject }, data: { dueAt: dateOf(until) } })
}

/** Takes timers back. */
export async function clearTimers(
  tx: Transaction,
  kinds: readonly string[],
  subject: string,
): Promise<void> {
  if (kinds.length > 0) await dropTimers(tx, { kinds, subject })
}

const dropTimers = together(
  async (tx, asked: readonly { kinds: readonly string[]; subject: string }[]) => {
    const timers = asked.flatMap(({ kinds, subject }) => kinds.map((kind) => ({ kind, subject })))
    await sqlOf(tx).run(
      `delete from timer using unnest($1::text[], $2::text[]) as given (kind, subject)
       where timer.kind = given.kind and timer.subject = given.subject`,
      [timers.map(({ kind }) => kind), timers.map(({ subject }) => subject)],
    )
    return asked.map(() => undefined)
  },
)

/** What takes too long for one transaction: `isDue` says when, `takeTimer` comes with the result. */
const TAKES_LONG = ['demands']

/** Whether this timer is due. */
export async function isDue(
  tx: Transaction,
  { kind, subject }: Pick<DueTimer, 'kind' | 'subject'>,
  now: Moment,
): Promise<boolean> {
  return (await tx.timer.count({ where: { kind, subject, dueAt: { lte: dateOf(now) } } })) > 0
}

/** Takes this timer if it is due still; false: somebody else has done it meanwhile. */
export async function takeTimer(
  tx: Transaction,
  { kind, subject }: Pick<DueTimer, 'kind' | 'subject'>,
  now: Moment,
): Promise<boolean> {
  const where = { kind, subject, dueAt: { lte: dateOf(now) } }
  return (await tx.timer.deleteMany({ where })).count > 0
}

/**
 * Takes the timer that is due longest, if any, of those that are done in one go; what people are waiting to be told
 * before the thousands that only keep cards true. It is deleted here: whoever takes it carries it out in this
 * transaction, and a second worker passes it over.
 */
export async function takeDueTimer(tx: Transaction, now: Moment): Promise<DueTimer | null> {
  const [row] = await tx.$queryRaw<{ id: number; kind: string; subject: string; due_at: Date }[]>`
    DELETE FROM timer WHERE id = coalesce(
      (SELECT id FROM timer WHERE due_at <= ${dateOf(now)} AND kind IN ('sweep', 'alarm')
      ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT 1),
      (SELECT id FROM timer WHERE due_at <= ${dateOf(now)} AND kind <> ALL(${TAKES_LONG})
      ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT 1))
    RETURNING id, kind, subject, due_at`
  return row
    ? { id: row.id, kind: row.kind, subject: row.subject, dueAt: momentOf(row.due_at) }
    : null
}
