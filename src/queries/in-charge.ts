import type { Appeal, Joiner } from '../domain/appeal.ts'
import { leadersOf, type Org } from '../domain/organisation.ts'
import type { Transaction } from '../store/database.ts'

/** Person ids of the leaders in charge of a unit, in the order of the org file. */
export async function inChargeOf(tx: Transaction, org: Org, unit: string): Promise<number[]> {
  const accounts = leadersOf(org, unit).map(({ telegram }) => BigInt(telegram))
  const rows = await tx.person.findMany({
    where: { telegramId: { in: accounts } },
    select: { id: true, telegramId: true },
  })
  return accounts.flatMap((account) => {
    const found = rows.find(({ telegramId }) => telegramId === account)
    return found ? [found.id] : []
  })
}

/** The same for a paper about this appeal, to this unit: nobody who stands behind the appeal is in charge of it. */
export async function inChargeOfPaper(
  tx: Transaction,
  org: Org,
  unit: string | null,
  about: { appeal: Appeal; joiners: readonly Joiner[] } | null,
): Promise<number[]> {
  if (unit === null) return []
  const households = about
    ? [about.appeal.resident, ...about.joiners.map(({ person }) => person)]
    : []
  return (await inChargeOf(tx, org, unit)).filter((id) => !households.includes(id))
}
