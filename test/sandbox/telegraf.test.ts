import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Telegraf } from 'telegraf'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, png, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'
import { mendTelegrafUploads } from './telegraf-uploads.ts'

let sandbox: Sandbox
let bot: Telegraf

beforeEach(async () => {
  sandbox = await startSandbox({ pressPatienceMs: 5000 })
  bot = new Telegraf(TOKEN, { telegram: { apiRoot: sandbox.origin, webhookReply: false } })
})
afterEach(() => sandbox.stop())

/** The chat once it looks as wanted. */
function chatWhen(isWanted: (texts: (string | undefined)[]) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const bubbles = sandbox.world.chat(ANNA)
      if (isWanted(bubbles.map((bubble) => bubble.text))) resolve()
    }
    sandbox.world.onChange(look)
    look()
  })
}

function deskBot(): void {
  bot.start((context) =>
    context.reply('card', {
      reply_markup: { inline_keyboard: [[{ text: 'Accept', callback_data: 'accept:1' }]] },
    }),
  )
  bot.action(/accept:(\d)/, async (context) => {
    await context.editMessageText(`accepted ${context.match[1] ?? ''}`)
    await context.answerCbQuery('done', { show_alert: true })
  })
}

async function talk(): Promise<void> {
  sandbox.world.send(ANNA, { text: '/start deep_link' })
  await chatWhen((texts) => texts.includes('card'))
  const card = sandbox.world.chat(ANNA).find((bubble) => bubble.text === 'card')
  expect(card?.buttons).toEqual([[{ text: 'Accept', callback_data: 'accept:1' }]])
  const answer = await sandbox.world.press(ANNA, card!.messageId, 'accept:1')
  expect(answer).toEqual({ text: 'done', alert: true })
  const edited = sandbox.world.chat(ANNA).find(({ messageId }) => messageId === card!.messageId)
  expect(edited).toMatchObject({ text: 'accepted 1', by: 'bot' })
  expect(edited?.buttons).toBeUndefined()
}

test('telegraf polls, sends, hears a press, edits and answers', async () => {
  deskBot()
  const running = bot.launch()
  await talk()
  bot.stop()
  await running
})

test('telegraf works over a webhook with a secret', async () => {
  deskBot()
  const callback = bot.webhookCallback('/hook', { secretToken: 'se_cret' })
  const server = createServer((request, response) => void callback(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  bot.botInfo = await bot.telegram.getMe()
  await bot.telegram.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: 'se_cret' })
  await talk()
  expect((await bot.telegram.getWebhookInfo()).pending_update_count).toBe(0)
  await bot.telegram.deleteWebhook()
  server.close()
})

test('telegraf uploads a photo and an album and downloads what a person sent', async () => {
  mendTelegrafUploads()
  sandbox.world.send(ANNA, {
    files: [{ kind: 'photo', bytes: png(1000, 500) }],
    caption: 'the hole',
  })
  const [update] = await bot.telegram.getUpdates(0, 10, 0, undefined)
  const photo = (update as { message: { photo: { file_id: string; width: number }[] } }).message
    .photo
  expect(photo.map((size) => size.width)).toEqual([90, 320, 800, 1000])
  const link = await bot.telegram.getFileLink(photo.at(-1)!.file_id)
  const downloaded = await fetch(link)
  expect(Buffer.from(await downloaded.arrayBuffer())).toEqual(png(1000, 500))

  const sent = await bot.telegram.sendPhoto(ANNA, { source: png() }, { caption: 'proof' })
  const again = await bot.telegram.sendPhoto(ANNA, sent.photo.at(-1)!.file_id)
  expect(again.photo).toHaveLength(3)
  const album = await bot.telegram.sendMediaGroup(ANNA, [
    { type: 'photo', media: { source: png() }, caption: 'two' },
    { type: 'photo', media: { source: png() } },
  ])
  expect(new Set(album.map((message) => 'media_group_id' in message))).toEqual(new Set([true]))
  const bubbles = sandbox.world.chat(ANNA)
  expect(bubbles.map((bubble) => bubble.caption)).toEqual([
    'the hole',
    'proof',
    undefined,
    'two',
    undefined,
  ])
  const file = sandbox.world.file(bubbles[1]!.media!.fileId)
  expect(Buffer.from(file!.bytes)).toEqual(png())
})
