import type { Moment, RequestKind, RequestState, UnitRequest } from '../domain/appeal.ts'
import type { Joiner } from '../domain/appeal.ts'
import { appealOf, type StoredAppeal } from './appeals.ts'
import { helpOf, WITH_HELPS, type StoredHelp } from './helps.ts'
import { joinerOf, WITH_JOINERS } from './joiners.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'
import { paperOf, type StoredPaper } from './papers.ts'

/** A request with the number of the appeal it is about. */
export interface StoredRequest extends UnitRequest {
  number: string
}

const WITH_NUMBER = { appeal: { select: { number: true } } } as const
type RequestRow = Prisma.RequestGetPayload<{ include: typeof WITH_NUMBER }>

/**
 * An appeal, who else stands behind it, who helps with it, the request about it that waits for a decision (there is at
 * most one), and the papers about it.
 */
export interface WholeCase {
  appeal: StoredAppeal
  joiners: Joiner[]
  helps: StoredHelp[]
  pending: StoredRequest | null
  /** Papers about it that are not closed. */
  papers: StoredPaper[]
}

/** Reads all of it in one look; `lock` holds the appeal until the end of the transaction. Null: no such number. */
export async function findWithRequest(
  tx: Transaction,
  number: string,
  lock = false,
): Promise<WholeCase | null> {
  if (lock) await tx.$queryRaw`SELECT id FROM appeal WHERE number = ${number} FOR UPDATE`
  const row = await tx.appeal.findUnique({
    where: { number },
    include: {
      requests: { where: { state: 'pending' } },
      papers: { where: { closedAt: null }, orderBy: { id: 'asc' } },
      ...WITH_JOINERS,
      ...WITH_HELPS,
    },
  })
  if (!row) return null
  const [pending] = row.requests
  return {
    appeal: appealOf(row),
    joiners: row.joiners.map(joinerOf),
    helps: row.helps.map(helpOf),
    pending: pending ? requestOf({ ...pending, appeal: { number } }) : null,
    papers: row.papers.map((paper) => paperOf({ ...paper, appeal: { number } })),
  }
}

export async function findRequest(tx: Transaction, id: number): Promise<StoredRequest | null> {
  const row = await tx.request.findUnique({ where: { id }, include: WITH_NUMBER })
  return row && requestOf(row)
}

/** Everything that units have asked for about this appeal. */
export async function requestsOf(tx: Transaction, appealId: number): Promise<StoredRequest[]> {
  const rows = await tx.request.findMany({
    where: { appealId },
    include: WITH_NUMBER,
    orderBy: { id: 'asc' },
  })
  return rows.map(requestOf)
}

/** Enters what a unit asks for. Gives its id. */
export async function addRequest(
  tx: Transaction,
  appealId: number,
  request: { kind: RequestKind; unit: string; by: number; reason: string } & Pick<
    UnitRequest,
    'proposed' | 'days'
  >,
  now: Moment,
): Promise<number> {
  const { by, ...asked } = request
  const row = await tx.request.create({
    data: { ...asked, appealId, byId: by, askedAt: dateOf(now) },
    select: { id: true },
  })
  return row.id
}

export async function settleRequest(
  tx: Transaction,
  id: number,
  state: Exclude<RequestState, 'pending'>,
  by: number | null,
  now: Moment,
): Promise<void> {
  await tx.request.update({
    where: { id },
    data: { state, decidedBy: by, decidedAt: dateOf(now) },
    select: { id: true },
  })
}

/** The unit that should have a returned appeal, as long as nobody has decided. */
export async function proposeUnit(tx: Transaction, id: number, unit: string): Promise<boolean> {
  const where = { id, state: 'pending' as const }
  const { count } = await tx.request.updateMany({ where, data: { proposed: unit } })
  return count > 0
}

function requestOf(row: RequestRow): StoredRequest {
  const { id, kind, state, unit, reason, proposed, days } = row
  return { id, kind, state, unit, by: row.byId, reason, proposed, days, number: row.appeal.number }
}
