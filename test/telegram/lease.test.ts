import { Client } from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { holdLease } from '../../src/store/lease.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

let fresh: FreshDatabase
let database: Database
const never = new AbortController().signal

beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase(fresh.url)
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})

test('One holds a lease, the next gets it when it is released, another lease is free', async () => {
  const first = (await holdLease(database.pool, 'a', never))!
  const other = (await holdLease(database.pool, 'b', never))!
  expect([first.waited, other.waited]).toEqual([false, false])
  let isTaken = false
  const second = holdLease(database.pool, 'a', never).then((lease) => {
    isTaken = true
    return lease!
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect([isTaken, first.lost.aborted]).toEqual([false, false])
  await first.release()
  expect([(await second).waited, first.lost.aborted]).toEqual([true, true])
  await Promise.all([(await second).release(), other.release()])
})

test('Whoever waits can be told to stop', async () => {
  const first = (await holdLease(database.pool, 'c', never))!
  const stop = new AbortController()
  const second = holdLease(database.pool, 'c', stop.signal)
  setTimeout(() => stop.abort(), 50)
  expect(await second).toBeNull()
  await first.release()
})

test('A holder that is frozen loses the lease within seconds', async () => {
  // What SIGSTOP does to the holder: no heartbeat any more, the connection stays open.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const frozen = (await holdLease(database.pool, 'd', never))!
  vi.useRealTimers()
  const begin = performance.now()
  const second = (await holdLease(database.pool, 'd', never))!
  expect(performance.now() - begin).toBeLessThan(7_000)
  expect(frozen.lost.aborted).toBe(true)
  await second.release()
})

test('An answer that is read late says that the lease was held, not that it still is', async () => {
  const lease = (await holdLease(database.pool, 'e', never))!
  const ask = Reflect.get(Client.prototype, 'query') as (...given: unknown[]) => unknown
  const query = vi.spyOn(Client.prototype, 'query')
  const isReadLate = new Promise<void>((resolve) => {
    query.mockImplementation(function (this: Client, ...given: unknown[]) {
      const answer = Reflect.apply(ask, this, given)
      stopProcess(FROZEN_MS)
      // After the answer has been read, before any timer.
      setImmediate(resolve)
      return answer as undefined
    })
  })
  await isReadLate
  query.mockRestore()
  expect(lease.isSure()).toBe(false)
})

/** Longer than a holder trusts an answer, shorter than PostgreSQL lets it be silent. */
const FROZEN_MS = 4_300

/** What SIGSTOP does: nothing runs, and what comes meanwhile is there afterwards. */
function stopProcess(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
