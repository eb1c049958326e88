import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createBotApi } from '../../src/sandbox/bot-api.ts'
import { ANNA, png, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.world.send(ANNA, { text: 'hi' })
})
afterEach(() => sandbox.stop())

const hello = { chat_id: ANNA, text: 'hello' }
const bubbles = () => sandbox.world.chat(ANNA).length

test('a flood fault answers 429 with the seconds to wait, and nothing happens', async () => {
  sandbox.faults.next('sendMessage', { kind: 'flood', retryAfter: 3 })
  expect(await sandbox.call('sendMessage', hello)).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 3',
    parameters: { retry_after: 3 },
  })
  expect(bubbles()).toBe(1)
  expect((await sandbox.call('sendMessage', hello)).ok).toBe(true)
})

test('a reset before the effect delivers nothing, one after it delivers and says nothing', async () => {
  sandbox.faults.next('sendMessage', { kind: 'reset-before' })
  await expect(sandbox.call('sendMessage', hello)).rejects.toThrow('fetch failed')
  expect(bubbles()).toBe(1)
  sandbox.faults.next('sendMessage', { kind: 'reset-after' })
  await expect(sandbox.call('sendMessage', hello)).rejects.toThrow('fetch failed')
  expect(bubbles()).toBe(2)
})

test('a 5xx may come before the effect or after it', async () => {
  sandbox.faults.next('sendMessage', { kind: 'error', code: 502 })
  expect((await sandbox.call('sendMessage', hello)).description).toBe('Bad Gateway')
  expect(bubbles()).toBe(1)
  sandbox.faults.next('sendMessage', { kind: 'error', code: 500, afterEffect: true })
  expect((await sandbox.call('sendMessage', hello)).ok).toBe(false)
  expect(bubbles()).toBe(2)
})

test('every nth call fails until the faults are cleared; a condition narrows them', async () => {
  sandbox.faults.every('sendMessage', 3, { kind: 'error', code: 502 })
  const codes: (number | undefined)[] = []
  for (let i = 0; i < 6; i++) codes.push((await sandbox.call('sendMessage', hello)).error_code)
  expect(codes).toEqual([undefined, undefined, 502, undefined, undefined, 502])
  sandbox.faults.clear()
  sandbox.faults.add('*', { kind: 'error', code: 500 }, { when: ({ text }) => text === 'bad' })
  expect((await sandbox.call('sendMessage', hello)).ok).toBe(true)
  expect(await sandbox.call('sendMessage', { ...hello, text: 'bad' })).toEqual({
    ok: false,
    error_code: 500,
    description: 'Internal Server Error',
  })
})

test('a delay holds up the answer', async () => {
  sandbox.faults.next('getMe', { kind: 'delay', ms: 50 })
  const begun = performance.now()
  await sandbox.result('getMe')
  expect(performance.now() - begun).toBeGreaterThan(45)
})

test('the log of calls knows method, parameters, time and outcome', async () => {
  sandbox.calls.clear()
  await sandbox.call('SENDMESSAGE', hello)
  await sandbox.call('sendMessage', { chat_id: 999, text: 'x' })
  const photo = new File([png()], 'a.png')
  await sandbox.upload('sendPhoto', { chat_id: String(ANNA), photo })
  const [first, second, third] = sandbox.calls.all()
  expect(first).toMatchObject({ method: 'SENDMESSAGE', params: hello, status: 200 })
  expect(first!.answeredAt).toBeGreaterThan(first!.at)
  expect(second).toMatchObject({ status: 400 })
  expect(third?.params['photo']).toBe('<a.png, 64 bytes>')
  expect(sandbox.calls.of('sendMessage')).toHaveLength(2)
})

test('the usual limits let a short burst pass in one chat and then answer 429', async () => {
  const limited = await startSandbox({ limits: true })
  limited.world.send(ANNA, { text: 'hi' })
  const codes: (number | undefined)[] = []
  for (let i = 0; i < 5; i++) codes.push((await limited.call('sendMessage', hello)).error_code)
  expect(codes).toEqual([undefined, undefined, undefined, 429, 429])
  const refused = await limited.call('sendMessage', hello)
  expect(refused.parameters).toEqual({ retry_after: 1 })
  await limited.stop()
})

