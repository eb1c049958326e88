import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { freePort, untilReady } from '../../support/running-desk.ts'
import type { Counts, Order, Point } from './points.ts'

/** A desk that can be ended at a point. */
export interface ArmedDesk {
  /** Counts anew from here, and ends at the point, if there is one. */
  arm(point: Point | null): Promise<void>
  counts(): Promise<Counts>
  /** When it has come to its point. */
  ended: Promise<void>
  /** What it logged, line by line. */
  log: readonly string[]
  hasEnded(): boolean
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
}

/** Desks one after another. */
export interface Standby {
  next(): Promise<ArmedDesk>
  close(): Promise<void>
}

/** `env`: the environment of a desk that listens on this port. */
export type EnvironmentFor = (port: string) => Record<string, string>

/** Each desk a process of its own, ended by SIGKILL; the next has loaded everything before it is needed. */
export function openProcesses(envFor: EnvironmentFor): Standby {
  const hook = new URL('./hook.ts', import.meta.url).href
  const warmUp = async () => {
    const port = String(await freePort())
    const env = { ...envFor(port), PORT: port }
    return { port, child: spawnChild(['--import', hook, 'src/main.ts'], env) }
  }
  let waiting = warmUp()
  return {
    async next() {
      const { port, child } = await waiting
      waiting = warmUp()
      const end = anEnd()
      child.process.once('exit', end.come)
      await tell(child, { order: 'go', env: {} })
      await untilReady(child.process, `http://127.0.0.1:${port}`, child.log)
      return deskIn(child, end)
    },
    async close() {
      await endChild((await waiting).child.process, 'SIGKILL')
    },
  }
}

/** All desks in one process, cut off from everything one after the other: see host.ts. */
export function openHost(envFor: EnvironmentFor): Standby {
  const host = new URL('./host.ts', import.meta.url).pathname
  const child = spawnChild([host], {})
  return {
    async next() {
      const port = String(await freePort())
      const end = anEnd()
      const hear = (message: object) => {
        if (!('cut' in message)) return
        child.process.off('message', hear)
        end.come()
      }
      child.process.on('message', hear)
      await tell(child, { order: 'go', env: { ...envFor(port), PORT: port } })
      await untilReady(child.process, `http://127.0.0.1:${port}`, child.log)
      return deskIn(child, end)
    },
    async close() {
      await endChild(child.process, 'SIGKILL')
    },
  }
}

interface Child {
  process: ChildProcess
  log: string[]
}

function spawnChild(words: readonly string[], env: Record<string, string>): Child {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const log: string[] = []
  const keep = (chunk: Buffer) => log.push(...chunk.toString().split('\n').filter(Boolean))
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return { process: child, log }
}

/** Known at once: an order whose answer never came asks in the same moment whether the desk has ended. */
function anEnd() {
  let isThere = false
  let tellAll: () => void = () => undefined
  const ended = new Promise<void>((resolve) => (tellAll = resolve))
  const come = () => {
    isThere = true
    tellAll()
  }
  return { ended, hasEnded: () => isThere, come }
}

function deskIn(child: Child, { ended, hasEnded }: ReturnType<typeof anEnd>): ArmedDesk {
  return {
    async arm(point) {
      await tell(child, { order: 'arm', point })
    },
    counts: () => tell(child, { order: 'count' }),
    ended,
    log: child.log,
    hasEnded,
    stop: () => endChild(child.process, 'SIGTERM'),
  }
}

function tell({ process: child, log }: Child, order: Order): Promise<Counts> {
  return new Promise((resolve, reject) => {
    const fail = (_: unknown, signal: string | null) =>
      // At its point: whoever asks looks whether it has come to it.
      signal === 'SIGKILL'
        ? resolve({})
        : reject(new Error(`a desk ended by itself:\n${log.join('\n')}`))
    const hear = (message: object) => {
      if (!('counts' in message)) return
      child.off('message', hear).off('exit', fail)
      resolve(message.counts as Counts)
    }
    child.on('message', hear).once('exit', fail)
    if (child.connected) child.send(order)
    // Its channel may be gone a moment before anybody hears how it ended: then that is still to come.
    else if (child.exitCode !== null || child.signalCode !== null)
      fail(child.exitCode, child.signalCode)
  })
}

async function endChild(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  const [code] = (await ended) as [number | null]
  return code
}
