import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANNA, BAO, png, startSandbox, type Sandbox } from './sandbox.ts'

interface Update {
  update_id: number
  message?: Record<string, unknown>
  edited_message?: Record<string, unknown>
  callback_query?: Record<string, unknown> & { id: string }
  my_chat_member?: Record<string, unknown>
}

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.stop())

const updates = () => sandbox.result<Update[]>('getUpdates')
const lastMessage = async () => (await updates()).at(-1)?.message
const sendCard = (text = 'card', data = 'yes') =>
  sandbox.result<{ message_id: number }>('sendMessage', {
    chat_id: ANNA,
    text,
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: data }]] },
  })

test('a message has the shape that Telegram gives it', async () => {
  const [id] = sandbox.world.send(ANNA, { text: '/start see http://a.org/x, #tag @anna_b' })
  expect(await lastMessage()).toEqual({
    message_id: id,
    from: { id: ANNA, is_bot: false, first_name: 'Anna', username: 'anna', language_code: 'en' },
    chat: { id: ANNA, first_name: 'Anna', username: 'anna', type: 'private' },
    date: Date.UTC(2026, 0, 15, 9) / 1000,
    text: '/start see http://a.org/x, #tag @anna_b',
    entities: [
      { type: 'bot_command', offset: 0, length: 6 },
      { type: 'url', offset: 11, length: 14 },
      { type: 'hashtag', offset: 27, length: 4 },
      { type: 'mention', offset: 32, length: 7 },
    ],
  })
})

test('a text over 4096 units goes as several messages, and no emoji is cut in two', () => {
  const ids = sandbox.world.send(ANNA, { text: `${'x'.repeat(4095)}😀${'y'.repeat(10)}` })
  expect(ids).toHaveLength(2)
  expect(sandbox.world.chat(ANNA).map(({ text }) => text)).toEqual([
    'x'.repeat(4095),
    `😀${'y'.repeat(10)}`,
  ])
})

test('half a surrogate becomes a replacement character; bidi and zalgo come as they are', async () => {
  sandbox.world.send(ANNA, { text: 'a\ud83db' })
  expect((await lastMessage())?.['text']).toBe('a\ufffdb')
  const wild = '\u202eevil\u202c z\u0335\u0321\u035b\u0333a\u0310lgo'
  sandbox.world.send(ANNA, { text: wild })
  expect((await lastMessage())?.['text']).toBe(wild)
})

test('photos of one album share a group, the caption stands on the first', async () => {
  const photo = { kind: 'photo' as const, bytes: png() }
  sandbox.world.send(ANNA, { files: [photo, photo, photo], caption: 'the street' })
  const messages = (await updates()).map((update) => update.message!)
  expect(new Set(messages.map((message) => message['media_group_id'])).size).toBe(1)
  expect(messages.map((message) => message['caption'])).toEqual([
    'the street',
    undefined,
    undefined,
  ])
  sandbox.world.send(ANNA, { files: [{ kind: 'voice', bytes: png(), duration: 4 }] })
  const voice = await lastMessage()
  expect(voice).toMatchObject({ voice: { duration: 4, file_size: 64 } })
  expect(voice?.['media_group_id']).toBeUndefined()
})

test('pins, contacts, dice and polls arrive as such', async () => {
  const { world } = sandbox
  world.send(ANNA, { location: { latitude: 35.75, longitude: 119.2 } })
  expect(await lastMessage()).toMatchObject({ location: { latitude: 35.75, longitude: 119.2 } })
  world.send(ANNA, { contact: { phone: '+8613800000000', firstName: 'Anna', userId: ANNA } })
  expect(await lastMessage()).toMatchObject({
    contact: { phone_number: '+8613800000000', first_name: 'Anna', user_id: ANNA },
  })
  world.send(ANNA, { dice: '🎲' })
  expect(await lastMessage()).toMatchObject({ dice: { emoji: '🎲' } })
  world.send(ANNA, { poll: { question: 'Which?', options: ['a', 'b'] } })
  expect(await lastMessage()).toMatchObject({
    poll: { question: 'Which?', options: [{ text: 'a', voter_count: 0 }, { text: 'b' }] },
  })
  expect(world.chat(ANNA).map(({ other }) => other?.kind)).toEqual([
    undefined,
    undefined,
    'dice',
    'poll',
  ])
})

test('a reply brings the message it answers', async () => {
  const [first] = sandbox.world.send(ANNA, { text: 'first' })
  sandbox.world.send(ANNA, { text: 'second', replyTo: first! })
  expect(await lastMessage()).toMatchObject({ reply_to_message: { text: 'first' } })
  expect(sandbox.world.chat(ANNA).at(-1)?.replyTo).toBe(first)
  const sent = await sandbox.result<{ reply_to_message: { text: string } }>('sendMessage', {
    chat_id: ANNA,
    text: 'third',
    reply_parameters: { message_id: first },
  })
  expect(sent.reply_to_message.text).toBe('first')
})

