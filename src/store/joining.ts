import { AsyncLocalStorage } from 'node:async_hooks'
import { PrismaPg } from '@prisma/adapter-pg'
import type { Transaction as DriverTransaction } from '@prisma/driver-adapter-utils'
import type pg from 'pg'
import type { Prisma, PrismaClient } from './generated/client.ts'

const joined = new AsyncLocalStorage<pg.PoolClient>()

/** Prisma over a pool whose transactions may be part of one that was begun without it. */
export class JoiningPrismaPg extends PrismaPg {
  override async connect(): ReturnType<PrismaPg['connect']> {
    const adapter = await super.connect()
    const begin = adapter.startTransaction.bind(adapter)
    adapter.startTransaction = (isolation) => {
      const client = joined.getStore()
      return client ? Promise.resolve(partOn(adapter, client)) : begin(isolation)
    }
    return adapter
  }
}

const NOTHING = (): Promise<void> => Promise.resolve()

/** The adapter with this one connection for its pool. It begins and ends nothing. */
function partOn(adapter: object, client: pg.PoolClient): DriverTransaction {
  const part = Object.create(adapter) as DriverTransaction
  return Object.assign(part, {
    ...{ client, options: { usePhantomQuery: true }, commit: NOTHING, rollback: NOTHING },
  })
}

export interface Part {
  /** Prisma's own view of the transaction. */
  models(): Promise<Prisma.TransactionClient>
  /** Nothing can be asked through it any more. */
  leave(): Promise<void>
}

/** Prisma's part of a transaction on this connection: made when somebody first asks for it. */
export function partOf(prisma: PrismaClient, client: pg.PoolClient, timeout: number): Part {
  let leaving: () => void = () => undefined
  let models: Promise<Prisma.TransactionClient> | undefined
  let ended: Promise<unknown> | undefined
  let hasLeft = false
  return {
    models() {
      if (hasLeft) return Promise.reject(new Error('The transaction has ended.'))
      models ??= new Promise((resolve, reject) => {
        const until = new Promise<void>((left) => (leaving = left))
        const work = (tx: Prisma.TransactionClient) => (resolve(tx), until)
        ended = joined.run(client, () => prisma.$transaction(work, { timeout, maxWait: timeout }))
        ended.catch(reject)
      })
      return models
    },
    async leave() {
      hasLeft = true
      if (!models) return
      await models.catch(() => undefined)
      leaving()
      await ended?.catch(() => undefined)
    },
  }
}
