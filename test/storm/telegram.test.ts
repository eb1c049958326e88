import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { TOKEN } from '../support/running-desk.ts'
import { openTelegram, type StormTelegram } from './telegram.ts'

const HOURS = 3_600_000
const PERSON = 9001

let telegram: StormTelegram

beforeEach(async () => {
  telegram = await openTelegram()
  onTestFinished(() => telegram.stop())
  telegram.world.addPerson({ id: PERSON, firstName: 'P', languageCode: 'en' })
  telegram.world.send(PERSON, { text: 'Twaterpipe' })
})

it.each([
  { title: 'nobody asks for within a day is forgotten by Telegram', hours: [23, 23], isLost: true },
  { title: 'is asked for after 23 hours is not', hours: [23], isLost: false },
])('what $title', async ({ hours, isLost }) => {
  telegram.leave()
  for (const each of hours) telegram.turnClock(each * HOURS)
  const heard = await ask('getUpdates')
  expect(heard).toHaveLength(isLost ? 0 : 1)
  expect(telegram.given).toMatchObject([{ isLost }])
})

it('what a desk says it has is not forgotten, however late it says so', async () => {
  await ask('getUpdates')
  telegram.turnClock(46 * HOURS)
  await ask('getUpdates', { offset: (telegram.given[0]?.update.update_id ?? 0) + 1 })
  expect(telegram.given).toMatchObject([{ isLost: false }])
})

it('what no webhook takes within a day is forgotten by Telegram', async () => {
  await ask('setWebhook', { url: 'http://127.0.0.1:1/telegram' })
  telegram.turnClock(25 * HOURS)
  await expect.poll(() => telegram.given[0]?.isLost, { timeout: 10_000 }).toBe(true)
})

async function ask(method: string, params: object = {}): Promise<unknown> {
  const answer = await fetch(`${telegram.origin}/bot${TOKEN}/${method}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify(params),
  })
  return ((await answer.json()) as { result: unknown }).result
}
