import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  access,
  chown,
  constants,
  mkdir,
  open,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { DatabaseFault } from './fault.ts'
import { makeDirectory } from './make-directory.ts'
import { findBinaries, findRunner, type Binaries, type Runner } from './postgres-binaries.ts'
import { findPostmaster, type Postmaster } from './postmaster.ts'

const SUPERUSER = 'huiying'
const DATABASE = 'huiying'
const START_MS = 60_000
/** Any number, as long as no other lock of the desk has it: whoever holds it owns the cluster. */
const OWNER_LOCK = 720_110_001

/** For a small machine; durable; and no line of the server's log may hold a resident's words. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '60',
  shared_buffers: '64MB',
  work_mem: '4MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  io_method: 'sync',
  jit: 'off',
  // The tables of a new desk grow by the second: plans that were made while they were empty must not last a minute.
  autovacuum_naptime: '5s',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

export interface EmbeddedDatabase {
  readonly url: string
  /** Ends PostgreSQL; all that was committed is on disk. */
  readonly stop: () => Promise<void>
}

export interface EmbeddedOptions {
  /** Settings of PostgreSQL that differ from the usual ones. */
  readonly settings?: Readonly<Record<string, string>>
  /** PostgreSQL has gone away although nobody stopped it. */
  readonly onLost?: (error: Error) => void
}

/**
 * Starts PostgreSQL in a directory, made at the first start, or takes over the one that a killed
 * desk left running there. A directory belongs to one living desk.
 */
export async function startEmbedded(
  directory: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const home = resolve(directory)
  await makeWritable(dirname(home))
  const binaries = await findBinaries()
  const runner = await findRunner([dirname(home), binaries.postgres])
  await createCluster(home, binaries, runner)

  const cluster = join(home, 'cluster')
  const password = await readPassword(home)
  const postmaster =
    (await findPostmaster(cluster)) ?? (await launch(home, binaries, runner, options.settings))
  const { port, socketDirectory: host = '127.0.0.1' } = postmaster
  const at = { host, port, user: SUPERUSER, password }
  const owner = await takeOwnership(new pg.Client({ ...at, database: 'postgres' }), home)
  await createDatabase(owner)

  let stopping = false
  owner.on('error', (error) => {
    if (!stopping) options.onLost?.(error)
  })
  return {
    url: addressOf(password, postmaster),
    stop: async () => {
      stopping = true
      await owner.end()
      await postmaster.stop()
    },
  }
}

/** Where the server of this directory takes connections now. Undefined: none runs. */
export async function readAddress(home: string): Promise<string | undefined> {
  const postmaster = await findPostmaster(join(home, 'cluster'))
  return postmaster && addressOf(await readPassword(home), postmaster)
}

async function readPassword(home: string): Promise<string> {
  return (await readFile(join(home, 'password'), 'utf8')).trim()
}

function addressOf(password: string, { port, socketDirectory }: Postmaster): string {
  const url = `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${DATABASE}`
  return socketDirectory ? `${url}?host=${encodeURIComponent(socketDirectory)}` : url
}

/** The longest path of a socket that all systems take, less the name that PostgreSQL adds. */
const SOCKET_PATH_LONGEST = 103 - '/.s.PGSQL.65535'.length

