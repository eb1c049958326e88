import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type NetConnectOpts, type Server } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/store/database.ts'
import { freshDatabase } from '../support/database.ts'

/** ReadyForQuery, outside a transaction: what ends the beginning of a connection. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49])
/** What a server says at its end, without being asked. */
const GONE = errorResponse({ S: 'FATAL', V: 'FATAL', C: '57P01', M: 'the server ends' })

let proxy: Server
let database: Database
let isEnding = false

beforeAll(async () => {
  const { url } = await freshDatabase()
  const server = placeOf(new URL(url))
  proxy = createServer((near) => {
    const far = connect(server)
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('close', () => near.end())
    near.pipe(far)
    far.on('data', (said: Buffer) => {
      if (!isEnding || !said.subarray(-READY.length).equals(READY)) return near.write(said)
      near.end(Buffer.concat([said, GONE]))
      return far.destroy()
    })
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const through = new URL(url)
  through.searchParams.delete('host')
  through.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
  database = await openDatabase(through.href)
})
afterAll(async () => {
  await database.close()
  proxy.close()
})

/** A server is reached by a socket in a directory, or by a port. */
function placeOf({ hostname, port, searchParams }: URL): NetConnectOpts {
  const directory = searchParams.get('host')
  return directory === null
    ? { host: hostname, port: Number(port) }
    : { path: `${directory}/.s.PGSQL.${port}` }
}

function errorResponse(fields: Record<string, string>): Buffer {
  const body = Object.entries(fields).map(([kind, text]) => `${kind}${text}\0`)
  const said = Buffer.from(`${body.join('')}\0`)
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(said.length + 4, 1)
  return Buffer.concat([head, said])
}

const one = () =>
  database.transaction((tx) => tx.$queryRawUnsafe<{ one: number }[]>('SELECT 1 AS one'))

it('A server that ends in the moment in which a connection is handed out ends a transaction, and nothing else', async () => {
  // The idle connection is taken, so that the next transaction makes one of its own.
  const held = await database.pool.connect()
  isEnding = true
  await expect(one()).rejects.toThrow(/queryable|terminated|server ends/)
  isEnding = false
  held.release()
  expect(await one()).toEqual([{ one: 1 }])
})
