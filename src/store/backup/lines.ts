/** What stands first in a backup. A backup is gzip over lines of JSON: this, rows of each table, and the end. */
export interface BackupHead {
  /** The version of this form. */
  huiying: 1
  /** ISO 8601. */
  madeAt: string
  /** What made its tables, in order. */
  migrations: readonly { name: string; checksum: string }[]
  /** So that what others refer to stands before them. */
  tables: readonly BackupTable[]
  sequences: readonly { name: string; value: string; isCalled: boolean }[]
}

export interface BackupTable {
  name: string
  columns: readonly string[]
  /** By these its rows are in order. */
  key: readonly string[]
}

/** Rows of the table that was named last, each column as PostgreSQL writes it. */
export type BackupRow = readonly (string | null)[]

/** What stands last. `sha256`: over every line before it, line ends included. */
export interface BackupEnd {
  rows: number
  sha256: string
}

/** A line in between: which table the rows after it are of. */
export interface BackupPart {
  table: string
}

/** However a session is set, values are written and read alike with these. */
export const WRITTEN_ALIKE = `
  SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'iso_8601';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`

/** Quoted for SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
