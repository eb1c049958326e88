import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { connectTo } from '../connect.ts'
import { DatabaseFault } from '../fault.ts'
import {
  quoted,
  WRITTEN_ALIKE,
  type BackupEnd,
  type BackupHead,
  type BackupTable,
} from './lines.ts'
import { readMade, readSequences, readTables } from './tables.ts'

/** Rows that are read at a time. */
const AT_A_TIME = 1_000

/**
 * Writes everything that the database holds into a file, as it was at one moment, while a desk may be at work on it.
 * The file is there whole or not at all. Gives how many rows it has.
 */
export async function backUp(url: string, file: string): Promise<number> {
  const client = await connectTo(url)
  const aside = `${file}.new`
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const counted = { rows: 0 }
    const handle = await open(aside, 'w', 0o600)
    await pipeline(
      Readable.from(linesOf(client, counted)),
      createGzip(),
      handle.createWriteStream({ flush: true }),
    )
    await client.query('COMMIT')
    await rename(aside, file)
    return counted.rows
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  } finally {
    await client.end()
  }
}

async function* linesOf(client: pg.Client, counted: { rows: number }): AsyncGenerator<string> {
  const sum = createHash('sha256')
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    sum.update(text)
    return text
  }
  await client.query(WRITTEN_ALIKE)
  const migrations = await readMade(client)
  if (migrations.length === 0)
    throw new DatabaseFault('No desk has ever been started on this database.')
  const tables = await readTables(client)
  const head: BackupHead = {
    ...{ huiying: 1, madeAt: new Date().toISOString(), migrations, tables },
    sequences: await readSequences(client),
  }
  yield line(head)
  for (const table of tables) {
    yield line({ table: table.name })
    for await (const rows of rowsOf(client, table)) {
      counted.rows += rows.length
      yield rows.map(line).join('')
    }
  }
  yield `${JSON.stringify({ rows: counted.rows, sha256: sum.digest('hex') } satisfies BackupEnd)}\n`
}

async function* rowsOf(
  client: pg.Client,
  { name, columns, key }: BackupTable,
): AsyncGenerator<unknown[][]> {
  const texts = columns.map((column) => `${quoted(column)}::text`).join(', ')
  const order = key.length > 0 ? `ORDER BY ${key.map(quoted).join(', ')}` : ''
  await client.query(
    `DECLARE rows NO SCROLL CURSOR FOR SELECT ${texts} FROM ${quoted(name)} ${order}`,
  )
  for (;;) {
    const { rows } = await client.query<unknown[]>({
      text: `FETCH ${AT_A_TIME} FROM rows`,
      rowMode: 'array',
    })
    if (rows.length === 0) break
    yield rows
  }
  await client.query('CLOSE rows')
}
