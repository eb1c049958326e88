import { Bot, GrammyError, InputFile } from 'grammy'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, png, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let bot: Bot

beforeEach(async () => {
  sandbox = await startSandbox({ pressPatienceMs: 5000 })
  bot = new Bot(TOKEN, { client: { apiRoot: sandbox.origin } })
})
afterEach(() => sandbox.stop())

test('grammY polls, sends, hears a press, edits and answers', async () => {
  bot.command('start', (context) =>
    context.reply('card', {
      reply_markup: { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }]] },
    }),
  )
  bot.on('callback_query:data', async (context) => {
    await context.editMessageText(`did ${context.callbackQuery.data}`)
    await context.answerCallbackQuery('ok')
  })
  const running = bot.start()
  const card = new Promise<number>((resolve) => {
    sandbox.world.onChange(() => {
      const bubble = sandbox.world.chat(ANNA).find(({ by }) => by === 'bot')
      if (bubble) resolve(bubble.messageId)
    })
  })
  sandbox.world.send(ANNA, { text: '/start' })
  expect(await sandbox.world.press(ANNA, await card, 'go')).toEqual({ text: 'ok', alert: false })
  expect(sandbox.world.chat(ANNA).at(-1)?.text).toBe('did go')
  await bot.stop()
  await running
})

test('grammY uploads an album and reads retry_after from a refusal', async () => {
  sandbox.world.send(ANNA, { text: 'hello' })
  const album = await bot.api.sendMediaGroup(ANNA, [
    { type: 'photo', media: new InputFile(png(), 'a.png'), caption: 'both' },
    { type: 'video', media: new InputFile(Buffer.from('video'), 'b.mp4') },
  ])
  expect(album).toHaveLength(2)
  sandbox.faults.next('sendMessage', { kind: 'flood', retryAfter: 7 })
  const refused = await bot.api.sendMessage(ANNA, 'too much').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(GrammyError)
  expect((refused as GrammyError).parameters.retry_after).toBe(7)
})
