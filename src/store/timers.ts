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
    await sqlOf(tx).write(
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
    await sqlOf(tx).write(
      `delete from timer using unnest($1::text[], $2::text[]) as given (kind, subject)
       where timer.kind = given.kind and timer.subject = given.subject`,
      [timers.map(({ kind }) => kind), timers.map(({ subject }) => subject)],
    )
    return asked.map(() => undefined)
  },
)

/** When something of this kind is to be done about it. Null: never. */
export async function timerOf(
  tx: Transaction,
  kind: string,
  subject: string,
): Promise<Moment | null> {
  const timer = await tx.timer.findFirst({ where: { kind, subject }, select: { dueAt: true } })
  return momentOf(timer?.dueAt ?? null)
}

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
 * before the thousands that only keep cards true. If it is one of the `small` kinds, others of these come with it, at
 * most `most` in all, one about each subject. They are deleted here: whoever takes them carries them out in this transaction, and a second
 * worker passes them over.
 */
export async function takeDueTimers(
  tx: Transaction,
  now: Moment,
  { small, most }: { small: readonly string[]; most: number },
): Promise<DueTimer[]> {
  const first = await sqlOf(tx).rows<TimerRow>(
    `delete from timer where id = coalesce(
       (select id from timer where due_at <= $1 and kind in ('sweep', 'alarm')
       order by due_at for update skip locked limit 1),
       (select id from timer where due_at <= $1 and kind <> all($2::text[])
       order by due_at for update skip locked limit 1))
     returning ${TIMER}`,
    [dateOf(now), TAKES_LONG],
  )
  const more = first.some(({ kind }) => small.includes(kind)) && most > 1
  const rest = more
    ? await sqlOf(tx).rows<TimerRow>(
        `delete from timer where id in (
           select id from timer as one where due_at <= $1 and kind = any($2::text[]) and subject <> $4
             and not exists (
               select from timer as before
               where before.subject = one.subject and before.kind = any($2::text[])
                 and (before.due_at, before.id) < (one.due_at, one.id))
           order by due_at for update skip locked limit $3)
         returning ${TIMER}`,
        [dateOf(now), small, most - 1, first[0]?.subject],
      )
    : []
  return [...first, ...rest].map(({ dueAt, ...row }) => ({ ...row, dueAt: momentOf(dueAt) }))
}

const TIMER = 'id, kind, subject, due_at as "dueAt"'
type TimerRow = Omit<DueTimer, 'dueAt'> & { dueAt: Date }
