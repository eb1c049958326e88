import type { Pool } from 'pg'

/** Resolves once a transaction in this database waits for another one. */
export async function somebodyWaits(pool: Pool): Promise<void> {
  const { rows } = await pool.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  if (rows.length === 0) await somebodyWaits(pool)
}