test('an edit by a person is an edited_message and changes the bubble in place', async () => {
  const [id] = sandbox.world.send(ANNA, { text: 'befor' })
  sandbox.clock.now += 5000
  sandbox.world.edit(ANNA, id!, 'before')
  const last = (await updates()).at(-1)?.edited_message
  expect(last).toMatchObject({ message_id: id, text: 'before' })
  expect((last?.['edit_date'] as number) - (last?.['date'] as number)).toBe(5)
  expect(sandbox.world.chat(ANNA)).toHaveLength(1)
})

test('a press brings the whole card and is answered by answerCallbackQuery', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const card = await sendCard()
  const pressed = sandbox.world.press(ANNA, card.message_id, 'forged')
  const query = (await updates()).at(-1)!.callback_query!
  expect(query).toMatchObject({
    from: { id: ANNA },
    data: 'forged',
    message: { message_id: card.message_id, text: 'card', from: { is_bot: true } },
  })
  expect(query['chat_instance']).toMatch(/^-?\d+$/)
  const answer = { callback_query_id: query.id, text: 'no', show_alert: true }
  expect(await sandbox.result('answerCallbackQuery', answer)).toBe(true)
  expect(await pressed).toEqual({ text: 'no', alert: true })
  expect((await sandbox.call('answerCallbackQuery', answer)).description).toBe(
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  )
})

test('a press that nobody answers ends by itself, and an answer a minute later is too old', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const card = await sendCard()
  expect(await sandbox.world.press(ANNA, card.message_id, 'yes')).toEqual({ alert: false })
  const { id } = (await updates()).at(-1)!.callback_query!
  sandbox.clock.real += 61_000
  expect((await sandbox.call('answerCallbackQuery', { callback_query_id: id })).ok).toBe(false)
})

test('an impatient press comes twice under different ids', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const card = await sendCard()
  sandbox.faults.repeatPress()
  const pressed = sandbox.world.press(ANNA, card.message_id, 'yes')
  const queries = (await updates()).flatMap((update) => update.callback_query ?? [])
  expect(queries.map((query) => query['data'])).toEqual(['yes', 'yes'])
  expect(new Set(queries.map((query) => query.id)).size).toBe(2)
  await sandbox.result('answerCallbackQuery', { callback_query_id: queries[1]!.id, text: 'ok' })
  expect(await pressed).toEqual({ text: 'ok', alert: false })
})

test('a deleted card can still be pressed, but only its number comes along', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const card = await sendCard()
  await sandbox.result('deleteMessage', { chat_id: ANNA, message_id: card.message_id })
  expect(sandbox.world.chat(ANNA)).toHaveLength(1)
  const pressed = sandbox.world.press(ANNA, card.message_id, 'yes')
  expect((await updates()).at(-1)?.callback_query?.['message']).toEqual({
    chat: { id: ANNA, first_name: 'Anna', username: 'anna', type: 'private' },
    message_id: card.message_id,
    date: 0,
  })
  await pressed
  await expect(sandbox.world.press(ANNA, 9999, 'yes')).rejects.toThrow('No message 9999')
})

test('blocking and unblocking are told as my_chat_member', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  sandbox.world.block(ANNA)
  expect(sandbox.world.isBlocked(ANNA)).toBe(true)
  expect((await updates()).at(-1)?.my_chat_member).toMatchObject({
    chat: { id: ANNA },
    from: { id: ANNA },
    old_chat_member: { status: 'member', user: { is_bot: true } },
    new_chat_member: { status: 'kicked', until_date: 0 },
  })
  expect(() => sandbox.world.send(ANNA, { text: 'hi' })).toThrow('blocked')
  sandbox.world.unblock(ANNA)
  expect((await updates()).at(-1)?.my_chat_member).toMatchObject({
    new_chat_member: { status: 'member' },
  })
})

test('the bot edits text, caption and buttons in place', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const card = await sendCard()
  const where = { chat_id: ANNA, message_id: card.message_id }
  await sandbox.result('editMessageText', { ...where, text: 'done' })
  expect(sandbox.world.chat(ANNA).at(-1)?.text).toBe('done')
  expect(sandbox.world.chat(ANNA).at(-1)?.editDate).toBeGreaterThan(0)
  expect(sandbox.world.chat(ANNA).at(-1)?.buttons).toBeUndefined()
  await sandbox.result('editMessageReplyMarkup', {
    ...where,
    reply_markup: { inline_keyboard: [[{ text: 'More', url: 'https://a.org' }]] },
  })
  expect(sandbox.world.chat(ANNA).at(-1)?.buttons).toEqual([
    [{ text: 'More', url: 'https://a.org' }],
  ])
  const photo = new File([png()], 'a.png')
  const sent = await sandbox.upload('sendPhoto', { chat_id: String(ANNA), photo, caption: 'one' })
  const { message_id: id } = sent.result as { message_id: number }
  await sandbox.result('editMessageCaption', { chat_id: ANNA, message_id: id, caption: 'two' })
  expect(sandbox.world.chat(ANNA).at(-1)).toMatchObject({
    caption: 'two',
    media: { kind: 'photo' },
  })
})

