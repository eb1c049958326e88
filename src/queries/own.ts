import type { Transaction } from '../store/database.ts'

/** Numbers of this resident's appeals that are not at their end. */
export async function openAppealsOf(tx: Transaction, personId: number): Promise<string[]> {
  const rows = await tx.appeal.findMany({
    where: {
      residentId: personId,
      status: { in: ['registered', 'assigned', 'accepted', 'shelved', 'resolved'] },
    },
    select: { number: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ number }) => number)
}
