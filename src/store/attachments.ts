import type { FileRef } from '../flows/input.ts'
import type { Transaction } from './database.ts'

/** The newest entry of that act by that person. */
export async function lastEntryOf(
  tx: Transaction,
  appealId: number,
  actorId: number,
  act: string,
): Promise<number | null> {
  const row = await tx.history.findFirst({
    where: { appealId, actorId, act },
    orderBy: { seq: 'desc' },
    select: { id: true },
  })
  return row?.id ?? null
}

/** Puts a file beside an entry that is there already. */
export async function attachTo(
  tx: Transaction,
  appealId: number,
  historyId: number,
  { kind, fileId }: FileRef,
): Promise<void> {
  await tx.attachment.create({ data: { kind, fileId, appealId, historyId } })
}
