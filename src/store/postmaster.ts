import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { DatabaseFault } from './fault.ts'

const STOP_MS = 9_000

/** A running server process of PostgreSQL, whoever started it. */
export interface Postmaster {
  readonly port: number
  /** Where its Unix socket is, if it has one: half the price of a connection over loopback. */
  readonly socketDirectory: string | undefined
  readonly stop: () => Promise<void>
}

/**
 * The server that runs on a cluster and takes connections, or nothing. A server that is just
 * starting is waited for; the file of one that is gone is removed.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const file = join(cluster, 'postmaster.pid')
  for (;;) {
    const lines = (await readIfThere(file))?.split('\n')
    if (!lines) return undefined
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid <= 0) return undefined // being written
    if (!(await isPostmaster(pid, cluster))) {
      if ((await readIfThere(file))?.split('\n')[0] === lines[0]) await rm(file, { force: true })
      return undefined
    }
    if (lines[7]?.trim() === 'ready')
      return {
        port: Number(lines[3]),
        socketDirectory: lines[4]?.trim() || undefined,
        stop: () => stopPostmaster(pid, cluster),
      }
    await pause(10)
  }
}

/** A process id alone proves nothing: after a restart of the machine it may be anybody's. */
async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  const command = await commandLine(pid)
  return command.includes('postgres') && command.includes(cluster)
}

async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return (await readIfThere(`/proc/${pid}/cmdline`)) ?? ''
  try {
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'args='])
    return stdout
  } catch {
    return '' // ps fails when there is no such process
  }
}

/** SIGINT is PostgreSQL's fast stop: connections are ended, everything is written. */
async function stopPostmaster(pid: number, cluster: string): Promise<void> {
  const deadline = Date.now() + STOP_MS
  if (await isPostmaster(pid, cluster)) process.kill(pid, 'SIGINT')
  while (await isPostmaster(pid, cluster)) {
    if (Date.now() > deadline) throw new DatabaseFault(`PostgreSQL (process ${pid}) does not stop.`)
    await pause(10)
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH') return undefined
    throw error
  }
}