async function makeWritable(directory: string): Promise<void> {
  try {
    await makeDirectory(directory)
    await access(directory, constants.W_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    const given = JSON.stringify(directory)
    throw new DatabaseFault(`DATA_DIR: given ${given}, expected a directory to write in (${code})`)
  }
}

/** The cluster itself, which only its owner may enter; nothing where the path cannot be one of a socket. */
function socketDirectoryOf(cluster: string): string {
  const isUsable = cluster.length <= SOCKET_PATH_LONGEST && /^[\w./-]+$/.test(cluster)
  return isUsable ? cluster : ''
}

/** Made aside and renamed when complete, so that a start that was killed leaves no half a cluster. */
async function createCluster(home: string, binaries: Binaries, runner: Runner): Promise<void> {
  if (await exists(join(home, 'password'))) return
  const aside = `${home}.new-${randomBytes(4).toString('hex')}`
  const passwordFile = join(aside, 'password')
  await mkdir(join(aside, 'cluster'), { recursive: true, mode: 0o700 })
  await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
  if (runner.uid !== undefined && runner.gid !== undefined) {
    for (const path of [aside, join(aside, 'cluster'), passwordFile])
      await chown(path, runner.uid, runner.gid)
  }
  try {
    await initialise(binaries.initdb, join(aside, 'cluster'), passwordFile, runner)
    await rename(aside, home)
  } catch (error) {
    await rm(aside, { recursive: true, force: true })
    // Two first starts at the same moment: the other one was quicker.
    if (!(await exists(join(home, 'password')))) throw error
  }
}

async function initialise(
  initdb: string,
  cluster: string,
  passwordFile: string,
  runner: Runner,
): Promise<void> {
  // C.UTF-8 of PostgreSQL's own: the order of text never changes under an index because a system
  // library was updated, and it is the same on every machine. People's order is made by Intl.
  const flags = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin']
  flags.push('--builtin-locale=C.UTF-8', '--auth=scram-sha-256', `--username=${SUPERUSER}`)
  flags.push(`--pwfile=${passwordFile}`, `--pgdata=${cluster}`, '--no-instructions')
  const [command = '', ...rest] = [...runner.prefix, initdb, ...flags]
  const child = spawn(command, rest, { ...identity(runner), stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new DatabaseFault(`PostgreSQL could not set up ${cluster}: ${said.trim()}`)
}

async function launch(
  home: string,
  binaries: Binaries,
  runner: Runner,
  settings: EmbeddedOptions['settings'],
): Promise<Postmaster> {
  const cluster = join(home, 'cluster')
  const log = await open(join(home, 'log'), 'a', 0o600)
  const deadline = Date.now() + START_MS
  try {
    while (Date.now() < deadline) {
      const port = await freePort()
      const flags = Object.entries({
        ...SETTINGS,
        unix_socket_directories: socketDirectoryOf(cluster),
        unix_socket_permissions: '0700',
        ...settings,
        port: String(port),
      })
      const words = ['-D', cluster, ...flags.flatMap(([key, value]) => ['-c', `${key}=${value}`])]
      const [command = '', ...rest] = [...runner.prefix, binaries.postgres, ...words]
      // Detached: Ctrl+C must reach the desk first, and the desk then stops its database. Its log is
      // a file, because a pipe would break with the desk.
      const child = spawn(command, rest, {
        ...identity(runner),
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
      })
      const gone = once(child, 'exit')
      while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
        const postmaster = await findPostmaster(cluster)
        if (postmaster) {
          child.unref()
          return postmaster
        }
        await Promise.race([gone, pause(10)])
      }
      // Taken port, another desk starting here, or processes of a killed server that still end.
      await pause(200)
      const other = await findPostmaster(cluster)
      if (other) return other
    }
  } finally {
    await log.close()
  }
  throw new DatabaseFault(`PostgreSQL does not start in ${home}: see ${join(home, 'log')}.`)
}

/** The lock lives as long as the connection: kill -9 frees it, and no stale file can claim it. */
async function takeOwnership(client: pg.Client, home: string): Promise<pg.Client> {
  await client.connect()
  for (let attempt = 0; attempt < 20; attempt++) {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS taken',
      [OWNER_LOCK],
    )
    if (rows[0]?.taken) return client
    await pause(50)
  }
  await client.end()
  throw new DatabaseFault(
    `Another desk is running on ${home}: stop it, or set DATA_DIR to another directory.`,
  )
}

async function createDatabase(client: pg.Client): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE])
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`)
}

function identity(runner: Runner): { uid?: number; gid?: number } {
  if (runner.prefix.length > 0 || runner.uid === undefined || runner.gid === undefined) return {}
  return { uid: runner.uid, gid: runner.gid }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function exists(path: string): Promise<boolean> {
  try {
    await readFile(path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
