import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import { dateOf, momentOf } from './moments.ts'

export interface DueTimer {
  id: number
  kind: string
  subject: string
  dueAt: Moment
}

/** Sets, or moves, what is to happen by itself. */
export async function setTimer(
  tx: Transaction,
  kind: string,
  subject: string,
  at: Moment,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO timer (kind, subject, due_at) VALUES (${kind}, ${subject}, ${dateOf(at)})
    ON CONFLICT (kind, subject) DO UPDATE SET due_at = excluded.due_at`
}

/** Sets a timer that is not there; one that is stays as it is. */
export async function ensureTimer(
  tx: Transaction,
  kind: string,
  subject: string,
  at: Moment,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO timer (kind, subject, due_at) VALUES (${kind}, ${subject}, ${dateOf(at)})
    ON CONFLICT (kind, subject) DO NOTHING`
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
  if (kinds.length > 0) await tx.timer.deleteMany({ where: { kind: { in: [...kinds] }, subject } })
}

/**
 * Takes the timer that is due longest, if any. It is deleted here: whoever takes it carries it out
 * in this transaction, and a second worker passes it over.
 */
export async function takeDueTimer(tx: Transaction, now: Moment): Promise<DueTimer | null> {
  const [row] = await tx.$queryRaw<{ id: number; kind: string; subject: string; due_at: Date }[]>`
    DELETE FROM timer WHERE id = (
      SELECT id FROM timer WHERE due_at <= ${dateOf(now)}
      ORDER BY due_at FOR UPDATE SKIP LOCKED LIMIT 1)
    RETURNING id, kind, subject, due_at`
  return row
    ? { id: row.id, kind: row.kind, subject: row.subject, dueAt: momentOf(row.due_at) }
    : null
}
