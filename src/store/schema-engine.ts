import type { EventEmitter } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum, bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type * as Bindings from '@prisma/schema-engine-wasm'
import pg from 'pg'

/**
 * Prisma's own migration engine, as WebAssembly inside this process: no binary to download.
 * See docs/adr/0002-prisma-without-downloads.md.
 */
export async function withSchemaEngine<T>(
  url: string,
  use: (engine: Bindings.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await loadBindings()
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('connect', disguiseCatalogueChar)
  try {
    const adapter = new MigrationAdapter(pool)
    const bound = bindMigrationAwareSqlAdapterFactory(adapter)
    const engine = await SchemaEngine.new({ datamodels: undefined }, ignoreEngineLog, bound)
    try {
      return await use(engine)
    } catch (error) {
      throw adapter.scriptError ?? error
    } finally {
      engine.free()
    }
  } finally {
    await pool.end()
  }
}

const FINISH = `UPDATE _prisma_migrations SET finished_at = now()
  WHERE finished_at IS NULL AND rolled_back_at IS NULL`

/** What the adapter for queries gets wrong when migrations run over it, put right. */
class MigrationAdapter extends PrismaPg {
  scriptError: unknown

  override async connect(): ReturnType<PrismaPg['connect']> {
    const connection = await super.connect()
    // The adapter cuts scripts at every semicolon, which breaks functions and sends the parts over
    // different connections. Sent whole, PostgreSQL runs a script in one transaction: all or nothing.
    // The record of its end goes into it, so that an unfinished record means that nothing stayed.
    connection.executeScript = async (script) => {
      try {
        await connection.underlyingDriver().query(`${script}\n;${FINISH}`)
      } catch (error) {
        this.scriptError = error // the engine only reports that some script failed
        throw error
      }
    }
    const queryRaw = connection.queryRaw.bind(connection)
    connection.queryRaw = async (query) => {
      const result = await queryRaw(query)
      const columnTypes = result.columnTypes.map((type) =>
        type === ColumnTypeEnum.Uuid ? ColumnTypeEnum.Character : type,
      )
      return { ...result, columnTypes }
    }
    return connection
  }
}

/**
 * PostgreSQL's catalogue uses "char", a type of one byte that the adapter does not know. It travels
 * as a uuid, which is read unchanged and stands in no table that the engine reads.
 */
function disguiseCatalogueChar(client: pg.PoolClient): void {
  const CATALOGUE_CHAR = 18
  const UUID = 2950
  const { connection } = client as unknown as { connection: EventEmitter<RowDescriptions> }
  connection.prependListener('rowDescription', ({ fields }) => {
    for (const field of fields) if (field.dataTypeID === CATALOGUE_CHAR) field.dataTypeID = UUID
  })
}

interface RowDescriptions {
  rowDescription: [{ fields: { dataTypeID: number }[] }]
}

let bindings: Promise<typeof Bindings> | undefined

function loadBindings(): Promise<typeof Bindings> {
  return (bindings ??= instantiate())
}

// Instantiated by hand, because importing a .wasm file prints a warning of Node at every start.
async function instantiate(): Promise<typeof Bindings> {
  const name = '@prisma/schema-engine-wasm/schema_engine_bg'
  const script = createRequire(import.meta.url).resolve(name)
  const glue = (await import(name)) as typeof Bindings & {
    __wbg_set_wasm: (exports: object) => void
  }
  const { instance } = await WebAssembly.instantiate(
    await readFile(script.replace(/js$/, 'wasm')),
    {
      './schema_engine_bg.js': glue,
    },
  )
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue
}

/** Node has it; only TypeScript's description of browsers describes it. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: { __wbindgen_start: () => void } } }>
}

function ignoreEngineLog(): void {
  // The engine's own log repeats the scripts; what fails is thrown.
}
