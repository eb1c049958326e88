import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { createBotApi, type BotApi, type BotApiOptions } from '../../src/sandbox/bot-api.ts'

export const TOKEN = '123456:TEST-token_for_the_desk'
const READY_MS = 30_000

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
  const child = spawn(process.execPath, ['src/main.ts'], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  const url = await address(child, log)
  const ended = once(child, 'exit')
  return {
    process: child,
    url,
    log,
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

function address(child: ChildProcess, log: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready:\n${log.join('\n')}`)), READY_MS)
    const read = (chunk: Buffer) => {
      for (const line of chunk.toString().split('\n').filter(Boolean)) {
        log.push(line)
        const found = /"address":"(http[^"]+)"/.exec(line)?.[1]
        if (!found) continue
        clearTimeout(timer)
        resolve(found)
      }
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${log.join('\n')}`)))
  })
}
