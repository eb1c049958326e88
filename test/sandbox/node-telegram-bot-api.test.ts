import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { Bot, createWebhookServer, InputFile, TelegramApiError } from 'node-telegram-bot-api/node'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, png, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let bot: Bot

beforeEach(async () => {
  sandbox = await startSandbox({ pressPatienceMs: 5000 })
  bot = new Bot(TOKEN, { apiRoot: sandbox.origin, maxRetries: 0 })
})
afterEach(() => sandbox.stop())

function deskBot(): Promise<number> {
  bot.on('callback_query', async (context) => {
    const query = context.callbackQuery!
    await context.api.editMessageText({
      chat_id: ANNA,
      message_id: query.message!.message_id,
      text: `pressed ${query.data ?? ''}`,
    })
    await context.answerCallbackQuery({ text: 'thanks' })
  })
  return new Promise((resolve) => {
    bot.on('message', async (context) => {
      const sent = await context.reply('card', {
        reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'yes' }]] },
      })
      resolve(sent.message_id)
    })
  })
}

async function talk(card: Promise<number>): Promise<void> {
  sandbox.world.send(ANNA, { text: 'hello' })
  const messageId = await card
  expect(await sandbox.world.press(ANNA, messageId, 'yes')).toEqual({
    text: 'thanks',
    alert: false,
  })
  expect(sandbox.world.chat(ANNA).at(-1)?.text).toBe('pressed yes')
}

test('node-telegram-bot-api polls, sends, hears a press, edits and answers', async () => {
  const card = deskBot()
  const running = bot.startPolling(undefined, { timeout: 5 })
  await talk(card)
  bot.stop()
  await running
})

test('node-telegram-bot-api works over a webhook with a secret', async () => {
  const card = deskBot()
  const server = createWebhookServer(bot, { secretToken: 'se_cret' })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await bot.api.setWebhook({ url: `http://127.0.0.1:${port}/`, secret_token: 'se_cret' })
  await talk(card)
  await bot.api.deleteWebhook()
  server.close()
})

test('node-telegram-bot-api uploads a photo, downloads a file and hears refusals', async () => {
  const voice = Buffer.from('OggS sandbox voice')
  sandbox.world.send(ANNA, {
    files: [{ kind: 'voice', bytes: voice, duration: 3, mimeType: 'audio/ogg' }],
  })
  const [update] = await bot.api.getUpdates({})
  const { message } = update as { message: { voice: { file_id: string } } }
  const file = await bot.api.getFile({ file_id: message.voice.file_id })
  const link = `${sandbox.origin}/file/bot${TOKEN}/${file.file_path ?? ''}`
  expect(Buffer.from(await (await fetch(link)).arrayBuffer())).toEqual(voice)

  const photo = new InputFile(png(), { filename: 'chart.png', contentType: 'image/png' })
  await bot.api.sendPhoto({ chat_id: ANNA, photo, caption: 'chart' })
  expect(sandbox.world.chat(ANNA).at(-1)).toMatchObject({
    caption: 'chart',
    media: { kind: 'photo', size: 64 },
  })
  sandbox.world.block(ANNA)
  const refused = bot.api.sendMessage({ chat_id: ANNA, text: 'still there?' })
  await expect(refused).rejects.toThrow(TelegramApiError)
  await expect(refused).rejects.toThrow('Forbidden: bot was blocked by the user')
})
