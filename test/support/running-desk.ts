import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { createBotApi, type BotApi, type BotApiOptions } from '../../src/sandbox/bot-api.ts'

export const TOKEN = '123456:TEST-token_for_the_desk'
const READY_MS = 90_000

/** A Bot API server that stays while desks come and go. */
export interface TestTelegram extends BotApi {
  origin: string
  stop(): Promise<void>
}

export async function startTelegram(options: Partial<BotApiOptions> = {}): Promise<TestTelegram> {
  const directory = await mkdtemp(join(tmpdir(), 'telegram-'))
  const api = createBotApi({
    token: TOKEN,
    now: Date.now,
    filesDir: join(directory, 'files'),
    ...options,
  })
  const app = fastify({ forceCloseConnections: true })
  await api.routes(app)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    ...api,
    origin,
    stop: async () => {
      await api.close()
      await app.close()
      await rm(directory, { recursive: true })
    },
  }
}

/** The real process, `node src/main.ts`. */
export interface RunningDesk {
  process: ChildProcess
  url: string
  /** What it logged, line by line. */
  log: string[]
  /** kill -9 */
  kill(): Promise<void>
  /** SIGTERM; gives the exit code. */
  stop(): Promise<number | null>
}

/** Starts the desk and waits until it is ready. */
export async function startDesk(env: Record<string, string>): Promise<RunningDesk> {
  const desk = await spawnDesk(env)
  await desk.ready()
  return desk
}

/** Starts the desk and leaves it to the caller to wait. `preload`: a module that is loaded first and can be sent messages. */
export async function spawnDesk(
  env: Record<string, string>,
  preload?: string,
): Promise<RunningDesk & { ready(): Promise<void> }> {
  const port = env['PORT'] ?? String(await freePort())
  const before = preload === undefined ? [] : ['--import', preload]
  const child = spawn(process.execPath, ['--max-old-space-size=384', ...before, 'src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: port, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe', ...(preload === undefined ? [] : (['ipc'] as const))],
  })
  const log: string[] = []
  const keep = (chunk: Buffer) => log.push(...chunk.toString().split('\n').filter(Boolean))
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const ended = once(child, 'exit')
  const url = `http://127.0.0.1:${port}`
  return {
    process: child,
    url,
    log,
    ready: () => untilReady(child, url, log),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async stop() {
      child.kill('SIGTERM')
      const [code] = (await ended) as [number | null]
      return code
    },
  }
}

/** Resolves when /readyz answers 200. */
export async function untilReady(child: ChildProcess, url: string, log: string[]): Promise<void> {
  const end = performance.now() + READY_MS
  while (performance.now() < end) {
    if (child.exitCode !== null) break
    const answer = await fetch(`${url}/readyz`).catch((error: unknown) => {
      if (!(error instanceof TypeError)) throw error
    })
    if (answer?.ok) return
    await pause(20)
  }
  child.kill('SIGKILL')
  throw new Error(`the desk is not ready:\n${log.join('\n')}`)
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}
