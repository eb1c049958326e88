import type { Charge } from '../domain/charges.ts'
import type { Transaction } from './database.ts'
import { dateOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** Charges a stretch of time that has ended to the unit that held the appeal. */
export function addCharge(tx: Transaction, appealId: number, charge: Charge): Promise<void> {
  return enter(tx, { appealId, charge })
}

const enter = together(async (tx, asked: readonly { appealId: number; charge: Charge }[]) => {
  const given = asked.map(({ appealId, charge }) => ({
    ...{ ...charge, appeal_id: appealId },
    ...{ from: dateOf(charge.from).toISOString(), to: dateOf(charge.to).toISOString() },
  }))
  await sqlOf(tx).write(
    `insert into charge (appeal_id, unit, round, "from", "to", minutes)
     select appeal_id, unit, round, "from", "to", minutes from jsonb_populate_recordset(null::charge, $1::jsonb)`,
    [JSON.stringify(given)],
  )
  return asked.map(() => undefined)
})
