import type { Joiner, Moment } from '../domain/appeal.ts'
import type { JoinersChange } from '../domain/command.ts'
import { isContent } from '../domain/visits.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** With an appeal: who else stands behind it, in the order in which they joined. */
export const WITH_JOINERS = { joiners: { orderBy: { id: 'asc' } } } as const

export function joinerOf(
  row: Omit<Prisma.JoinerGetPayload<object>, 'id' | 'appealId' | 'joinedAt'>,
): Joiner {
  const { personId: person, from, contacted, solved, satisfied, pressed, still } = row
  return { person, from, visit: { contacted, solved, satisfied, pressed, still } }
}

/** Who else stands behind an appeal, in the order in which they joined. */
export const joinersOf = together(async (tx, appealIds: readonly number[]) => {
  const rows = await sqlOf(tx).rows<Parameters<typeof joinerOf>[0] & { appealId: number }>(
    `select appeal_id as "appealId", person_id as "personId", "from", contacted, solved, satisfied, pressed, still
     from joiner where appeal_id = any($1::int[]) order by id`,
    [appealIds],
  )
  return appealIds.map((id): Joiner[] =>
    rows.filter(({ appealId }) => appealId === id).map(joinerOf),
  )
})

/** Saves what a decision changed among those who stand behind an appeal. */
export async function saveJoiners(
  tx: Transaction,
  appealId: number,
  change: JoinersChange,
  now: Moment,
): Promise<void> {
  switch (change.do) {
    case 'add': {
      const { people, from } = change
      const joinedAt = dateOf(now)
      const data = people.map((personId) => ({ appealId, personId, from, joinedAt }))
      await tx.joiner.createMany({ data })
      return
    }
    case 'remove':
      await tx.joiner.deleteMany({ where: { appealId, personId: { in: [...change.people] } } })
      return
    case 'answer':
      await tx.joiner.update({
        where: { appealId_personId: { appealId, personId: change.person } },
        data: change.visit,
        select: { id: true },
      })
      return
    case 'ask_again':
      await askAgain(tx, appealId)
  }
}

/** Whoever has said that it is solved is not asked a second time. */
async function askAgain(tx: Transaction, appealId: number): Promise<void> {
  const rows = await tx.joiner.findMany({ where: { appealId } })
  const ids = rows.filter((row) => !isContent(joinerOf(row).visit)).map(({ id }) => id)
  if (ids.length === 0) return
  await tx.joiner.updateMany({
    where: { id: { in: ids } },
    data: { contacted: null, solved: null, satisfied: null, pressed: false, still: null },
  })
}