test('thirty messages a second pass over all chats, not more', async () => {
  const limited = await startSandbox({
    limits: { chatPerSecond: 1, chatBurst: 3, totalPerSecond: 30 },
  })
  const people = Array.from({ length: 40 }, (_, index) => index + 1)
  for (const id of people) {
    limited.world.addPerson({ id, firstName: 'P', languageCode: 'en' })
    limited.world.send(id, { text: 'hi' })
  }
  const answers = await Promise.all(
    people.map((id) => limited.call('sendMessage', { chat_id: id, text: 'x' })),
  )
  const passed = answers.filter(({ ok }) => ok).length
  expect(passed).toBeGreaterThanOrEqual(30)
  expect(passed).toBeLessThan(40)
  await limited.stop()
})

test('the world survives a restart: chats, files, commands, waiting updates and their numbers', async () => {
  const file = join(sandbox.dir, 'world.json')
  const first = await startSandbox({ snapshotFile: file, filesDir: join(sandbox.dir, 'kept') })
  first.world.send(ANNA, { files: [{ kind: 'photo', bytes: png() }], caption: 'kept' })
  await first.result('sendMessage', { ...hello, reply_markup: { keyboard: [['A']] } })
  await first.result('setMyCommands', { commands: [{ command: 'my', description: 'x' }] })
  const before = await first.result<{ update_id: number }[]>('getUpdates')
  const chat = first.world.chat(ANNA)
  await first.stop()
  const second = createBotApi({
    token: TOKEN,
    now: () => 0,
    realNow: () => first.clock.real,
    filesDir: join(sandbox.dir, 'kept'),
    snapshotFile: file,
  })
  expect(second.world.chat(ANNA)).toEqual(chat)
  expect(second.world.replyKeys(ANNA)).toEqual([[{ text: 'A' }]])
  expect(second.world.commands(ANNA)).toEqual([{ command: 'my', description: 'x' }])
  expect(Buffer.from(second.world.file(chat[0]!.media!.fileId)!.bytes)).toEqual(png())
  const [next] = second.world.send(ANNA, { text: 'later' })
  expect(next).toBe(chat.at(-1)!.messageId + 1)
  const third = await startSandbox({ snapshotFile: file, filesDir: join(sandbox.dir, 'kept') })
  expect(await third.result('getUpdates')).toEqual(before)
  await third.stop()
  await second.close()
})

test('after a kill the world comes back and no number is given out twice', async () => {
  const snapshotFile = join(sandbox.dir, 'world.json')
  const killed = await startSandbox({ snapshotFile })
  killed.world.send(ANNA, { text: 'kept' })
  const [before] = await killed.result<{ update_id: number }[]>('getUpdates')
  while (!existsSync(snapshotFile)) await killed.result('getMe')
  const next = await startSandbox({ snapshotFile })
  expect(next.world.chat(ANNA).map(({ text }) => text)).toEqual(['kept'])
  const [id] = next.world.send(ANNA, { text: 'later' })
  expect(id).toBeGreaterThan(9_000)
  const updates = await next.result<{ update_id: number }[]>('getUpdates')
  expect(updates[0]).toEqual(before)
  expect(updates[1]!.update_id).toBeGreaterThan(before!.update_id + 9_000)
  const offset = before!.update_id + 3
  expect(await next.result('getUpdates', { offset })).toEqual([updates[1]])
  await Promise.all([killed.stop(), next.stop()])
})

test('a call costs the server little, so that hundreds a second go through', async () => {
  const lanes = Array.from({ length: 20 }, async () => {
    for (let i = 0; i < 25; i++) await sandbox.result('sendMessage', hello)
  })
  await Promise.all(lanes)
  expect(bubbles()).toBe(501)
  const costs = sandbox.calls.all().map(({ at, answeredAt }) => answeredAt! - at)
  // The middle one: a busy machine may stretch some.
  expect(costs.toSorted((a, b) => a - b)[250]).toBeLessThan(3)
})
