import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import type { ChartSpec } from '../reports/spec.ts'
import type { Transaction } from './database.ts'
import type { Prisma } from './generated/client.ts'

/** A file of our own making, as it is sent. Telegram takes pictures up to 10 MB, documents up to 50 MB. */
export type MadeFile = Content & {
  kind: 'photo' | 'document'
  /** With its ending: what people see of a document. */
  name: string
}

/** What is in it; a chart is drawn when it is first sent, not in the transaction that sends it. */
type Content = { bytes: Uint8Array } | { chart: ChartSpec }

/** How the body of a parcel names a file of ours in the place of a file id. */
export interface MadeRef {
  made: number
}

/** Keeps a file until it has been sent; the same file is kept once. Gives its id. */
export async function keepMadeFile(tx: Transaction, file: MadeFile): Promise<number> {
  const { kind, name } = file
  const content =
    'bytes' in file
      ? { bytes: Uint8Array.from(file.bytes) }
      : { chart: file.chart as unknown as Prisma.InputJsonObject }
  const digest = createHash('sha256')
    .update(`${kind} ${name}\n`)
    .update('bytes' in file ? file.bytes : JSON.stringify(file.chart))
    .digest('hex')
  const { id } = await tx.madeFile.upsert({
    where: { digest },
    create: { kind, name, digest, ...content },
    // It is new again: whoever prunes leaves it for another while.
    update: { madeAt: new Date() },
    select: { id: true },
  })
  return id
}

/** What is sent: how Telegram calls it, or, before it was ever uploaded, what is in it. */
export type ToSend = { fileId: string } | ({ name: string } & Content)

/** Null: the file is gone. */
export async function madeFileToSend(pool: Pool, id: number): Promise<ToSend | null> {
  const { rows } = await pool.query<Row>(
    `select name, chart, file_id, case when file_id is null then bytes end as bytes
     from made_file where id = $1`,
    [id],
  )
  const [row] = rows
  if (!row) return null
  const { name, bytes, chart, file_id: fileId } = row
  if (fileId !== null) return { fileId }
  if (bytes) return { name, bytes }
  return chart && { name, chart }
}

interface Row {
  name: string
  bytes: Buffer | null
  chart: ChartSpec | null
  file_id: string | null
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
