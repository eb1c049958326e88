import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { createBotApi, type BotApi, type BotApiOptions } from '../../src/sandbox/bot-api.ts'

export const TOKEN = '123456:TEST-token_for_sandbox'
export const ANNA = 1001
export const BAO = 1002

interface Answer {
  ok: boolean
  result?: unknown
  description?: string
  error_code?: number
  parameters?: Record<string, number>
}

export interface Sandbox extends BotApi {
  origin: string
  dir: string
  clock: { now: number; real: number }
  call: (method: string, params?: Record<string, unknown>) => Promise<Answer>
  /** The result of a call that must succeed. */
  result: <T>(method: string, params?: Record<string, unknown>) => Promise<T>
  upload: (method: string, fields: Record<string, string | File>) => Promise<Answer>
  stop: () => Promise<void>
}

/** A sandbox server on a free port with two people, one of whom (Anna) has started the bot. */
export async function startSandbox(options: Partial<BotApiOptions> = {}): Promise<Sandbox> {
  const dir = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const clock = { now: Date.UTC(2026, 0, 15, 9), real: 1_000_000 }
  const api = createBotApi({
    token: TOKEN,
    now: () => clock.now,
    realNow: () => clock.real,
    filesDir: join(dir, 'files'),
    pressPatienceMs: 300,
    webhookSecondMs: 10,
    ...options,
  })
  const app = fastify({ forceCloseConnections: true })
  await api.routes(app)
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  api.world.addPerson({ id: ANNA, firstName: 'Anna', languageCode: 'en', username: 'anna' })
  api.world.addPerson({ id: BAO, firstName: 'Bao', languageCode: 'zh-hans' })
  const post = async (method: string, body: RequestInit) => {
    const response = await fetch(`${origin}/bot${TOKEN}/${method}`, { method: 'POST', ...body })
    return (await response.json()) as Answer
  }
  const call = (method: string, params: Record<string, unknown> = {}) =>
    post(method, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
  return {
    ...api,
    origin,
    dir,
    clock,
    call,
    result: async <T>(method: string, params?: Record<string, unknown>) => {
      const answer = await call(method, params)
      if (!answer.ok) throw new Error(`${method}: ${answer.description ?? ''}`)
      return answer.result as T
    },
    upload: (method, fields) => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      return post(method, { body: form })
    },
    stop: async () => {
      await api.close()
      await app.close()
      await rm(dir, { recursive: true })
    },
  }
}

/** Anna says hello, and the bot has taken note: from now on it may write to her. */
export async function startChat(sandbox: Sandbox): Promise<void> {
  sandbox.world.send(ANNA, { text: '/start' })
  const [update] = await sandbox.result<{ update_id: number }[]>('getUpdates')
  await sandbox.result('getUpdates', { offset: update!.update_id + 1 })
}

/** The smallest PNG with this size written in its header. */
export function png(width = 800, height = 600): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(64)
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}
