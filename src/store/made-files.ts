import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { Transaction } from './database.ts'

/** A file of our own making, as it is sent. Telegram takes pictures up to 10 MB, documents up to 50 MB. */
export interface MadeFile {
  kind: 'photo' | 'document'
  /** With its ending: what people see of a document. */
  name: string
  bytes: Uint8Array
}

/** How the body of a parcel names a file of ours in the place of a file id. */
export interface MadeRef {
  made: number
}

/** Keeps a file until it has been sent; the same file is kept once. Gives its id. */
export async function keepMadeFile(
  tx: Transaction,
  { kind, name, bytes }: MadeFile,
): Promise<number> {
  const digest = createHash('sha256').update(`${kind} ${name}\n`).update(bytes).digest('hex')
  const data = { kind, name, digest, bytes: Uint8Array.from(bytes) }
  const { id } = await tx.madeFile.upsert({
    where: { digest },
    create: data,
    // It is new again: whoever prunes leaves it for another while.
    update: { madeAt: new Date() },
    select: { id: true },
  })
  return id
}

/** What is sent: how Telegram calls it, or, before it was ever uploaded, the file itself. Null: it is gone. */
export async function madeFileToSend(
  pool: Pool,
  id: number,
): Promise<{ fileId: string } | { name: string; bytes: Uint8Array } | null> {
  const { rows } = await pool.query<{ name: string; bytes: Buffer | null; file_id: string | null }>(
    `select name, case when file_id is null then bytes end as bytes, file_id from made_file where id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return null
  if (row.file_id !== null) return { fileId: row.file_id }
  return row.bytes && { name: row.name, bytes: row.bytes }
}

/** Telegram has told how it calls the file; null: it no longer knows it, so the next send uploads it anew. */
export async function nameMadeFile(pool: Pool, id: number, fileId: string | null): Promise<void> {
  await pool.query('update made_file set file_id = $2 where id = $1', [id, fileId])
}

/** Forgets files that were made more than so many days ago, unless they are still to be sent. */
export async function forgetMadeFiles(pool: Pool, days: number): Promise<number> {
  const { rowCount } = await pool.query(
    `delete from made_file as f
     where made_at < now() - $1::int * interval '1 day' and not exists (
       select from outbox
       where state in ('waiting', 'sending')
         and f.id in ((body->'photo'->>'made')::int, (body->'document'->>'made')::int))`,
    [days],
  )
  return rowCount ?? 0
}
