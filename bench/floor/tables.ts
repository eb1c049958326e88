import type pg from 'pg'

/** A row as it is given to PostgreSQL again: a value for each column. */
export type Row = Record<string, unknown>

/** What must be known of a table to write rows into it like those that are there. */
export interface Table {
  name: string
  columns: readonly string[]
  /** Columns of the primary key. */
  key: readonly string[]
  /** The key is one number that PostgreSQL gives. */
  isNumbered: boolean
  /** Column → the table that it points to. */
  refers: ReadonlyMap<string, string>
  /** Of each unique index the column that gets a value of its own in each row. */
  distinct: readonly string[]
  /** Rows as they look at first, and as they look when all is over. */
  first: readonly Row[]
  last: readonly Row[]
}

const SAMPLES = 300

/** Rows of these tables as they look now; those whose content will go first. */
export async function sampleRows(
  pool: pg.Pool,
  names: readonly string[],
): Promise<Map<string, Row[]>> {
  const samples = new Map<string, Row[]>()
  for (const name of names) {
    const order = name === 'inbox' || name === 'outbox' ? '(body IS NULL), id DESC' : 'ctid DESC'
    const { rows, fields } = await pool.query<Row>(
      `SELECT * FROM "${name}" ORDER BY ${order} LIMIT ${SAMPLES}`,
    )
    const json = fields.filter(({ dataTypeID }) => JSON_TYPES.includes(dataTypeID))
    for (const row of rows)
      for (const { name: column } of json)
        if (row[column] !== null) row[column] = JSON.stringify(row[column])
    samples.set(name, rows)
  }
  return samples
}

/** json and jsonb: node-postgres would make an array of PostgreSQL out of an array in JSON. */
const JSON_TYPES = [114, 3802]

/** Reads the shape of the tables that lives write, parents first. */
export async function readTables(
  pool: pg.Pool,
  first: ReadonlyMap<string, Row[]>,
  last: ReadonlyMap<string, Row[]>,
): Promise<Table[]> {
  const { rows } = await pool.query<Shape>(SHAPES, [[...first.keys()]])
  const tables = rows.map((shape): Table => {
    const { name, columns, key, numbered, refers, uniques } = shape
    const distinct = uniques.flatMap((unique) => unique.findLast((one) => !(one in refers)) ?? [])
    return {
      ...{ name, columns, key, isNumbered: numbered },
      refers: new Map(Object.entries(refers)),
      distinct: [...new Set(distinct)].filter((column) => !numbered || !key.includes(column)),
      first: first.get(name) ?? [],
      last: last.get(name) ?? [],
    }
  })
  return parentsFirst(tables)
}

interface Shape {
  name: string
  columns: string[]
  key: string[]
  numbered: boolean
  refers: Record<string, string>
  /** Columns of each unique index, those that are wide enough for a number of their own last. */
  uniques: string[][]
}

const SHAPES = `
  SELECT c.relname AS name,
    (SELECT array_agg(attname::text ORDER BY attnum) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
    (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)
      WHERE i.indrelid = c.oid AND i.indisprimary) AS key,
    EXISTS (SELECT FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
      WHERE d.adrelid = c.oid AND a.attname = 'id' AND pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval%') AS numbered,
    coalesce((SELECT jsonb_object_agg(a.attname, r.relname) FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = f.conkey[1] WHERE f.conrelid = c.oid AND f.contype = 'f'), '{}') AS refers,
    coalesce((SELECT jsonb_agg(columns) FROM (
      SELECT (SELECT jsonb_agg(a.attname ORDER BY a.atttypid <> 21, a.atttypid <> 25 OR a.attname <> 'kind', -a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) AS columns
      FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique) AS made), '[]') AS uniques
  FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY ($1)`

function parentsFirst(tables: readonly Table[]): Table[] {
  const placed: Table[] = []
  let rest = [...tables]
  while (rest.length > 0) {
    const waits = (table: Table) =>
      [...table.refers.values()].some(
        (name) => name !== table.name && rest.some((one) => one.name === name),
      )
    const ready = rest.filter((table) => !waits(table))
    if (ready.length === 0) throw new Error('Tables point at each other in a circle')
    placed.push(...ready)
    rest = rest.filter(waits)
  }
  return placed
}
