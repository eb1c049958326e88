import type { Moment } from '../domain/appeal.ts'
import type { Transaction } from './database.ts'
import { dateOf, momentOf } from './moments.ts'
import { sqlOf } from './sql.ts'
import { together } from './together.ts'

/** One hashed piece of an appeal's words, and how much it tells: 0 to 1000. */
export interface Posted {
  gram: number
  weight: number
}

/** Enters appeals into the search index, instead of how they stood there. */
export async function savePostings(
  tx: Transaction,
  appeals: readonly { id: number; pieces: readonly Posted[] }[],
): Promise<void> {
  for (const done of appeals.map((appeal) => enter(tx, appeal))) await done
}

const enter = together(
  async (tx, appeals: readonly { id: number; pieces: readonly Posted[] }[]) => {
    const rows = appeals.flatMap(({ id, pieces }) => pieces.map((piece) => ({ ...piece, id })))
    const sql = sqlOf(tx)
    await sql.write('delete from posting where appeal_id = any($1::int[])', [
      appeals.map(({ id }) => id),
    ])
    await sql.write(
      `insert into posting (gram, weight, appeal_id)
       select * from unnest($1::int[], $2::smallint[], $3::int[])`,
      [rows.map(({ gram }) => gram), rows.map(({ weight }) => weight), rows.map(({ id }) => id)],
    )
    return appeals.map(() => undefined)
  },
)

/** Takes appeals out of the search index: they have ended, or their words are erased. */
export async function dropPostings(tx: Transaction, appealIds: readonly number[]): Promise<void> {
  await sqlOf(tx).write('delete from posting where appeal_id = any($1::int[])', [appealIds])
}

/** Of a piece that many appeals have, so many are looked at: where it weighs most, the latest first. */
const LOOKED_AT = 300

/** Ids of the appeals that have most of these pieces in common, best first. */
export async function appealsWith(
  tx: Transaction,
  pieces: readonly Posted[],
  besides: number | null,
  most: number,
): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT found.appeal_id AS id
    FROM unnest(
      ${pieces.map(({ gram }) => gram)}::int[],
      ${pieces.map(({ weight }) => weight)}::int[]) AS asked (gram, weight),
    LATERAL (
      SELECT appeal_id, weight FROM posting WHERE gram = asked.gram
      ORDER BY weight DESC, appeal_id DESC LIMIT ${LOOKED_AT}) AS found
    WHERE found.appeal_id <> ${besides ?? 0}
    GROUP BY found.appeal_id
    ORDER BY sum(found.weight * asked.weight) DESC, found.appeal_id DESC
    LIMIT ${most}`
  return rows.map(({ id }) => id)
}

/** When the pieces were last counted. Null: never. */
export function countedAt(tx: Transaction): Promise<Moment | null> {
  return lastCount(tx, undefined)
}

const lastCount = together(async (tx, asked: readonly undefined[]) => {
  const [row] = await sqlOf(tx).rows<{ counted_at: Date }>('select counted_at from rarity', [])
  const at = row ? momentOf(row.counted_at) : null
  return asked.map(() => at)
})

/** What was counted: in how many texts, and each piece's count as bytes. Null: never counted. */
export async function readCounts(
  tx: Transaction,
): Promise<{ documents: number; counts: Uint8Array } | null> {
  return tx.rarity.findFirst({ select: { documents: true, counts: true } })
}

/** Keeps a new count in place of the old one. */
export async function saveCounts(
  tx: Transaction,
  counted: { documents: number; counts: Uint8Array<ArrayBuffer>; at: Moment },
): Promise<void> {
  const { documents, counts, at } = counted
  const row = { documents, counts, countedAt: dateOf(at) }
  await tx.rarity.upsert({ where: { id: 1 }, create: row, update: row })
}
