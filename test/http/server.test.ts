import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { Counter, Registry } from 'prom-client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createServer } from '../../src/http/server.ts'
import { createLog } from '../../src/log.ts'

const SECRET = 'a-secret_1'
const metrics = new Registry()
let isReady: boolean
let received: unknown[]
let receive: (update: unknown) => Promise<void>
let logged: string
let server: FastifyInstance
let url: string

beforeEach(async () => {
  isReady = true
  received = []
  logged = ''
  receive = async (update) => {
    received.push(update)
    return Promise.resolve()
  }
  metrics.clear()
  server = createServer({
    ready: () => isReady,
    receive: (update) => receive(update),
    secret: SECRET,
    logger: createLog({ level: 'info', secrets: [SECRET], write: (line) => (logged += line) }),
    metrics,
  })
  server.get('/broken', () => {
    throw new Error('the inside of the desk')
  })
  url = await server.listen({ host: '127.0.0.1', port: 0 })
})

afterEach(() => server.close())

test('/readyz says whether updates are taken, /healthz only that the process lives', async () => {
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  isReady = false
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
})

test('/metrics shows the process and what the desk counts itself', async () => {
  new Counter({ name: 'huiying_test_total', help: 'a test', registers: [metrics] }).inc(3)
  const response = await fetch(`${url}/metrics`)
  expect(response.headers.get('content-type')).toContain('text/plain')
  const shown = await response.text()
  expect(shown).toContain('process_resident_memory_bytes')
  expect(shown).toContain('huiying_test_total 3')
})

test('an update is answered with 200 only when it is kept', async () => {
  const kept = Promise.withResolvers<undefined>()
  receive = async (update) => {
    received.push(update)
    await kept.promise
  }
  const update = { update_id: 7, message: { text: '停电\u0000' }, of_tomorrow: true }
  const answer = post(JSON.stringify(update))
  const early = await Promise.race([answer, isReceived()])
  expect(early).toBe('received')
  kept.resolve(undefined)
  expect((await answer).status).toBe(200)
  expect(received).toEqual([update])
})

test('an update that cannot be kept is refused for the moment, and its words stay out of the log', async () => {
  receive = () => Promise.reject(new Error('value "停电 no power" is bad'))
  const response = await post('{"update_id":7,"message":{"text":"no power"}}')
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(logged).toContain('an update could not be kept')
  expect(logged).not.toContain('power')
})

test.each([
  ['no secret', null],
  ['a wrong secret', 'a-secret_2'],
  ['the beginning of it', 'a-secret'],
  ['nothing', ''],
])('with %s nobody can post updates', async (_what, secret) => {
  expect((await post('{"update_id":7}', secret)).status).toBe(401)
  expect(received).toEqual([])
})

test('whoever posts without the secret is told to the log, once however often they knock', async () => {
  for (const secret of ['guess-1', 'guess-2', 'guess-3']) await post('{"update_id":7}', secret)
  const lines = logged.split('\n').filter((line) => line.includes('secret'))
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, route: '/telegram', count: 1 })
  expect(logged).not.toContain('guess')
})

test.each(['', '{', '[]', 'null', '7', '{}', '{"update_id":"7"}', '{"update_id":-1}'])(
  'a body %j is a bad request and nothing else',
  async (body) => {
    expect((await post(body)).status).toBe(400)
    expect(received).toEqual([])
  },
)

test('a body of many megabytes is turned away', async () => {
  expect((await post(`{"update_id":7,"x":"${'x'.repeat(5_000_000)}"}`)).status).toBe(413)
})

test('without a way to keep updates there is no webhook', async () => {
  const bare = createServer({ ready: () => true, logger: silent() })
  const origin = await bare.listen({ host: '127.0.0.1', port: 0 })
  expect((await fetch(`${origin}/telegram`, { method: 'POST' })).status).toBe(404)
  await bare.close()
  expect(() => createServer({ ready: () => true, logger: silent(), receive })).toThrow('secret')
})

test('a fault inside is told to the log and not to the world', async () => {
  const response = await fetch(`${url}/broken`)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('inside')
  expect(logged).toContain('the inside of the desk')
})

test.each(['/healthz', '/readyz', '/metrics', '/telegram', '/broken', '/nowhere'])(
  'what %s answers says in which letters it is, and a browser runs and keeps nothing of it',
  async (path) => {
    const { headers } = await fetch(url + path)
    expect(headers.get('content-type')).toMatch(/^(application\/json|text\/plain);.*charset=utf-8/)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  },
)

test('a TRACE is echoed nowhere', async () => {
  const call = request(`${url}/telegram`, {
    method: 'TRACE',
    headers: { 'x-own': 'echo-me' },
  }).end()
  const [answer] = (await once(call, 'response')) as [IncomingMessage]
  expect(answer.statusCode).toBe(404)
  expect(await text(answer)).not.toContain('echo-me')
})

test('closing lets what is in flight finish', async () => {
  const kept = Promise.withResolvers<undefined>()
  receive = async (update) => {
    received.push(update)
    await kept.promise
  }
  const answer = post('{"update_id":7}')
  await isReceived()
  const closed = server.close()
  kept.resolve(undefined)
  expect((await answer).status).toBe(200)
  await closed
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED')
})

function post(body: string, secret: string | null = SECRET): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return fetch(`${url}/telegram`, {
    method: 'POST',
    body,
    headers: secret === null ? headers : { ...headers, 'x-telegram-bot-api-secret-token': secret },
  })
}

async function isReceived(): Promise<'received'> {
  await expect.poll(() => received.length).toBe(1)
  return 'received'
}

function silent() {
  return createLog({ level: 'silent', secrets: [] })
}
