import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/store/embedded.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openGate } from './gate.ts'

/** A PostgreSQL that may be killed, stopped and cut off, at an address that stays. */
export interface StormPostgres {
  /** A migrated database that nobody has used. */
  newDatabase(): Promise<string>
  /** kill -9 of the server; it is back when this resolves. */
  kill(downMs: number): Promise<void>
  /** SIGSTOP of the server and everything that it has started, then SIGCONT. */
  freeze(ms: number): Promise<void>
  /** Nothing goes to it or comes from it until `listen`; connections stay. */
  hush(): void
  listen(): void
  /** Breaks every connection off. */
  cut(): void
  /** All that it has logged. */
  log(): Promise<string>
  stop(): Promise<void>
}

/** Committed is committed even after a kill: only what a machine without power forgets is given up for speed. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '120' }

export async function startPostgres(): Promise<StormPostgres> {
  const directory = await mkdtemp(join(tmpdir(), 'storm-'))
  await chmod(directory, 0o711)
  const home = join(directory, 'postgres')
  const gate = await openGate()
  const start = async () => {
    const embedded = await startEmbedded(home, { settings: SETTINGS })
    const [postmaster] = await processes(home)
    gate.leadTo([postmaster?.port ?? 0])
    return embedded
  }
  let embedded = await start()
  const { username, password } = new URL(embedded.url)
  const urlOf = (name: string) =>
    `postgresql://${username}:${password}@127.0.0.1:${gate.port}/${name}`
  const ask = (statement: string) => queryOnce(urlOf('postgres'), statement)
  await ask('CREATE DATABASE template_storm')
  await migrate(urlOf('template_storm'))
  let count = 0

  return {
    async newDatabase() {
      const name = `storm_${(count += 1)}`
      await ask(`CREATE DATABASE ${name} TEMPLATE template_storm`)
      return urlOf(name)
    },
    async kill(downMs) {
      const [postmaster] = await processes(home)
      if (postmaster) process.kill(postmaster.pid, 'SIGKILL')
      gate.leadTo([])
      await pause(downMs)
      embedded = await start()
    },
    async freeze(ms) {
      const all = await processes(home)
      for (const { pid } of all) signal(pid, 'SIGSTOP')
      await pause(ms)
      for (const { pid } of all) signal(pid, 'SIGCONT')
    },
    hush: () => gate.shut(),
    listen: () => gate.open(),
    cut: () => gate.cut(),
    log: () => readFile(join(home, 'log'), 'utf8'),
    async stop() {
      await embedded.stop()
      await gate.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** One statement over a connection of its own. */
export async function queryOnce<Row extends object>(
  url: string,
  statement: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  // A connection that breaks rejects the query.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}

/** The server's process first, then its children. */
async function processes(home: string): Promise<{ pid: number; port: number }[]> {
  const file = await readFile(join(home, 'cluster', 'postmaster.pid'), 'utf8')
  const lines = file.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return [pid, ...children.split(' ').filter(Boolean).map(Number)].map((one) => ({
    pid: one,
    port,
  }))
}

/** A backend may have ended meanwhile. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
