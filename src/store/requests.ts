import type { Moment, RequestKind, RequestState, UnitRequest } from '../domain/appeal.ts'
import type { Joiner } from '../domain/appeal.ts'
import { WITHOUT_CHAT } from './callers.ts'
import { APPEAL, appealOf, type StoredAppeal } from './appeals.ts'
import { helpOf, WITH_HELPS, type StoredHelp } from './helps.ts'
import { joinerOf, WITH_JOINERS } from './joiners.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import type { ChainHead } from './history.ts'
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
  /** Person ids of the households behind it that have no chat. */
  callers: number[]
  helps: StoredHelp[]
  pending: StoredRequest | null
  /** Papers about it that are not closed. */
  papers: StoredPaper[]
  /** Person ids of the handlers and heads of its unit. */
  unitPeople: number[]
  /** Where its history ends. */
  head: ChainHead
  /** Nobody else can change it until the end of the transaction. */
  isLocked: boolean
}

/** Whether an appeal is held until the end of the transaction. `if_free`: unless somebody else holds it. */
export type Lock = boolean | 'if_free'

/** Reads all of it. Null: no such number. */
export async function findWithRequest(
  tx: Transaction,
  number: string,
  lock: Lock = false,
): Promise<WholeCase | null> {
  const find = lock === true ? findLocked : lock === false ? findBare : findLockedIfFree
  const found = await find(tx, number)
  if (!found?.hasMore) return found?.bare ?? null
  const { unitPeople, callers, head, isLocked } = found.bare
  const whole = await findWhole(tx, number)
  return whole && { ...whole, unitPeople, callers, head, isLocked }
}

type BareRow = Parameters<typeof appealOf>[0] &
  ChainHead & { hasMore: boolean; people: number[]; callers: number[] }

/** The appeal alone, and whether there is more than that: of most there is not. */
const findBare = together((tx, numbers: readonly string[]) => readBare(tx, numbers, []))

const LOCK = 'select number from appeal where number = any($1::text[]) order by id for update'

// The lock and what is read are sent one behind the other: what is read is what holds once it is locked.
const findLocked = together(async (tx, numbers: readonly string[]) => {
  const [, found] = await Promise.all([
    sqlOf(tx).run(LOCK, [numbers]),
    readBare(tx, numbers, numbers),
  ])
  return found
})

const findLockedIfFree = together(async (tx, numbers: readonly string[]) => {
  const locking = sqlOf(tx).rows<{ number: string }>(`${LOCK} skip locked`, [numbers])
  return readBare(
    tx,
    numbers,
    locking.then((rows) => rows.map(({ number }) => number)),
  )
})

async function readBare(
  tx: Transaction,
  numbers: readonly string[],
  locking: readonly string[] | Promise<readonly string[]>,
) {
  const reading = sqlOf(tx).rows<BareRow>(
    `select ${APPEAL}, appeal.entries, appeal.head_hash as "headHash",
       array(select person_id from staff
         where retired_at is null and unit = appeal.unit and role in ('handler', 'head') order by id) as people,
       array(select id from person
         where id in (select appeal.resident_id union select person_id from joiner where appeal_id = appeal.id)
           and ${WITHOUT_CHAT} order by id) as callers,
       exists (select from request where appeal_id = appeal.id and state = 'pending')
       or exists (select from paper where appeal_id = appeal.id and closed_at is null)
       or exists (select from joiner where appeal_id = appeal.id)
       or exists (select from help where appeal_id = appeal.id and ended_at is null) as "hasMore"
     from appeal where number = any($1::text[])`,
    [numbers],
  )
  const [rows, locked] = await Promise.all([reading, locking])
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  return numbers.map((number) => {
    const row = byNumber.get(number)
    if (!row) return null
    const { entries, headHash, people, callers } = row
    const bare: WholeCase = {
      ...{ appeal: appealOf(row), joiners: [], helps: [], pending: null, papers: [] },
      ...{ unitPeople: [...new Set(people)], callers, head: { entries, headHash } },
      isLocked: locked.includes(number),
    }
    return { hasMore: row.hasMore, bare }
  })
}

type More = Omit<WholeCase, 'unitPeople' | 'callers' | 'head' | 'isLocked'>

async function findWhole(tx: Transaction, number: string): Promise<More | null> {
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
