import type { Pool } from 'pg'

/**
 * Does the work if no other replica is doing it at this moment; null: one is. The lock belongs to a connection: it
 * ends with it, however the process ends. Cut off it is lost: the work goes on, and whatever it writes must be right all
 * the same.
 */
export async function whileAlone<Result>(
  pool: Pool,
  name: string,
  does: () => Promise<Result>,
): Promise<Result | null> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ held: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('huiying ' || $1, 0)) AS held`,
      [name],
    )
    return rows[0]?.held === true ? await does() : null
  } finally {
    const isFree = await client.query('SELECT pg_advisory_unlock_all()').then(
      () => true,
      () => false,
    )
    client.release(!isFree)
  }
}
