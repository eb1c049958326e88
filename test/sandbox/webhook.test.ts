import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, BAO, startSandbox, type Sandbox } from './sandbox.ts'

interface Delivery {
  id: number
  text: string
  secret: string | undefined
  at: number
}

let sandbox: Sandbox
let hook: Server
let url: string
let deliveries: Delivery[]
/** What the bot's server answers; tests replace it. */
let respond: (delivery: Delivery, response: ServerResponse) => unknown
let watchers: (() => void)[]

beforeEach(async () => {
  sandbox = await startSandbox()
  deliveries = []
  watchers = []
  respond = (_delivery, response) => response.end()
  hook = createServer((request, response) => void take(request, response))
  hook.listen(0, '127.0.0.1')
  await once(hook, 'listening')
  url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await sandbox.stop()
  hook.closeAllConnections()
  hook.close()
})

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const update = JSON.parse(await readText(request)) as {
    update_id: number
    message?: { text: string }
    callback_query?: { data: string }
  }
  const delivery = {
    id: update.update_id,
    text: update.message?.text ?? update.callback_query?.data ?? '',
    secret: request.headers['x-telegram-bot-api-secret-token'] as string | undefined,
    at: performance.now(),
  }
  deliveries.push(delivery)
  await respond(delivery, response)
  for (const watcher of watchers) watcher()
}

/** Resolves when so many deliveries have come. */
function delivered(count: number): Promise<string[]> {
  return new Promise((resolve) => {
    const look = () => {
      if (deliveries.length >= count) resolve(deliveries.map(({ text }) => text))
    }
    watchers.push(look)
    look()
  })
}

/** The number of waiting updates once it is as wanted. */
async function pendingIs(count: number): Promise<void> {
  for (;;) {
    const info = await sandbox.result<{ pending_update_count: number }>('getWebhookInfo')
    if (info.pending_update_count === count) return
  }
}

const say = (text: string, person = ANNA) => sandbox.world.send(person, { text })
const set = (params: Record<string, unknown> = {}) => sandbox.call('setWebhook', { url, ...params })

test('a webhook gets what waited, with its secret, and 2xx settles it', async () => {
  say('before')
  expect(await set({ secret_token: 'abc_DEF-1' })).toEqual({
    ok: true,
    result: true,
    description: 'Webhook was set',
  })
  expect((await set({ secret_token: 'abc_DEF-1' })).description).toBe('Webhook is already set')
  say('after')
  expect(await delivered(2)).toEqual(['before', 'after'])
  expect(deliveries.map(({ secret }) => secret)).toEqual(['abc_DEF-1', 'abc_DEF-1'])
  await pendingIs(0)
  expect(await sandbox.result('getWebhookInfo')).toMatchObject({ url, max_connections: 40 })
  expect((await sandbox.call('deleteWebhook')).description).toBe('Webhook was deleted')
  expect((await sandbox.call('deleteWebhook')).description).toBe('Webhook is already deleted')
})

test('getUpdates is 409 while a webhook is set, and a waiting one is ended', async () => {
  const arrived = sandbox.calls.next('getUpdates')
  const waiting = sandbox.call('getUpdates', { timeout: 10 })
  await arrived
  await set()
  expect((await waiting).description).toBe('Conflict: terminated by setWebhook request')
  expect(await sandbox.call('getUpdates')).toEqual({
    ok: false,
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  })
})

