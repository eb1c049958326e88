import type { Moment } from '../domain/appeal.ts'
import type { Database, Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'
import { dateOf, momentOf } from './moments.ts'

/** What is known of a model without reading it. */
export interface ModelRow {
  version: number
  trainedAt: Moment
  letters: number
  /** Shape: classify/learning/measure.ts. */
  figures: unknown
  inUse: boolean
}

/** So many are kept, and the one in use. */
const KEPT = 10

/** Keeps a model, not yet in use, and forgets the oldest. Gives its version. */
export async function saveModel(
  tx: Transaction,
  model: {
    trainedAt: Moment
    letters: number
    figures: Prisma.InputJsonObject
    body: Uint8Array<ArrayBuffer>
  },
): Promise<number> {
  const { version } = await tx.model.create({
    data: { ...model, trainedAt: dateOf(model.trainedAt) },
    select: { version: true },
  })
  await tx.model.deleteMany({ where: { version: { lte: version - KEPT }, inUse: false } })
  return version
}

/** Puts a version into use, or none: then the org file alone counts. False: there is no such version. */
export async function useModel(tx: Transaction, version: number | null): Promise<boolean> {
  await tx.model.updateMany({ where: { inUse: true }, data: { inUse: false } })
  if (version === null) return true
  const { count } = await tx.model.updateMany({ where: { version }, data: { inUse: true } })
  return count === 1
}

export async function versionInUse({ prisma }: Database): Promise<number | null> {
  const row = await prisma.model.findFirst({ where: { inUse: true }, select: { version: true } })
  return row?.version ?? null
}

/** A version as it was kept. Null: it is not there any more. */
export async function readModel(
  { prisma }: Database,
  version: number,
): Promise<{ body: Uint8Array; trainedAt: Moment } | null> {
  const row = await prisma.model.findUnique({ where: { version } })
  return row && { body: row.body, trainedAt: momentOf(row.trainedAt) }
}

/** Newest first. */
export async function listModels(tx: Transaction): Promise<ModelRow[]> {
  const rows = await tx.model.findMany({ omit: { body: true }, orderBy: { version: 'desc' } })
  return rows.map((row) => ({ ...row, trainedAt: momentOf(row.trainedAt) }))
}

export interface Taught {
  title: string | null
  text: string
  label: string
}

/** Letters that the operator gave take the place of those given before. */
export async function replaceTaught(
  tx: Transaction,
  letters: readonly Taught[],
  now: Moment,
): Promise<void> {
  const taughtAt = dateOf(now)
  await tx.taughtLetter.deleteMany()
  await tx.taughtLetter.createMany({ data: letters.map((letter) => ({ ...letter, taughtAt })) })
}

export async function taughtLetters(tx: Transaction): Promise<(Taught & { at: Moment })[]> {
  const rows = await tx.taughtLetter.findMany({ orderBy: { id: 'asc' } })
  return rows.map(({ title, text, label, taughtAt }) => ({
    ...{ title, text, label },
    at: momentOf(taughtAt),
  }))
}

/** Their time is over, as that of all words. */
export async function forgetTaught(tx: Transaction, before: Moment): Promise<void> {
  await tx.taughtLetter.deleteMany({ where: { taughtAt: { lt: dateOf(before) } } })
}
