import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, BAO, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'

interface Update {
  update_id: number
  message?: { text?: string; message_id: number }
  [type: string]: unknown
}

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.stop())

const poll = (params?: Record<string, unknown>) => sandbox.result<Update[]>('getUpdates', params)
const texts = (updates: Update[]) => updates.map((update) => update.message?.text)
const say = (...words: string[]) => {
  for (const text of words) sandbox.world.send(ANNA, { text })
}

test('updates stay until an offset above them arrives, and not a request longer', async () => {
  say('one', 'two', 'three')
  const first = await poll()
  expect(texts(first)).toEqual(['one', 'two', 'three'])
  expect(first.map((update) => update.update_id - first[0]!.update_id)).toEqual([0, 1, 2])
  expect(texts(await poll())).toEqual(['one', 'two', 'three'])
  expect(texts(await poll({ offset: first[1]!.update_id }))).toEqual(['two', 'three'])
  expect(texts(await poll({ offset: first[0]!.update_id }))).toEqual(['two', 'three'])
  expect(texts(await poll({ offset: first[2]!.update_id + 1 }))).toEqual([])
  expect(texts(await poll())).toEqual([])
})

test('a request forgets what lies below its offset when it arrives, even if its answer is lost', async () => {
  say('one', 'two')
  const first = await poll()
  sandbox.faults.next('getUpdates', { kind: 'reset-after' })
  await expect(poll({ offset: first[1]!.update_id })).rejects.toThrow()
  expect(texts(await poll())).toEqual(['two'])
})

test('a negative offset counts from the end and forgets what lies before', async () => {
  say('one', 'two', 'three')
  expect(texts(await poll({ offset: -1 }))).toEqual(['three'])
  expect(texts(await poll())).toEqual(['three'])
})

test('an offset that was never given out forgets nothing', async () => {
  say('one')
  const [update] = await poll()
  expect(texts(await poll({ offset: update!.update_id + 50 }))).toEqual(['one'])
})

test('limit keeps the answer short and 0 counts as 1', async () => {
  say('one', 'two', 'three')
  expect(texts(await poll({ limit: 2 }))).toEqual(['one', 'two'])
  expect(texts(await poll({ limit: 0 }))).toEqual(['one'])
})

test('a long poll is answered the moment somebody writes', async () => {
  const arrived = sandbox.calls.next('getUpdates')
  const waiting = poll({ timeout: 10 })
  await arrived
  say('hello')
  expect(texts(await waiting)).toEqual(['hello'])
})

test('a long poll ends empty when its time is over', async () => {
  expect(await poll({ timeout: 1 })).toEqual([])
})

test('a second poller that has to wait ends the first with 409', async () => {
  const arrived = sandbox.calls.next('getUpdates')
  const first = sandbox.call('getUpdates', { timeout: 10 })
  await arrived
  const second = sandbox.call('getUpdates', { timeout: 10 })
  expect(await first).toEqual({
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
  say('hello')
  expect((await second).ok).toBe(true)
})

test('a poller that has hung up is no longer in the way', async () => {
  const hangUp = new AbortController()
  const arrived = sandbox.calls.next('getUpdates')
  const path = `${sandbox.origin}/bot${TOKEN}/getUpdates?timeout=30`
  const first = fetch(path, { signal: hangUp.signal })
  await arrived
  hangUp.abort()
  await expect(first).rejects.toThrow()
  const again = sandbox.calls.next('getUpdates')
  const second = poll({ timeout: 10 })
  await again
  say('hello')
  expect(texts(await second)).toEqual(['hello'])
})

test('parameters come in the query, as a form, as JSON and as multipart alike', async () => {
  say('one', 'two')
  const path = `${sandbox.origin}/bot${TOKEN}/GetUpdates`
  const form = new FormData()
  form.set('limit', '1')
  const requests = [
    fetch(`${path}?limit=1`),
    fetch(path, { method: 'POST', body: new URLSearchParams({ limit: '1' }) }),
    fetch(path, { method: 'POST', body: form }),
    fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ limit: 1, unheard_of: [true] }),
    }),
  ]
  for (const response of await Promise.all(requests)) {
    const { result } = (await response.json()) as { result: Update[] }
    expect(texts(result)).toEqual(['one'])
  }
})

test('a server that closes ends a long poll and tells later ones to come again', async () => {
  const arrived = sandbox.calls.next('getUpdates')
  const waiting = poll({ timeout: 10 })
  await arrived
  await sandbox.close()
  expect(await waiting).toEqual([])
  expect((await sandbox.call('getUpdates')).description).toBe('Internal Server Error: restart')
})

test('two pollers may read the same updates without a word', async () => {
  say('hello')
  const [one, two] = await Promise.all([poll({ timeout: 5 }), poll({ timeout: 5 })])
  expect(texts(one)).toEqual(texts(two))
})

test('the allowed types are remembered until told otherwise', async () => {
  await poll({ allowed_updates: ['callback_query'] })
  say('unheard')
  expect(await poll()).toEqual([])
  await poll({ allowed_updates: [] })
  say('heard')
  expect(texts(await poll())).toEqual(['heard'])
})

test('presses wait 150 seconds and messages a day', async () => {
  say('hello')
  const card = await sandbox.result<{ message_id: number }>('sendMessage', {
    chat_id: ANNA,
    text: 'card',
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  })
  const pressed = sandbox.world.press(ANNA, card.message_id, 'a')
  expect((await poll()).map((update) => Object.keys(update)[1])).toEqual([
    'message',
    'callback_query',
  ])
  sandbox.clock.real += 151_000
  expect(texts(await poll())).toEqual(['hello'])
  sandbox.clock.real += 24 * 3_600_000
  expect(await poll()).toEqual([])
  await pressed
})

test('an update can be delivered twice, and the numbering can start anew', async () => {
  sandbox.faults.redeliver()
  say('one')
  const [one] = await poll()
  const again = await poll({ offset: one!.update_id + 1 })
  expect(again).toEqual([one])
  expect(await poll({ offset: one!.update_id + 1 })).toEqual([])
  sandbox.faults.restartUpdateId()
  say('two')
  const [two] = await poll({ offset: one!.update_id + 1 })
  expect(two?.message?.text).toBe('two')
  expect(Math.abs(two!.update_id - one!.update_id)).toBeGreaterThan(1000)
  expect(await poll({ offset: two!.update_id + 1 })).toEqual([])
})

test('what several people do stays in the order in which they did it', async () => {
  for (let i = 0; i < 20; i++) sandbox.world.send(i % 2 ? ANNA : BAO, { text: `${i}` })
  expect(texts(await poll())).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`))
})
