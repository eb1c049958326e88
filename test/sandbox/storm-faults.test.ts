import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, startSandbox, type Sandbox } from './sandbox.ts'

const GROUP = -4_001
const SUPERGROUP = -1_004_000_000_001

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.world.send(ANNA, { text: 'hi' })
})
afterEach(() => sandbox.stop())

const hello = { chat_id: ANNA, text: 'hello' }
const bubbles = () => sandbox.world.chat(ANNA).length

test('an answer may break off in the middle; the message is there', async () => {
  sandbox.faults.next('sendMessage', { kind: 'truncated' })
  await expect(sandbox.call('sendMessage', hello)).rejects.toThrow()
  expect(bubbles()).toBe(2)
})

test('an answer may be slow although the message is there at once', async () => {
  sandbox.faults.next('sendMessage', { kind: 'delay', ms: 200, afterEffect: true })
  const answer = sandbox.call('sendMessage', hello)
  await expect.poll(bubbles).toBe(2)
  expect(sandbox.calls.of('sendMessage')[0]).not.toHaveProperty('answeredAt')
  expect((await answer).ok).toBe(true)
})

test('the log of calls knows which messages were made and what struck, told or not', async () => {
  sandbox.calls.clear()
  await sandbox.call('sendMessage', hello)
  sandbox.faults.next('sendMessage', { kind: 'reset-after' })
  await expect(sandbox.call('sendMessage', hello)).rejects.toThrow('fetch failed')
  sandbox.faults.next('sendMessage', { kind: 'error', code: 500, afterEffect: true })
  await sandbox.call('sendMessage', hello)
  sandbox.faults.next('sendMessage', { kind: 'reset-before' })
  await expect(sandbox.call('sendMessage', hello)).rejects.toThrow('fetch failed')
  const made = sandbox.world.chat(ANNA).slice(1)
  expect(sandbox.calls.all().map((call) => [call.made, call.struck, call.status])).toEqual([
    [[made[0]!.messageId], undefined, 200],
    [[made[1]!.messageId], ['reset-after'], undefined],
    [[made[2]!.messageId], ['error-after'], 500],
    [undefined, ['reset-before'], undefined],
  ])
})

test('a client that hangs up before its answer is remembered', async () => {
  sandbox.faults.next('sendMessage', { kind: 'delay', ms: 300, afterEffect: true })
  const end = new AbortController()
  const url = `${sandbox.origin}/bot123456:TEST-token_for_sandbox/sendMessage`
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify(hello)
  const call = fetch(url, { method: 'POST', headers, body, signal: end.signal })
  await expect.poll(bubbles).toBe(2)
  end.abort()
  await expect(call).rejects.toThrow()
  await expect.poll(() => sandbox.calls.of('sendMessage').at(-1)?.isGone).toBe(true)
})

test('updates can be listened to; numbering can be told where to go on', () => {
  const ids: number[] = []
  sandbox.onUpdate(({ update_id }) => ids.push(update_id))
  sandbox.faults.restartUpdateId(77)
  sandbox.world.send(ANNA, { text: 'after the quiet week' })
  expect(ids).toEqual([77])
})

test('a group that became a supergroup tells where it is, and takes messages there', async () => {
  sandbox.groups.add(GROUP, 'Water office', false)
  const toGroup = { chat_id: GROUP, text: 'a task' }
  expect(await sandbox.result('sendMessage', toGroup)).toMatchObject({ chat: { type: 'group' } })
  sandbox.groups.migrate(GROUP, SUPERGROUP)
  expect(await sandbox.call('sendMessage', toGroup)).toEqual({
    ok: false,
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: SUPERGROUP },
  })
  const there = await sandbox.result('sendMessage', { ...toGroup, chat_id: SUPERGROUP })
  expect(there).toMatchObject({ chat: { id: SUPERGROUP, type: 'supergroup' } })
  expect(sandbox.world.people().map(({ id }) => id)).not.toContain(GROUP)
})

test('a message for a topic stands there, and in the main chat once topics are off', async () => {
  sandbox.groups.add(GROUP, 'Water office', true)
  const toTopic = { chat_id: GROUP, message_thread_id: 5, text: 'a task' }
  expect(await sandbox.result('sendMessage', toTopic)).toMatchObject({ message_thread_id: 5 })
  sandbox.groups.switchTopicsOff(GROUP)
  expect(await sandbox.result('sendMessage', toTopic)).not.toHaveProperty('message_thread_id')
})
