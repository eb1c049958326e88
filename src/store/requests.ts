import type { Moment, RequestKind, RequestState, UnitRequest } from '../domain/appeal.ts'
import type { Joiner } from '../domain/appeal.ts'
import { APPEAL, appealOf, type StoredAppeal } from './appeals.ts'
import { helpOf, WITH_HELPS, type StoredHelp } from './helps.ts'
import { joinerOf, WITH_JOINERS } from './joiners.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf } from './moments.ts'
import { paperOf, type StoredPaper } from './papers.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

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

/** Reads all of it; `lock` holds the appeal until the end of the transaction. Null: no such number. */
export async function findWithRequest(
  tx: Transaction,
  number: string,
  lock = false,
): Promise<WholeCase | null> {
  const found = await (lock ? findLocked(tx, number) : findBare(tx, number))
  return found?.hasMore ? findWhole(tx, number) : (found?.bare ?? null)
}

type BareRow = Parameters<typeof appealOf>[0] & { hasMore: boolean }

/** The appeal alone, and whether there is more than that: of most there is not. */
const findBare = together(readBare)

/** Sent one behind the other: what is read is what holds once it is locked. */
const findLocked = together(async (tx, numbers: readonly string[]) => {
  const lock = 'select id from appeal where number = any($1::text[]) order by id for update'
  const [, found] = await Promise.all([sqlOf(tx).run(lock, [numbers]), readBare(tx, numbers)])
  return found
})

async function readBare(tx: Transaction, numbers: readonly string[]) {
  const rows = await sqlOf(tx).rows<BareRow>(
    `select ${APPEAL},
       exists (select from request where appeal_id = appeal.id and state = 'pending')
       or exists (select from paper where appeal_id = appeal.id and closed_at is null)
       or exists (select from joiner where appeal_id = appeal.id)
       or exists (select from help where appeal_id = appeal.id and ended_at is null) as "hasMore"
     from appeal where number = any($1::text[])`,
    [numbers],
  )
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.map((number) => {
    const row = byNumber.get(number)
    if (!row) return null
    const bare: WholeCase = {
      ...{ appeal: appealOf(row), joiners: [], helps: [], pending: null, papers: [] },
    }
    return { hasMore: row.hasMore, bare }
  })
}

async function findWhole(tx: Transaction, number: string): Promise<WholeCase | null> {
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