test('reply keyboards stand below the chat until they are removed', async () => {
  sandbox.world.send(ANNA, { text: 'hi' })
  const where = { text: 'Where?', request_location: true }
  await sandbox.result('sendMessage', {
    chat_id: ANNA,
    text: 'place?',
    reply_markup: { keyboard: [[where, 'Skip']], resize_keyboard: true },
  })
  const keys = [[{ text: 'Where?', requestLocation: true }, { text: 'Skip' }]]
  expect(sandbox.world.replyKeys(ANNA)).toEqual(keys)
  expect(sandbox.world.chat(ANNA).at(-1)?.replyKeys).toEqual(keys)
  await sandbox.result('sendMessage', {
    chat_id: ANNA,
    text: 'thanks',
    reply_markup: { remove_keyboard: true },
  })
  expect(sandbox.world.replyKeys(ANNA)).toBeUndefined()
})

test('a copy is the bot’s own, a forward names its author, a protected message does neither', async () => {
  const [id] = sandbox.world.send(ANNA, { text: 'hers' })
  sandbox.world.send(BAO, { text: 'hi' })
  const source = { chat_id: BAO, from_chat_id: ANNA, message_id: id }
  await sandbox.result('copyMessage', source)
  await sandbox.result('forwardMessage', source)
  const [, copy, forward] = sandbox.world.chat(BAO)
  expect(copy).toMatchObject({ by: 'bot', text: 'hers' })
  expect(copy?.forwardedFrom).toBeUndefined()
  expect(forward).toMatchObject({ by: 'bot', text: 'hers', forwardedFrom: 'Anna' })
  const secret = await sandbox.result<{ message_id: number }>('sendMessage', {
    chat_id: ANNA,
    text: 'secret',
    protect_content: true,
  })
  const refused = await sandbox.call('copyMessage', { ...source, message_id: secret.message_id })
  expect(refused.ok).toBe(false)
  expect(sandbox.world.chat(ANNA).at(-1)?.isProtected).toBe(true)
})

test('commands come from the narrowest scope, and in it first in the person’s language', async () => {
  const publish = (command: string, more: Record<string, unknown> = {}) =>
    sandbox.result('setMyCommands', { commands: [{ command, description: command }], ...more })
  const names = (person: number) => sandbox.world.commands(person).map(({ command }) => command)
  await publish('default')
  await publish('zh_default', { language_code: 'zh' })
  expect([names(ANNA), names(BAO)]).toEqual([['default'], ['zh_default']])
  await publish('private', { scope: { type: 'all_private_chats' } })
  expect([names(ANNA), names(BAO)]).toEqual([['private'], ['private']])
  await publish('anna', { scope: { type: 'chat', chat_id: ANNA } })
  expect(names(ANNA)).toEqual(['anna'])
  await sandbox.result('deleteMyCommands', { scope: { type: 'chat', chat_id: ANNA } })
  expect(names(ANNA)).toEqual(['private'])
  expect(await sandbox.result('getMyCommands', { language_code: 'zh' })).toEqual([
    { command: 'zh_default', description: 'zh_default' },
  ])
})

test('the bot’s name and descriptions stand in the person’s language', async () => {
  await sandbox.result('setMyName', { name: '回应', language_code: 'zh' })
  await sandbox.result('setMyDescription', { description: 'Says what happens' })
  expect(sandbox.world.profile(BAO)).toMatchObject({
    name: '回应',
    description: 'Says what happens',
  })
  expect(sandbox.world.profile(ANNA).name).toBe('Sandbox Bot')
  expect(await sandbox.result('getMyName', { language_code: 'zh' })).toEqual({ name: '回应' })
})

test('a file of 21 MB can be seen but not downloaded', async () => {
  const bytes = new Uint8Array(21 * 1024 * 1024)
  sandbox.world.send(ANNA, { files: [{ kind: 'document', bytes, fileName: 'big.pdf' }] })
  const message = (await lastMessage()) as { document: { file_id: string; file_name: string } }
  expect(message.document.file_name).toBe('big.pdf')
  const answer = await sandbox.call('getFile', { file_id: message.document.file_id })
  expect(answer.description).toBe('Bad Request: file is too big')
  expect(sandbox.world.file(message.document.file_id)?.bytes).toHaveLength(bytes.length)
})

test('reset empties chats, files and updates; people stay and must start again', async () => {
  sandbox.world.send(ANNA, { files: [{ kind: 'photo', bytes: png() }] })
  const { fileId } = sandbox.world.chat(ANNA)[0]!.media!
  sandbox.world.reset()
  expect(sandbox.world.people().map(({ id }) => id)).toEqual([ANNA, BAO])
  expect(sandbox.world.chat(ANNA)).toEqual([])
  expect(sandbox.world.file(fileId)).toBeUndefined()
  expect(await updates()).toEqual([])
  expect((await sandbox.call('sendMessage', { chat_id: ANNA, text: 'x' })).error_code).toBe(403)
})
