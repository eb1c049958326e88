import type { Client } from 'pg'
import type { BackupHead, BackupTable } from './lines.ts'

/** Prisma's own record: it is made by migrating. */
const RECORD = '_prisma_migrations'

/** All tables of the desk, found in the database itself, those that others refer to first. */
export async function readTables(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { refers: string[] }>(
    `SELECT c.relname AS name,
      (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute
       WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
      (SELECT array_agg(a.attname::text ORDER BY k.place)
       FROM pg_index AS i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place), pg_attribute AS a
       WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key,
      coalesce((SELECT array_agg(t.relname::text) FROM pg_constraint AS f JOIN pg_class AS t ON t.oid = f.confrelid
       WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid), '{}') AS refers
    FROM pg_class AS c
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname <> $1
    ORDER BY c.relname`,
    [RECORD],
  )
  const ordered: BackupTable[] = []
  const left = new Map(rows.map((row) => [row.name, row]))
  while (left.size > 0) {
    const free = [...left.values()].filter(({ refers }) => !refers.some((name) => left.has(name)))
    if (free.length === 0) throw new Error(`Tables refer to each other: ${[...left.keys()].join()}`)
    for (const { name, columns, key } of free) {
      ordered.push({ name, columns, key })
      left.delete(name)
    }
  }
  return ordered
}

/** How far each sequence has come: at least as far as the rows that are read. */
export async function readSequences(client: Client): Promise<BackupHead['sequences']> {
  const { rows } = await client.query<{ name: string; value: string | null; start: string }>(
    `SELECT sequencename AS name, last_value::text AS value, start_value::text AS start
     FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1`,
  )
  return rows.map(({ name, value, start }) => ({
    ...{ name, value: value ?? start, isCalled: value !== null },
  }))
}

/** The migrations that made the tables, in order. Empty: no desk has ever been started here. */
export async function readMade(client: Client): Promise<BackupHead['migrations']> {
  const { rows: found } = await client.query<{ is: boolean }>(
    `SELECT to_regclass($1) IS NOT NULL AS is`,
    [RECORD],
  )
  if (!found[0]?.is) return []
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM ${RECORD}
     WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
  )
  return rows
}
