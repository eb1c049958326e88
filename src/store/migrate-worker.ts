import { parentPort, workerData } from 'node:worker_threads'
import { toMigrationList, type Migration } from './migrations.ts'
import { withSchemaEngine } from './schema-engine.ts'

export interface MigrateOrder {
  url: string
  list: readonly Migration[]
}

const { url, list } = workerData as MigrateOrder
const { appliedMigrationNames } = await withSchemaEngine(url, (engine) =>
  engine.applyMigrations({
    migrationsList: toMigrationList(list),
    filters: { externalTables: [], externalEnums: [] },
  }),
)
parentPort?.postMessage(appliedMigrationNames)
