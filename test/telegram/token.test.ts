import { expect, it } from 'vitest'
import type { Outcome, TelegramClient } from '../../src/telegram/client.ts'
import { tellsOfToken } from '../../src/telegram/token.ts'

/** What is logged when Telegram answers so, over calls at these seconds. */
async function toldBy(outcome: Outcome, method: string, seconds: readonly number[]) {
  const told: string[] = []
  let now = 0
  const client = {
    call: () => Promise.resolve(outcome),
    longPoll: () => Promise.resolve(outcome),
  } as unknown as TelegramClient
  const log = { info: never, warn: never, error: (_: object, text: string) => told.push(text) }
  const telling = tellsOfToken(client, log as never, { now: () => now })
  for (const second of seconds) {
    now = second * 1000
    const given = method === 'getUpdates' ? telling.longPoll({}) : telling.call(method)
    expect(await given).toBe(outcome)
  }
  return told
}

function never(): never {
  throw new Error('nothing but the error is for the operator')
}

const refused = (code: number): Outcome => ({ kind: 'refused', code, description: 'No' })

const away: Outcome = { kind: 'unreached', reason: 'ECONNREFUSED' }

it.each([
  ['a token that is not known', refused(401), 'sendMessage', 1],
  ['a token that is not known to the poll', refused(401), 'getUpdates', 1],
  ['a token that is none', refused(404), 'getMe', 1],
  ['a method that is not there', refused(404), 'deleteWebhook', 0],
  ['a person who has blocked the bot', refused(403), 'sendMessage', 0],
  ['a Telegram that is away', away, 'getMe', 0],
])('after %s BOT_TOKEN is told of as often as it should', async (_what, outcome, method, times) => {
  const told = await toldBy(outcome, method, [0])
  expect(told).toHaveLength(times)
  for (const line of told) expect(line).toContain('BOT_TOKEN')
})

it('a refused token is told once a minute at most', async () => {
  expect(await toldBy(refused(401), 'sendMessage', [0, 1, 59, 61, 62, 122])).toHaveLength(3)
})
