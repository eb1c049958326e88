import type pg from 'pg'

/** Rows that were written, by kind of writing. */
export interface Written {
  inserted: number
  updated: number
  deleted: number
}

/** What was written since the server began, by table, as PostgreSQL counts it. */
export async function rowsWritten(pool: pg.Pool): Promise<Map<string, Written>> {
  const { rows } = await pool.query<Written & { name: string }>(
    `SELECT relname AS name, n_tup_ins::float8 AS inserted, n_tup_upd::float8 AS updated,
       n_tup_del::float8 AS deleted
     FROM pg_stat_user_tables`,
  )
  return new Map(rows.map(({ name, ...written }) => [name, written]))
}

/** A row of a table that hardly any life writes (a nightly one, say) is no part of a life. */
const LEAST = 0.05

/** What one life leaves, by table: the difference of two looks, over so many lives. */
export function perLife(
  before: ReadonlyMap<string, Written>,
  after: ReadonlyMap<string, Written>,
  lives: number,
): Map<string, Written> {
  const each = [...after].map(([name, now]): [string, Written] => {
    const was = before.get(name) ?? { inserted: 0, updated: 0, deleted: 0 }
    const of = (kind: keyof Written) => (now[kind] - was[kind]) / lives
    return [name, { inserted: of('inserted'), updated: of('updated'), deleted: of('deleted') }]
  })
  return new Map(
    each.filter(([, { inserted, updated, deleted }]) => inserted + updated + deleted >= LEAST),
  )
}
