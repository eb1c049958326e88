import type { Duplex } from 'node:stream'
import type pg from 'pg'
import type { Prisma, PrismaClient } from './generated/client.ts'
import { partOf, type Part } from './joining.ts'
import { executeRaw, remember, sqlOn, type Open } from './sql.ts'

/** Everything inside one transaction goes through this, and nothing else does. */
export type Transaction = Prisma.TransactionClient

export interface TransactionOptions {
  /** The connection is cut after so long: nothing of it holds then. */
  timeoutMs?: number
  isolation?: 'REPEATABLE READ'
}

const TIMEOUT_MS = 20_000

/**
 * Runs the work in one transaction: all of it or nothing. It is begun and ended here, on a connection
 * of the pool, so that plain statements (`sqlOf`) cost no more than the driver does; Prisma joins in
 * when one of its models is used for the first time.
 */
export async function inOneTransaction<Result>(
  { pool, prisma }: { pool: pg.Pool; prisma: PrismaClient },
  work: (tx: Transaction) => Promise<Result>,
  { timeoutMs = TIMEOUT_MS, isolation }: TransactionOptions = {},
): Promise<Result> {
  const client = await pool.connect()
  const its = { isOpen: true, isBroken: false }
  const broken = (): void => {
    its.isBroken = true // the statement that it breaks tells
  }
  client.on('error', broken)
  const timer = setTimeout(() => {
    broken()
    cut(client)
  }, timeoutMs)
  const part = partOf(prisma, client, timeoutMs)
  const answers = answersToCome()
  try {
    // Not awaited before the first statement: if it cannot begin, the connection is gone for those that follow, too.
    const begun = client.query(isolation ? `BEGIN ISOLATION LEVEL ${isolation}` : 'BEGIN')
    const working = work(
      transactionOn(client, part, {
        isOpen: () => its.isOpen,
        said: (answer) => answers.add(answer),
      }),
    )
    const [, result] = await Promise.all([begun, working])
    its.isOpen = false
    await part.leave()
    // After a statement that failed, this undoes everything, and does not say so.
    await Promise.all([answers.all(), client.query('COMMIT')])
    return result
  } catch (error) {
    // Before anything else: what still runs of the work must not go on after the end of its transaction.
    its.isOpen = false
    await part.leave()
    await client.query('ROLLBACK').catch(broken)
    // All that was said after a statement that failed was refused: the first one tells why.
    throw answers.failure() ?? error
  } finally {
    clearTimeout(timer)
    client.off('error', broken)
    client.release(its.isBroken)
  }
}

/** The answers to all statements of a transaction, those included that nobody waits for. */
function answersToCome() {
  const all: Promise<unknown>[] = []
  let failure: unknown
  return {
    add(answer: Promise<unknown>) {
      all.push(answer)
      answer.catch((error: unknown) => (failure ??= error))
    },
    all: () => Promise.all(all),
    failure: () => failure,
  }
}

/** At once, whatever the server is still busy with: to end the connection in order would wait for that. */
function cut(client: pg.PoolClient): void {
  const { connection } = client as unknown as { connection: { stream: Duplex } }
  connection.stream.destroy()
}

/** Prisma's client as far as a transaction has it: raw statements go straight to the driver. */
function transactionOn(client: pg.PoolClient, part: Part, open: Open): Transaction {
  const sql = sqlOn(client, open)
  const $executeRaw = executeRaw(sql)
  const known = new Map<string, unknown>()
  const tx = new Proxy({} as Transaction, {
    get(_, name) {
      if (name === '$executeRaw') return $executeRaw
      if (name === 'then' || typeof name === 'symbol') return undefined
      if (!known.has(name))
        known.set(name, name.startsWith('$') ? methodOf(part, name) : modelOf(part, name))
      return known.get(name)
    },
  })
  remember(tx, sql)
  return tx
}

type Method = (...given: unknown[]) => Promise<unknown>

function methodOf(part: Part, name: string): Method {
  return async (...given) => {
    const models = (await part.models()) as unknown as Record<string, Method>
    return models[name]?.(...given)
  }
}

/** A model whose queries wait until Prisma has joined. */
function modelOf(part: Part, model: string): Record<string, Method> {
  return new Proxy<Record<string, Method>>(
    {},
    {
      get: (known, name: string) =>
        (known[name] ??= async (...given) => {
          const models = (await part.models()) as unknown as Record<string, typeof known>
          return models[model]?.[name]?.(...given)
        }),
    },
  )
}
