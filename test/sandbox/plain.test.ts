import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBotApi, type BotApi } from '../../src/sandbox/bot-api.ts'

const TOKEN = '123456:plain'
const ANNA = 7

let directory: string
let api: BotApi
let origins: { plain: string; whole: string }
let close: () => Promise<void>

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'plain-'))
  api = createBotApi({
    ...{ token: TOKEN, now: () => 0, filesDir: directory },
    kept: { calls: 10, messagesOfAChat: 5 },
  })
  api.world.addPerson({ id: ANNA, firstName: 'Anna', languageCode: 'en' }, true)
  const plain = createServer(api.listener).listen(0, '127.0.0.1')
  await once(plain, 'listening')
  const app = fastify()
  await api.routes(app)
  const whole = await app.listen({ host: '127.0.0.1', port: 0 })
  origins = { plain: `http://127.0.0.1:${(plain.address() as AddressInfo).port}`, whole }
  close = async () => {
    plain.closeAllConnections()
    plain.close()
    await app.close()
  }
})

afterAll(async () => {
  await api.close()
  await close()
  await rm(directory, { recursive: true })
})

const JSON_TYPE = { 'content-type': 'application/json' }
const CALLS: [string, string, RequestInit][] = [
  ['a method', `/bot${TOKEN}/getMe`, {}],
  ['parameters in the query', `/bot${TOKEN}/getChat?chat_id=${ANNA}`, {}],
  [
    'a refused body',
    `/bot${TOKEN}/sendMessage`,
    { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ chat_id: ANNA }) },
  ],
  [
    'half a pair, escaped',
    `/bot${TOKEN}/sendMessage`,
    { method: 'POST', headers: JSON_TYPE, body: `{"chat_id":${ANNA},"text":"a\\ud800"}` },
  ],
  ['an unknown method', `/bot${TOKEN}/getNothing`, {}],
  ['a wrong token', '/bot1:wrong/getMe', {}],
]

test.each(CALLS)('the plain server answers %s as the other one does', async (_what, path, init) => {
  const ask = async (origin: string) => {
    const answer = await fetch(`${origin}${path}`, init)
    return { status: answer.status, body: await answer.json() }
  }
  const plain = await ask(origins.plain)
  expect(plain).toEqual(await ask(origins.whole))
  expect(plain.body).toHaveProperty('ok')
})

test('a fault breaks the connection off on the plain server, too', async () => {
  api.faults.next('getMe', { kind: 'reset-before' })
  await expect(fetch(`${origins.plain}/bot${TOKEN}/getMe`)).rejects.toThrow('fetch failed')
})

test('of a chat only so many messages are kept as are wanted, the latest', () => {
  for (let at = 1; at <= 8; at++) api.world.send(ANNA, { text: `message ${at}` })
  expect(api.world.chat(ANNA).map(({ text }) => text)).toEqual(
    [4, 5, 6, 7, 8].map((at) => `message ${at}`),
  )
})
