import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { databaseDirectory, homesIn, type Config } from '../src/config.ts'
import { openDatabase, type Database } from '../src/store/database.ts'
import { startEmbedded } from '../src/store/embedded.ts'
import { migrate } from '../src/store/migrate.ts'
import { visitEmbedded } from '../src/store/visit.ts'

/** Whether the desk of these settings has a database. Of one that is named only its own server could tell. */
export function isThere(config: Config): boolean {
  return config.databaseUrl !== undefined || existsSync(join(databaseDirectory(config), 'password'))
}

/** The database of the settings, beside a desk that may be at work on it. Says so when it is the sandbox's. */
export async function withDatabase<Result>(
  config: Config,
  does: (db: Database) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = config
  if (databaseUrl === undefined && config.home === homesIn(config.dataDir).sandbox)
    process.stderr.write(`BOT_TOKEN is not set: this is the sandbox, ${config.home}\n`)
  const embedded = databaseUrl === undefined ? await visitEmbedded(databaseDirectory(config)) : null
  try {
    return await opened(embedded?.url ?? databaseUrl ?? '', does)
  } finally {
    await embedded?.stop()
  }
}

/** The same, brought up to date; on a new desk it is made. */
export async function withDesk<Result>(
  config: Config,
  does: (db: Database) => Promise<Result>,
): Promise<Result> {
  if (!isThere(config)) await (await startEmbedded(databaseDirectory(config))).stop()
  return withDatabase(config, async (db) => {
    await migrate(String(db.pool.options.connectionString))
    return does(db)
  })
}

async function opened<Result>(
  url: string,
  does: (db: Database) => Promise<Result>,
): Promise<Result> {
  const db = await openDatabase(url)
  try {
    return await does(db)
  } finally {
    await db.close()
  }
}
