import type { Moment } from '../domain/appeal.ts'
import type { Paper, PaperData, PaperKind } from '../domain/papers/paper.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'
import { saltedWords } from './salted-words.ts'

/** A paper with what only the store needs to know. */
export interface StoredPaper extends Paper {
  id: number
  /** Within its kind and year; null for kinds without numbers. */
  year: number | null
  serial: number | null
}

/** What was done with a paper, with the words that came along. */
export interface StoredPaperEntry {
  at: Moment
  act: string
  /** Null: the desk. */
  actor: number | null
  data: PaperData
  words: string
}

export const WITH_NUMBER = { appeal: { select: { number: true } } } as const
type PaperRow = Prisma.PaperGetPayload<{ include: typeof WITH_NUMBER }>

/** One paper; `lock` holds it until the end of the transaction. Parts may still come to it meanwhile. */
export async function findPaper(
  tx: Transaction,
  id: number,
  lock = false,
): Promise<StoredPaper | null> {
  if (lock) await tx.$queryRaw`SELECT id FROM paper WHERE id = ${id} FOR NO KEY UPDATE`
  const row = await tx.paper.findUnique({ where: { id }, include: WITH_NUMBER })
  return row && paperOf(row)
}

/** Papers that fit, in this order. */
export async function findPapers(
  tx: Transaction,
  where: Prisma.PaperWhereInput,
  orderBy: Prisma.PaperOrderByWithRelationInput[] = [{ id: 'asc' }],
  page: { skip: number; take: number } | null = null,
): Promise<StoredPaper[]> {
  const rows = await tx.paper.findMany({ where, orderBy, include: WITH_NUMBER, ...page })
  return rows.map(paperOf)
}

/** The parts of a paper, in the order in which they came to it. */
export function partsOf(tx: Transaction, id: number): Promise<StoredPaper[]> {
  return findPapers(tx, { parentId: id })
}

/** Enters a new paper; with the next number of its year, unless its number is given. */
export async function insertPaper(
  tx: Transaction,
  paper: Paper,
  number: { year: number; serial: number | null } | null,
): Promise<StoredPaper> {
  const year = number?.year ?? null
  const serial = number && (number.serial ?? (await nextSerial(tx, paper.kind, number.year)))
  const { appeal } = paper
  const data = {
    ...columnsOf(paper),
    ...{ kind: paper.kind, year, serial, openedAt: dateOf(paper.openedAt) },
    appealId: appeal === null ? null : await appealId(tx, appeal),
  }
  const { id } = await tx.paper.create({ data, select: { id: true } })
  return { ...paper, id, year, serial }
}

/** Saves what a decision made of a paper. */
export async function savePaper(tx: Transaction, id: number, paper: Paper): Promise<void> {
  await tx.paper.update({ where: { id }, data: columnsOf(paper), select: { id: true } })
}

/** Writes down what was done. Append-only; the words stand apart. */
export async function appendPaperEntry(
  tx: Transaction,
  paperId: number,
  { at, act, actor, data, words }: StoredPaperEntry,
): Promise<void> {
  await tx.paperEntry.create({
    data: {
      ...{ paperId, at: dateOf(at), act, actorId: actor },
      data,
      ...saltedWords(words),
    },
    select: { id: true },
  })
}

/** What was done with a paper, oldest first. */
export async function paperEntries(tx: Transaction, id: number): Promise<StoredPaperEntry[]> {
  const rows = await tx.paperEntry.findMany({
    where: { paperId: id },
    orderBy: { id: 'asc' },
    include: { words: true },
  })
  return rows.map(({ at, act, actorId, data, words }) => ({
    ...{ at: momentOf(at), act, actor: actorId, data: data as PaperData },
    words: words?.text ?? '',
  }))
}

/** Whether this kind has no paper of that month yet; until the end of the transaction nobody else can open one. */
export async function lockMonth(tx: Transaction, kind: PaperKind, month: string): Promise<boolean> {
  await lockNamed(tx, `paper ${kind} ${month}`)
  const data = { path: ['month'], equals: month }
  return (await tx.paper.count({ where: { kind, data } })) === 0
}

/** Nobody else has this lock until the end of the transaction. */
export async function lockNamed(tx: Transaction, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${name}))`
}

/** Numbers have no gaps and no doubles: one paper of a kind is numbered at a time. */
async function nextSerial(tx: Transaction, kind: PaperKind, year: number): Promise<number> {
  await lockNamed(tx, `paper ${kind} ${year}`)
  const { _max } = await tx.paper.aggregate({ where: { kind, year }, _max: { serial: true } })
  return (_max.serial ?? 0) + 1
}

async function appealId(tx: Transaction, number: string): Promise<number> {
  return (await tx.appeal.findUniqueOrThrow({ where: { number }, select: { id: true } })).id
}

function columnsOf({ state, demand, unit, by, leader, parent, due, data, closedAt }: Paper) {
  return {
    ...{ state, unit, demandId: demand, byId: by, leaderId: leader, parentId: parent },
    due: dateOf(due),
    data: data as Prisma.InputJsonObject,
    closedAt: dateOf(closedAt),
  }
}

export function paperOf(row: PaperRow): StoredPaper {
  const { id, kind, state, year, serial, unit } = row
  return {
    ...{ id, kind, state, year, serial, unit },
    appeal: row.appeal?.number ?? null,
    demand: row.demandId,
    by: row.byId,
    leader: row.leaderId,
    parent: row.parentId,
    due: momentOf(row.due),
    data: row.data as PaperData,
    openedAt: momentOf(row.openedAt),
    closedAt: momentOf(row.closedAt),
  }
}

/** All parts of a paper that are not closed have this leader to answer to from now on. */
export async function leadParts(tx: Transaction, parentId: number, leader: number): Promise<void> {
  await tx.paper.updateMany({ where: { parentId, closedAt: null }, data: { leaderId: leader } })
}

/** The papers about an appeal that are not closed. */
export function papersAbout(tx: Transaction, appealId: number): Promise<StoredPaper[]> {
  return findPapers(tx, { appealId, closedAt: null })
}
