import type { Moment, UnitRequest } from '../domain/appeal.ts'
import type { Endings } from '../domain/explained.ts'
import type { Transaction } from '../store/database.ts'
import { dateOf } from '../store/moments.ts'

/**
 * How a unit's appeals ended in the calendar month of `now`, for a request to end one as explained; null for any other.
 * `lock` holds the unit until the end of the transaction: two decisions at once must not use up one quota twice.
 */
export async function endingsFor(
  tx: Transaction,
  pending: UnitRequest | null,
  { now, timezone }: { now: Moment; timezone: string },
  lock: boolean,
): Promise<Endings | null> {
  if (pending?.kind !== 'explained') return null
  const { unit } = pending
  if (lock) await tx.$queryRaw`SELECT code FROM unit WHERE code = ${unit} FOR UPDATE`
  const rows = await tx.appeal.groupBy({
    by: ['outcome'],
    where: { unit, status: 'closed', closedAt: { gte: dateOf(startOfMonth(now, timezone)) } },
    _count: true,
  })
  return {
    all: rows.reduce((sum, { _count }) => sum + _count, 0),
    explained: rows.find(({ outcome }) => outcome === 'explained')?._count ?? 0,
  }
}

function startOfMonth(now: Moment, timezone: string): Moment {
  return now.toZonedDateTimeISO(timezone).with({ day: 1 }).startOfDay().toInstant()
}
