import { createHash, randomBytes } from 'node:crypto'
import type { Moment, Status } from '../domain/appeal.ts'
import type { FileRef } from '../flows/input.ts'
import type { Transaction } from './database.ts'
import { dateOf } from './moments.ts'

/** One entry to append. The words stand apart, so that they can be erased and the chain still holds. */
export interface NewEntry {
  at: Moment
  act: string
  actorId: number | null
  role: string
  from: Status | null
  to: Status
  unit: string | null
  data: Record<string, string | number | boolean | null>
  words: string
  files: FileRef[]
}

/** What the hash of an entry covers, in this order. */
export interface Hashed {
  previous: string
  number: string
  seq: number
  at: Date
  act: string
  actorId: number | null
  role: string
  from: string | null
  to: string
  unit: string | null
  data: unknown
  digest: string | null
}

/** SHA-256 over the entry and the hash of the one before. */
export function hashOf(entry: Hashed): string {
  const { previous, number, seq, at, act, actorId, role, from, to, unit, data, digest } = entry
  const line = [previous, number, seq, at.toISOString(), act, actorId, role, from, to, unit]
  return createHash('sha256')
    .update(JSON.stringify([...line, sorted(data), digest]))
    .digest('hex')
}

/** PostgreSQL keeps no order of JSON keys; the hash must not depend on it. */
function sorted(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data
  return Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Salted digest of words: proves what was said as long as the words are kept, tells nothing after. */
export function digestOf(words: string, salt: string): string {
  return createHash('sha256').update(salt).update(words).digest('hex')
}

/**
 * Appends an entry to the history of an appeal whose row the transaction has locked.
 * Gives the id of the entry.
 */
export async function appendEntry(
  tx: Transaction,
  appeal: { id: number; number: string },
  entry: NewEntry,
): Promise<number> {
  const { entries, headHash } = await tx.appeal.findUniqueOrThrow({
    where: { id: appeal.id },
    select: { entries: true, headHash: true },
  })
  const { words, files, at: moment, ...rest } = entry
  const salt = randomBytes(16).toString('hex')
  const digest = words === '' ? null : digestOf(words, salt)
  const at = dateOf(moment)
  const seq = entries + 1
  const hash = hashOf({ previous: headHash, number: appeal.number, seq, at, digest, ...rest })
  const { id } = await tx.history.create({
    data: {
      ...rest,
      appealId: appeal.id,
      seq,
      at,
      digest,
      hash,
      ...(words === '' ? {} : { words: { create: { text: words, salt } } }),
      files: {
        create: files.map(({ kind, fileId }) => ({ kind, fileId, appealId: appeal.id })),
      },
    },
    select: { id: true },
  })
  await tx.appeal.update({ where: { id: appeal.id }, data: { entries: seq, headHash: hash } })
  return id
}
