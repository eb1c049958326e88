import type { Moment } from '../domain/appeal.ts'
import { HEARD } from '../domain/heard.ts'
import type { Transaction } from '../store/database.ts'
import { momentOf } from '../store/moments.ts'

/** When the households behind an appeal last heard words of the unit. Null: never. */
export async function lastHeard(tx: Transaction, appealId: number): Promise<Moment | null> {
  const entry = await tx.history.findFirst({
    where: { appealId, act: { in: [...HEARD] } },
    orderBy: { seq: 'desc' },
    select: { at: true },
  })
  return momentOf(entry?.at ?? null)
}
