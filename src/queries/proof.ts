import type { Appeal } from '../domain/appeal.ts'
import { categoryOf, type Rules } from '../domain/rules.ts'
import type { Transaction } from '../store/database.ts'

/**
 * Whether the reply still lacks its proof: the category asks for a photo, and no progress note of the unit in this
 * round of work has one.
 */
export async function lacksPhoto(
  tx: Transaction,
  { id, category, status }: Appeal & { id: number },
  rules: Rules,
): Promise<boolean> {
  if (status !== 'accepted' || !categoryOf(rules, category)?.proof) return false
  const began = await tx.history.findFirst({
    where: { appealId: id, act: { in: ['rework', 'reopen'] } },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  })
  const history = { act: 'note', seq: { gt: began?.seq ?? 0 } }
  return (await tx.attachment.count({ where: { appealId: id, kind: 'photo', history } })) === 0
}
