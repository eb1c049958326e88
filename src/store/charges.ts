import type { Charge } from '../domain/charges.ts'
import type { Transaction } from './database.ts'
import { dateOf } from './moments.ts'

/** Charges a stretch of time that has ended to the unit that held the appeal. */
export async function addCharge(
  tx: Transaction,
  appealId: number,
  { from, to, ...charge }: Charge,
): Promise<void> {
  await tx.charge.create({
    data: { ...charge, appealId, from: dateOf(from), to: dateOf(to) },
    select: { id: true },
  })
}
