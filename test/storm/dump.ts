import { queryOnce } from './postgres.ts'

/** Every table as rows of plain JSON, in an order of its own. */
export type Dump = Readonly<Record<string, readonly Row[]>>
export type Row = Readonly<Record<string, unknown>>

/** Dumps the whole database over plain SQL, in one snapshot for each table. */
export async function dumpOf(url: string): Promise<Dump> {
  const tables = await queryOnce<{ name: string }>(
    url,
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  )
  const parts = tables.map(
    ({ name }) =>
      `select '${name}' as name, coalesce(json_agg(t order by t::text), '[]') as rows from "${name}" as t`,
  )
  const dumped = await queryOnce<{ name: string; rows: Row[] }>(url, parts.join(' union all '))
  return Object.fromEntries(dumped.map(({ name, rows }) => [name, rows]))
}

/** A table of a dump; a dump without it is none of the desk. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- named where the columns are known
export function table<Of extends object>(dump: Dump, name: string): readonly Of[] {
  const rows = dump[name]
  if (!rows) throw new Error(`no table ${name} in the dump`)
  return rows as unknown as readonly Of[]
}