test('a failing update is tried again at once, then with growing pauses, and holds up only its chat', async () => {
  let failures = 0
  respond = ({ text }, response) => {
    response.statusCode = text === 'bad' && failures++ < 4 ? 500 : 200
    response.end()
  }
  await set()
  say('bad')
  say('behind it')
  say('other chat', BAO)
  const texts = await delivered(7)
  expect(texts.filter((text) => text === 'bad')).toHaveLength(5)
  expect(texts.indexOf('other chat')).toBeLessThan(3)
  expect(texts.at(-1)).toBe('behind it')
  const times = deliveries.filter(({ text }) => text === 'bad').map(({ at }) => at)
  const pauses = times.slice(1).map((at, index) => at - times[index]!)
  // A second lasts 10 ms here: at once, 2, 4 and 8 seconds.
  expect(pauses[1]).toBeGreaterThan(18)
  expect(pauses[2]).toBeGreaterThan(38)
  expect(pauses[3]).toBeGreaterThan(78)
  const info = await sandbox.result('getWebhookInfo')
  expect(info).toMatchObject({
    last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
  })
})

test('Retry-After is honoured and a broken connection is tried again', async () => {
  const answers = [
    (response: ServerResponse) => response.writeHead(429, { 'retry-after': '10' }).end(),
    (response: ServerResponse) => response.destroy(),
    (response: ServerResponse) => response.end(),
  ]
  respond = (_delivery, response) => answers.shift()?.(response)
  await set()
  say('patience')
  await delivered(3)
  expect(deliveries[1]!.at - deliveries[0]!.at).toBeGreaterThan(95)
  await pendingIs(0)
})

test('one chat comes in order, many chats at the same time, up to max_connections', async () => {
  let open = 0
  let most = 0
  const waiting: (() => void)[] = []
  respond = async (_delivery, response) => {
    open += 1
    most = Math.max(most, open)
    if (deliveries.length <= 2) await new Promise<void>((resolve) => waiting.push(resolve))
    open -= 1
    response.end()
  }
  for (let person = 1; person <= 4; person++) {
    sandbox.world.addPerson({ id: person, firstName: `P${person}`, languageCode: 'en' })
    say(`${person}a`, person)
    say(`${person}b`, person)
  }
  await set({ max_connections: 2 })
  await new Promise<void>((resolve) => {
    const look = () => (waiting.length === 2 ? resolve() : setImmediate(look))
    look()
  })
  for (const go of waiting) go()
  const texts = await delivered(8)
  expect(most).toBe(2)
  for (let person = 1; person <= 4; person++) {
    expect(texts.indexOf(`${person}a`)).toBeLessThan(texts.indexOf(`${person}b`))
  }
})

test('a press and a message of one person may overlap', async () => {
  say('hello')
  const card = await sandbox.result<{ message_id: number }>('sendMessage', {
    chat_id: ANNA,
    text: 'card',
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'pressed' }]] },
  })
  let release: () => void = () => undefined
  respond = async ({ text }, response) => {
    if (text === 'hello') await new Promise<void>((resolve) => (release = resolve))
    response.end()
  }
  await set()
  void sandbox.world.press(ANNA, card.message_id, 'pressed')
  expect(await delivered(2)).toEqual(['hello', 'pressed'])
  release()
})

test('twice max_connections chats that keep failing stop the whole bot', async () => {
  respond = ({ text }, response) => {
    response.statusCode = text === 'poison' ? 500 : 200
    response.end()
  }
  for (let person = 1; person <= 4; person++) {
    sandbox.world.addPerson({ id: person, firstName: `P${person}`, languageCode: 'en' })
    say('poison', person)
  }
  say('starved')
  await set({ max_connections: 2 })
  expect(await delivered(12)).not.toContain('starved')
})

test('a webhook may answer with a method to call', async () => {
  respond = (_delivery, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ method: 'sendMessage', chat_id: ANNA, text: 'by return' }))
  }
  await set()
  const heard = new Promise<void>((resolve) => {
    sandbox.world.onChange(() => {
      if (sandbox.world.chat(ANNA).at(-1)?.text === 'by return') resolve()
    })
  })
  say('hello')
  await heard
})

test('an update may be delivered twice though it was settled', async () => {
  sandbox.faults.redeliver()
  await set()
  say('again')
  expect(await delivered(2)).toEqual(['again', 'again'])
  expect(deliveries[0]!.id).toBe(deliveries[1]!.id)
  await pendingIs(0)
})
