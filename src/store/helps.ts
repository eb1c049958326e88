import type { Moment } from '../domain/appeal.ts'
import type { Help, HelpChange } from '../domain/helping.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'

/** With an appeal: its co-units, in the order in which they were asked. */
export const WITH_HELPS = {
  helps: { where: { endedAt: null }, orderBy: { id: 'asc' } },
} as const

/** A co-unit, and the entry of the history whose words say what is asked of it. */
export interface StoredHelp extends Help {
  entryId: number
}

export function helpOf(row: Prisma.HelpGetPayload<object>): StoredHelp {
  const { id, unit, due, doneAt, entryId } = row
  return { id, unit, due: momentOf(due), isDone: doneAt !== null, entryId }
}

/** The number of the appeal that a co-unit helps with, while its answer is still to come. */
export async function awaitedHelp(
  tx: Transaction,
  id: number,
): Promise<{ number: string; unit: string } | null> {
  const row = await tx.help.findFirst({
    where: { id, doneAt: null, endedAt: null },
    select: { unit: true, appeal: { select: { number: true } } },
  })
  return row && { number: row.appeal.number, unit: row.unit }
}

/** Saves what a decision changed among the co-units; the last line of the history tells of it. Gives the id. */
export async function saveHelp(
  tx: Transaction,
  appealId: number,
  change: HelpChange,
  now: Moment,
): Promise<number> {
  const at = dateOf(now)
  if (change.do === 'ask') {
    const { unit, due } = change
    const last = { where: { appealId }, orderBy: { seq: 'desc' }, select: { id: true } } as const
    const { id: entryId } = await tx.history.findFirstOrThrow(last)
    const data = { appealId, unit, entryId, askedAt: at, due: dateOf(due) }
    return (await tx.help.create({ data, select: { id: true } })).id
  }
  const { id } = change
  const data = change.do === 'done' ? { doneAt: at } : { endedAt: at }
  await tx.help.update({ where: { id }, data, select: { id: true } })
  return id
}
