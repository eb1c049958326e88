import type { Transaction } from '../store/database.ts'

/** Numbers of the appeals behind which this person stands and that are not at their end. */
export async function openAppealsOf(tx: Transaction, personId: number): Promise<string[]> {
  const rows = await tx.appeal.findMany({
    where: {
      OR: [{ residentId: personId }, { joiners: { some: { personId } } }],
      status: { in: ['registered', 'assigned', 'accepted', 'shelved', 'resolved'] },
    },
    select: { number: true },
    orderBy: { id: 'asc' },
  })
  return rows.map(({ number }) => number)
}

/** Numbers of the open appeals that a unit holds or helps with, whose live task cards stand in this chat. */
export async function openTasksIn(tx: Transaction, chat: number, unit: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM appeal
    WHERE (unit = ${unit} OR id IN (SELECT appeal_id FROM help WHERE unit = ${unit} AND ended_at IS NULL))
      AND status IN ('assigned', 'accepted', 'shelved', 'resolved')
      AND number IN (
        SELECT subject FROM card WHERE chat = ${BigInt(chat)} AND kind = 'task' AND live)
    ORDER BY id`
  return rows.map(({ number }) => number)
}
