import type { Transaction } from './database.ts'

/** When a person was last told that the desk was away: milliseconds of real time. */
export async function awayTold(tx: Transaction, personId: number): Promise<number | null> {
  const row = await tx.awayTold.findUnique({ where: { personId } })
  return row && row.at.getTime()
}

export async function rememberAwayTold(
  tx: Transaction,
  personId: number,
  at: number,
): Promise<void> {
  const told = { at: new Date(at) }
  await tx.awayTold.upsert({
    where: { personId },
    create: { personId, ...told },
    update: told,
    select: { personId: true },
  })
}
