import { createHash } from 'node:crypto'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { cannotBeUsed, DatabaseFault, describe } from './fault.ts'
import { PrismaClient, type Prisma } from './generated/client.ts'

const OLDEST_SERVER = 15
/** Of one process; the embedded server has room for three of them and their helpers. */
const CONNECTIONS = 16
const CONNECT_MS = 10_000

/** Everything inside one transaction goes through this, and nothing else does. */
export type Transaction = Prisma.TransactionClient

export interface Database {
  readonly prisma: PrismaClient
  /** For the few things that Prisma cannot do: LISTEN, COPY, session locks. */
  readonly pool: pg.Pool
  readonly close: () => Promise<void>
}

export interface DatabaseOptions {
  /** An idle connection broke. The pool makes a new one; the operator may want to know. */
  readonly onError?: (error: Error) => void
}

/** Opens the database and checks that it can be reached and is new enough. */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'huiying',
  })
  pool.on('error', (error) => options.onError?.(error)) // without a listener Node would exit
  try {
    await checkServer(pool, url)
  } catch (error) {
    await pool.end()
    throw error
  }
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameStatement(sql) }),
  })
  return {
    prisma,
    pool,
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
}

/** PostgreSQL parses and plans a named statement once per connection, not at every call. */
function nameStatement(sql: string): string {
  return createHash('sha1').update(sql).digest('base64url')
}

async function checkServer(pool: pg.Pool, url: string): Promise<void> {
  const version = await pool
    .query<{ server_version: string }>('SHOW server_version')
    .catch((cause: unknown) => {
      throw cannotBeUsed(url, cause)
    })
  const given = version.rows[0]?.server_version ?? 'unknown'
  if (!(Number.parseInt(given) >= OLDEST_SERVER))
    throw new DatabaseFault(
      `The database at ${describe(url)} is PostgreSQL ${given}: ${OLDEST_SERVER} or newer is needed.`,
    )
}
