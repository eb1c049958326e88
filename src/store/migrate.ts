import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { connectTo } from './connect.ts'
import { DatabaseFault } from './fault.ts'
import type { MigrateOrder } from './migrate-worker.ts'
import { readMigrations, type Migration } from './migrations.ts'

/** Replicas that start together take turns. The number only has to be nobody else's. */
const MIGRATION_LOCK = 720_110_002

/**
 * Brings the database to the newest migration, forward only, and names those it applied. When
 * there is nothing to apply, the engine is not even loaded.
 */
export async function migrate(
  url: string,
  migrations?: readonly Migration[],
): Promise<readonly string[]> {
  const list = migrations ?? (await readMigrations())
  const client = await connectTo(url)
  try {
    if (missing(list, await readApplied(client)).length === 0) return []
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const applied = await readApplied(client)
    if (missing(list, applied).length === 0) return []
    if (applied.some(({ isFinished }) => !isFinished)) await client.query(SET_ASIDE)
    return await apply(url, list)
  } finally {
    await client.end() // frees the lock as well
  }
}

/**
 * A migration that failed, or whose desk was killed, left nothing but its record: script and end of
 * the record are one transaction (schema-engine.ts). It is simply tried again.
 */
const SET_ASIDE = `UPDATE _prisma_migrations SET rolled_back_at = now()
  WHERE finished_at IS NULL AND rolled_back_at IS NULL`

/** In a thread of its own: the engine is large, and what it took is given back when the thread ends. */
async function apply(url: string, list: readonly Migration[]): Promise<readonly string[]> {
  const worker = new Worker(new URL('./migrate-worker.ts', import.meta.url), {
    workerData: { url, list } satisfies MigrateOrder,
  })
  try {
    const [names] = (await once(worker, 'message')) as [string[]]
    return names
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new DatabaseFault(`The database could not be migrated: ${reason}`, { cause })
  } finally {
    await worker.terminate()
  }
}

interface Applied {
  readonly name: string
  readonly checksum: string
  readonly isFinished: boolean
}

async function readApplied(client: pg.Client): Promise<readonly Applied[]> {
  const table = await client.query<{ found: string | null }>(
    `SELECT to_regclass('_prisma_migrations')::text AS found`,
  )
  if (table.rows[0]?.found == null) return []
  const { rows } = await client.query<Applied>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS "isFinished"
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return rows
}

/** What is still to apply; a history that does not fit this desk is a fault, never guessed at. */
function missing(list: readonly Migration[], applied: readonly Applied[]): readonly Migration[] {
  const known = new Map(list.map((migration) => [migration.name, migration]))
  const done = new Set<string>()
  for (const { name, checksum, isFinished } of applied) {
    const migration = known.get(name)
    if (!migration)
      throw new DatabaseFault(
        `The database has the migration ${name}, which this version does not know: start a newer version.`,
      )
    if (!isFinished) continue
    if (checksum !== migration.checksum)
      throw new DatabaseFault(`The migration ${name} was edited after it had been applied.`)
    done.add(name)
  }
  return list.filter(({ name }) => !done.has(name))
}
