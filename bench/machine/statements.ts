import type pg from 'pg'

export interface Statement {
  query: string
  calls: number
  ms: number
}

/** Counting costs a little: it is on only while it is wanted. */
export async function countStatements(pool: pg.Pool, isOn: boolean): Promise<void> {
  await pool.query(`ALTER SYSTEM SET pg_stat_statements.track = '${isOn ? 'top' : 'none'}'`)
  await pool.query('SELECT pg_reload_conf()')
}

export async function forgetStatements(pool: pg.Pool): Promise<void> {
  await pool.query('SELECT pg_stat_statements_reset()')
}

/** What the desk asked of its database, most often first; not what the bench asked. */
export async function statementsSince(pool: pg.Pool): Promise<Statement[]> {
  const { rows } = await pool.query<Statement>(`
    SELECT query, calls::float8 AS calls, total_exec_time AS ms FROM pg_stat_statements
    WHERE query NOT LIKE '%pg_stat%' AND query NOT LIKE '%pg_reload%'
    ORDER BY calls DESC`)
  return rows
}

/** Transactions that were committed since the server began. */
export async function commits(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ commits: number }>(
    `SELECT xact_commit::float8 AS commits FROM pg_stat_database WHERE datname = current_database()`,
  )
  return rows[0]?.commits ?? 0
}
