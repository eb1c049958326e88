import { AsyncLocalStorage } from 'node:async_hooks'
import http from 'node:http'
import { enableCompileCache } from 'node:module'
import net from 'node:net'
import { join } from 'node:path'
import pg from 'pg'
import type { Order } from './points.ts'
import { NEVER, watchDesk, wrap } from './watch.ts'

// A process in which one desk after the other is started and cut off: all its sockets are destroyed, and nothing of it
// leaves the process any more. PostgreSQL and Telegram see what they see of `kill -9`, without a new process for each.

/** One desk, and all that it has opened. Whatever it does runs in its context. */
interface Life {
  isCut: boolean
  sockets: Set<net.Socket>
  servers: Set<http.Server>
}

enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/compile'))
const lives = new AsyncLocalStorage<Life>()
const life = (): Life => {
  const own = lives.getStore()
  if (!own) throw new Error('something is done, and nobody knows by which desk')
  return own
}

function cut(): void {
  const { sockets, servers } = life()
  life().isCut = true
  for (const socket of sockets) socket.destroy()
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
  process.send?.({ cut: true })
}

const watch = watchDesk({ end: cut, isGone: () => life().isCut })
keepTrack()
const { startApp } = await import('../../../src/app.ts')
const { createLog } = await import('../../../src/log.ts')
const { readSettings } = await import('../../../src/settings.ts')

function keepTrack(): void {
  wrap(net.Socket.prototype, 'connect', (connect, socket: net.Socket, given) => {
    const { sockets, isCut } = life()
    // A client may open a connection a moment after it was asked for one.
    if (isCut) return socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    return connect.apply(socket, given)
  })
  wrap(net.Server.prototype, 'listen', (listen, server: net.Server, given) => {
    if (server instanceof http.Server) life().servers.add(server as http.Server)
    return listen.apply(server, given)
  })
  wrap(pg.Client.prototype, 'connect', (connect, client: pg.Client, given) =>
    life().isCut ? NEVER : connect.apply(client, given),
  )
}

let stop: () => Promise<void> = () => Promise.resolve()

async function start(env: Record<string, string>): Promise<void> {
  Object.assign(process.env, env)
  const settings = await readSettings()
  if ('faults' in settings) throw new Error(settings.faults.join('\n'))
  const { config, org } = settings
  const log = createLog({ level: config.logLevel, secrets: [] })
  const app = await startApp(config, org, log)
  stop = () => app.stop()
}

process.on('message', (given: Order) => {
  if (given.order === 'arm') watch.arm(given.point)
  if (given.order === 'go')
    void lives.run({ isCut: false, sockets: new Set(), servers: new Set() }, () => start(given.env))
  process.send?.({ counts: watch.counts() })
})
// Whoever told it what to do is gone.
process.on('disconnect', () => process.exit(1))
process.on('SIGTERM', () => void stop().then(() => process.exit(0)))
