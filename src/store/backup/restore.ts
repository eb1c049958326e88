import type pg from 'pg'
import { connectTo } from '../connect.ts'
import { DatabaseFault, describe } from '../fault.ts'
import { migrate } from '../migrate.ts'
import { readMigrations, type Migration } from '../migrations.ts'
import { quoted, WRITTEN_ALIKE, type BackupHead, type BackupRow } from './lines.ts'
import { checkBackup, rowsOf } from './read-backup.ts'

/** Rows that are written at a time, unless they are large. */
const AT_A_TIME = 500
const CHARACTERS_AT_A_TIME = 4_000_000

/**
 * Makes an empty database what it was when the backup was made; a desk of this version then brings it up to date at its
 * start. Refused, before anything is changed: a file that is not whole, a backup of a newer version, a database with
 * anything in it. Gives how many rows came back.
 */
export async function restore(url: string, file: string): Promise<number> {
  const head = await checkBackup(file)
  const migrations = madeBy(head, await readMigrations())
  const client = await connectTo(url)
  try {
    await checkEmpty(client, url)
    await migrate(url, migrations)
    await client.query('BEGIN')
    await client.query(WRITTEN_ALIKE)
    const rows = await load(client, head, file)
    for (const { name, value, isCalled } of head.sequences)
      await client.query('SELECT setval($1::regclass, $2, $3)', [quoted(name), value, isCalled])
    await client.query(SENT_MEANWHILE)
    await client.query('COMMIT')
    await client.query('ANALYZE')
    return rows
  } finally {
    await client.end() // what is not committed is undone
  }
}

/**
 * What waited when the backup was made has most likely been sent since. Nobody knows; so it goes by the rule for that:
 * `must` and `edit` may go out again, `once` never.
 */
const SENT_MEANWHILE = `
  UPDATE outbox SET state = 'failed', body = NULL, error = 'restored'
  WHERE state IN ('waiting', 'sending') AND delivery = 'once'`

/** Those of our migrations that made the tables of the backup. */
function madeBy(head: BackupHead, known: readonly Migration[]): readonly Migration[] {
  return head.migrations.map(({ name, checksum }, place) => {
    const migration = known[place]
    if (migration?.name === name && migration.checksum === checksum) return migration
    throw new DatabaseFault(
      `The backup has the migration ${name}, which this version does not know: restore it with a newer version.`,
    )
  })
}

async function checkEmpty(client: pg.Client, url: string): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_class WHERE relnamespace = current_schema()::regnamespace`,
  )
  if (rows[0]?.count === 0) return
  throw new DatabaseFault(
    `The database at ${describe(url)} is not empty: a backup is restored into a new one.`,
  )
}

async function load(client: pg.Client, head: BackupHead, file: string): Promise<number> {
  const statements = new Map<string, string>()
  for (const { name, columns } of head.tables)
    statements.set(name, await insertionInto(client, name, columns))
  let count = 0
  for await (const { table, rows } of batchesOf(file)) {
    const columns = rows[0]?.map((_, place) => rows.map((row) => row[place] ?? null))
    await client.query(statements.get(table) ?? '', columns)
    count += rows.length
  }
  return count
}

interface Batch {
  table: string
  rows: BackupRow[]
}

/** Rows of one table that are written in one statement. */
async function* batchesOf(file: string): AsyncGenerator<Batch> {
  let batch: Batch | undefined
  let characters = 0
  for await (const { table, row } of rowsOf(file)) {
    const isFull = batch && (batch.rows.length >= AT_A_TIME || characters > CHARACTERS_AT_A_TIME)
    if (batch?.table !== table || isFull) {
      if (batch) yield batch
      batch = { table, rows: [] }
      characters = 0
    }
    batch.rows.push(row)
    characters += row.reduce((sum, value) => sum + (value?.length ?? 0), 0)
  }
  if (batch) yield batch
}

/** Takes the rows as one array for each column. */
async function insertionInto(
  client: pg.Client,
  table: string,
  columns: readonly string[],
): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type
     FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0`,
    [quoted(table)],
  )
  const types = new Map(rows.map(({ name, type }) => [name, type]))
  const names = columns.map(quoted)
  const values = columns.map((column, place) => `c${place}::${types.get(column) ?? ''}`)
  const arrays = columns.map((_, place) => `$${place + 1}::text[]`)
  const given = columns.map((_, place) => `c${place}`)
  return `INSERT INTO ${quoted(table)} (${names.join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${values.join(', ')} FROM unnest(${arrays.join(', ')}) AS given (${given.join(', ')})`
}
