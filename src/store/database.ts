import pg from 'pg'
import { nextStatementTells } from './connect.ts'
import { cannotBeUsed, DatabaseFault, describe } from './fault.ts'
import { PrismaClient } from './generated/client.ts'
import { JoiningPrismaPg } from './joining.ts'
import { nameStatement, remember, sqlOn } from './sql.ts'
import { inOneTransaction, type Transaction, type TransactionOptions } from './transaction.ts'

export type { Transaction } from './transaction.ts'

const OLDEST_SERVER = 15
/** Of one process; the embedded server has room for three of them and their helpers. */
const CONNECTIONS = 16
const CONNECT_MS = 10_000

export interface Database {
  readonly prisma: PrismaClient
  /** For the few things that Prisma cannot do: LISTEN, COPY, session locks. */
  readonly pool: pg.Pool
  /** Runs the work in one transaction: all of it or nothing. */
  readonly transaction: <Result>(
    work: (tx: Transaction) => Promise<Result>,
    options?: TransactionOptions,
  ) => Promise<Result>
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
    pipeline: true,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'huiying',
  })
  pool.on('error', (error) => options.onError?.(error)) // without a listener Node would exit
  // The pool listens to idle connections alone. One may break in the moment in which it is handed out.
  pool.on('connect', (client) => client.on('error', nextStatementTells))
  try {
    await checkServer(pool, url)
  } catch (error) {
    await pool.end()
    throw error
  }
  const prisma = new PrismaClient({
    adapter: new JoiningPrismaPg(pool, { statementNameGenerator: ({ sql }) => nameStatement(sql) }),
  })
  remember(prisma, sqlOn(pool))
  return {
    prisma,
    pool,
    transaction: (work, options) => inOneTransaction({ pool, prisma }, work, options),
    close: async () => {
      await prisma.$disconnect()
      await pool.end()
    },
  }
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
      `DATABASE_URL: given ${describe(url)}, PostgreSQL ${given}, expected ${OLDEST_SERVER} or newer`,
    )
}
