import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { withSchemaEngine } from './schema-engine.ts'

const SCHEMA_DIR = fileURLToPath(new URL('../../prisma/schema', import.meta.url))

/** The SQL that would bring a database to `prisma/schema`; empty when it is there already. */
export async function diffSchema(url: string): Promise<string> {
  const names = (await readdir(SCHEMA_DIR)).filter((name) => name.endsWith('.prisma')).sort()
  const files = await Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(SCHEMA_DIR, path), 'utf8') })),
  )
  const { stdout } = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: SCHEMA_DIR },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  )
  const script = stdout?.trim() ?? ''
  const isEmpty = script.split('\n').every((line) => line === '' || line.startsWith('--'))
  return isEmpty ? '' : `${script}\n`
}
