import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANNA, BAO, png, startChat, startSandbox, TOKEN, type Sandbox } from './sandbox.ts'

let sandbox: Sandbox
let textMessage = 0
let photoMessage = 0
let herMessage = 0
let keysMessage = 0

beforeAll(async () => {
  sandbox = await startSandbox()
  await startChat(sandbox)
  herMessage = sandbox.world.chat(ANNA)[0]!.messageId
  const send = (text: string, more = {}) =>
    sandbox.result<{ message_id: number }>('sendMessage', { chat_id: ANNA, text, ...more })
  textMessage = (await send('as it is')).message_id
  keysMessage = (await send('keys', { reply_markup: { keyboard: [['A']] } })).message_id
  const photo = new File([png()], 'a.png')
  const sent = await sandbox.upload('sendPhoto', { chat_id: String(ANNA), photo })
  photoMessage = (sent.result as { message_id: number }).message_id
})
afterAll(() => sandbox.stop())

const button = (data: string) => ({ inline_keyboard: [[{ text: 'A', callback_data: data }]] })
const anna = { chat_id: ANNA }
const hello = { chat_id: ANNA, text: 'hello' }

interface Row {
  method: string
  params: () => Record<string, unknown>
  code: number
  text: string
}

const row = (method: string, params: object | (() => object), text: string, code = 400): Row => ({
  method,
  params: () => ({ ...(typeof params === 'function' ? (params as () => object)() : params) }),
  code,
  text: code === 400 ? `Bad Request: ${text}` : text,
})

const rows: Row[] = [
  // who and where
  row('sendMessage', { text: 'x' }, 'chat_id is empty'),
  row('sendMessage', { chat_id: 'nobody', text: 'x' }, 'chat not found'),
  row('sendMessage', { chat_id: 999, text: 'x' }, 'chat not found'),
  row('sendMessage', { chat_id: true, text: 'x' }, 'chat not found'),
  row('sendMessage', { chat_id: -100123, text: 'x' }, 'chat not found'),
  row(
    'sendMessage',
    { chat_id: BAO, text: 'x' },
    "Forbidden: bot can't initiate conversation with a user",
    403,
  ),
  row('unheardOf', {}, 'Not Found', 404),
  // text
  row('sendMessage', anna, 'message text is empty'),
  row('sendMessage', { ...anna, text: '' }, 'message text is empty'),
  row('sendMessage', { ...anna, text: ' \n ' }, 'text must be non-empty'),
  row('sendMessage', { ...anna, text: 'x'.repeat(4097) }, 'message is too long'),
  row('sendMessage', { ...anna, text: '😀'.repeat(2049) }, 'message is too long'),
  row('sendMessage', { ...anna, text: 'half \ud83d' }, 'strings must be encoded in UTF-8'),
  row('sendMessage', { ...hello, parse_mode: 'Word' }, 'unsupported parse_mode'),
  row(
    'sendMessage',
    { ...anna, text: '<b>open', parse_mode: 'HTML' },
    `can't parse entities: Can't find end tag corresponding to start tag "b"`,
  ),
  row(
    'sendMessage',
    { ...anna, text: '街 <h1>x</h1>', parse_mode: 'HTML' },
    `can't parse entities: Unsupported start tag "h1" at byte offset 4`,
  ),
  row(
    'sendMessage',
    { ...anna, text: '<constructor>x', parse_mode: 'HTML' },
    `can't parse entities: Unsupported start tag "constructor" at byte offset 0`,
  ),
  row('sendPhoto', { ...anna, photo: 'attach://constructor' }, 'there is no photo in the request'),
  row(
    'sendMessage',
    { ...anna, text: '<b>x</i>', parse_mode: 'HTML' },
    `can't parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`,
  ),
  row(
    'sendMessage',
    { ...anna, text: 'a</b>', parse_mode: 'HTML' },
    `can't parse entities: Unexpected end tag at byte offset 1`,
  ),
  row(
    'sendMessage',
    { ...anna, text: 'done.', parse_mode: 'MarkdownV2' },
    `can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'`,
  ),
  row(
    'sendMessage',
    { ...anna, text: 'a *b', parse_mode: 'MarkdownV2' },
    `can't parse entities: Can't find end of Bold entity at byte offset 2`,
  ),
  row(
    'sendMessage',
    { ...anna, text: 'a_b', parse_mode: 'Markdown' },
    `can't parse entities: Can't find end of the entity starting at byte offset 1`,
  ),
  // entities
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'bold', offset: 0, length: 100 }] },
    'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100',
  ),
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'bold', offset: 100, length: 1 }] },
    'entity begins after the end of the text at UTF-16 offset 100',
  ),
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'bold', offset: -1, length: 1 }] },
    'receive an entity with incorrect offset -1',
  ),
  row(
    'sendMessage',
    { ...anna, text: 'a😀b', entities: [{ type: 'bold', offset: 0, length: 2 }] },
    'entity ends in a middle of a UTF-16 symbol at byte offset 4',
  ),
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'sparkle', offset: 0, length: 1 }] },
    "can't parse MessageEntity: Unsupported type specified",
  ),
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'text_link', offset: 0, length: 1 }] },
    `can't parse MessageEntity: Can't find field "url"`,
  ),
  row(
    'sendMessage',
    { ...hello, entities: ['bold'] },
    "can't parse MessageEntity: expected an Object",
  ),
  row(
    'sendMessage',
    { ...hello, entities: [{ type: 'bold', offset: true, length: 1 }] },
    `can't parse MessageEntity: Field "offset" must be of type Number`,
  ),
  // keyboards
  row('sendMessage', { ...hello, reply_markup: button('') }, 'BUTTON_DATA_INVALID'),
  row('sendMessage', { ...hello, reply_markup: button('x'.repeat(65)) }, 'BUTTON_DATA_INVALID'),
  row('sendMessage', { ...hello, reply_markup: button('街'.repeat(22)) }, 'BUTTON_DATA_INVALID'),
  row(
    'sendMessage',
    { ...hello, reply_markup: { inline_keyboard: [[{ text: 'A' }]] } },
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ),
  row(
    'sendMessage',
    { ...hello, reply_markup: { inline_keyboard: [[{ callback_data: 'a' }]] } },
    `can't parse inline keyboard button: Can't find field "text"`,
  ),
  row(
    'sendMessage',
    { ...hello, reply_markup: { inline_keyboard: [{ text: 'A' }] } },
    `field "inline_keyboard" must be an Array of Arrays`,
  ),
  row(
    'sendMessage',
    { ...hello, reply_markup: { inline_keyboard: [[{ text: 'A', url: 'no url' }]] } },
    "inline keyboard button URL 'no url' is invalid: Wrong HTTP URL",
  ),
  row(
    'sendMessage',
    {
      ...hello,
      reply_markup: {
        inline_keyboard: Array.from({ length: 101 }, () => [{ text: 'A', callback_data: 'a' }]),
      },
    },
    'reply markup is too long',
  ),
  row('sendMessage', { ...hello, reply_markup: [] }, 'object expected as reply markup'),
  row(
    'sendMessage',
    { ...hello, reply_markup: '{' },
    "can't parse reply keyboard markup JSON object",
  ),
  // replies
  row(
    'sendMessage',
    { ...hello, reply_parameters: { message_id: 9999 } },
    'message to be replied not found',
  ),
  row('sendMessage', { ...hello, reply_to_message_id: 9999 }, 'message to be replied not found'),
  row('sendMessage', { ...hello, message_thread_id: 5 }, 'message thread not found'),
  // edits
  row(
    'editMessageText',
    () => ({ ...anna, message_id: textMessage, text: 'as it is' }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ),
  row(
    'editMessageReplyMarkup',
    () => ({ ...anna, message_id: textMessage }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ),
  row('editMessageText', { ...hello, message_id: 9999 }, 'message to edit not found'),
  row('editMessageText', hello, 'message identifier is not specified'),
  row('editMessageText', () => ({ ...hello, message_id: herMessage }), "message can't be edited"),
  row('editMessageText', () => ({ ...hello, message_id: keysMessage }), "message can't be edited"),
  row(
    'editMessageText',
    () => ({ ...hello, message_id: photoMessage }),
    'there is no text in the message to edit',
  ),
  row(
    'editMessageCaption',
    () => ({ ...anna, message_id: textMessage, caption: 'x' }),
    'there is no caption in the message to edit',
  ),
  row(
    'editMessageCaption',
    () => ({ ...anna, message_id: photoMessage, caption: 'x'.repeat(1025) }),
    'message caption is too long',
  ),
  row(
    'editMessageText',
    () => ({ ...hello, message_id: textMessage, reply_markup: { keyboard: [['A']] } }),
    'inline keyboard expected',
  ),
  // deleting
  row('deleteMessage', { ...anna, message_id: 9999 }, 'message to delete not found'),
  row('deleteMessages', { ...anna, message_ids: [] }, 'message identifiers are not specified'),
  // files
  row('sendPhoto', anna, 'there is no photo in the request'),
  row(
    'sendPhoto',
    { ...anna, photo: 'AgACAgnonsense' },
    'wrong file identifier/HTTP URL specified',
  ),
  row('sendPhoto', { ...anna, photo: 'https://a.org/b.png' }, 'failed to get HTTP URL content'),
  row(
    'sendPhoto',
    { ...anna, photo: 'x', caption: 'x'.repeat(1025) },
    'message caption is too long',
  ),
  row('getFile', { file_id: 'nonsense' }, 'invalid file_id'),
  row('sendMediaGroup', anna, 'parameter "media" is required'),
  row('sendMediaGroup', { ...anna, media: [] }, 'there are no messages to send'),
  row(
    'sendMediaGroup',
    { ...anna, media: [{ type: 'animation', media: 'x' }] },
    `can't parse InputMedia: type "animation" can't be used in sendMediaGroup`,
  ),
  row(
    'sendMediaGroup',
    { ...anna, media: [{ type: 'photo', media: 'attach://gone' }] },
    "can't parse InputMedia: media not found",
  ),
  row(
    'sendMediaGroup',
    {
      ...anna,
      media: [
        { type: 'photo', media: 'x' },
        { type: 'document', media: 'x' },
      ],
    },
    "document can't be mixed with other media types",
  ),
  row(
    'sendMediaGroup',
    { ...anna, media: [{ type: 'photo', media: 'x' }] },
    'failed to send message #1 with the error message "Wrong file identifier/HTTP URL specified"',
  ),
  row(
    'sendMediaGroup',
    { ...anna, media: Array.from({ length: 11 }, () => ({ type: 'photo', media: 'x' })) },
    'too many messages to send as an album',
  ),
  // the rest
  row(
    'answerCallbackQuery',
    { callback_query_id: '1' },
    'query is too old and response timeout expired or query ID is invalid',
  ),
  row('sendLocation', { ...anna, longitude: 1 }, 'latitude is empty'),
  row('sendContact', { ...anna, first_name: 'A' }, 'parameter "phone_number" is required'),
  row('sendChatAction', { ...anna, action: 'dancing' }, 'wrong parameter action in request'),
  row(
    'setMyCommands',
    { commands: [{ command: 'Help', description: 'x' }] },
    'BOT_COMMAND_INVALID',
  ),
  row('setMyCommands', {}, 'parameter "commands" is required'),
  row(
    'setMyCommands',
    { commands: [{ command: 'help' }] },
    `can't parse BotCommand: Can't find field "description"`,
  ),
  row(
    'setMyCommands',
    { commands: [], language_code: 'english' },
    'invalid language code specified',
  ),
  row(
    'setWebhook',
    { url: 'http://example.org/hook' },
    'bad webhook: An HTTPS URL must be provided for webhook',
  ),
  row(
    'setWebhook',
    { url: 'https://example.org', secret_token: 'a b' },
    'secret token contains unallowed characters',
  ),
]

test.each(rows)('$method is refused: $text', async ({ method, params, code, text }) => {
  const before = sandbox.world.chat(ANNA)
  const answer = await sandbox.call(method, params())
  expect(answer).toEqual({ ok: false, error_code: code, description: text })
  expect(sandbox.world.chat(ANNA)).toEqual(before)
})

test('a wrong token is 401 and a path without a method is 404', async () => {
  const wrong = await fetch(`${sandbox.origin}/bot123456:wrong/getMe`)
  expect(wrong.status).toBe(401)
  expect(await wrong.json()).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  expect((await fetch(`${sandbox.origin}/bot${TOKEN}/getFoo`)).status).toBe(404)
  expect((await fetch(`${sandbox.origin}/file/bot${TOKEN}/photos/none.jpg`)).status).toBe(404)
})

test('bytes that are not UTF-8 are refused in every form of body', async () => {
  const bodies: [string, string][] = [
    ['application/json', '{"chat_id":1001,"text":"\xff"}'],
    ['application/x-www-form-urlencoded', 'chat_id=1001&text=\xff'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\ncontent-disposition: form-data; name="text"\r\n\r\n\xff\r\n--b--',
    ],
  ]
  for (const [type, body] of bodies) {
    const response = await fetch(`${sandbox.origin}/bot${TOKEN}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: Buffer.from(body, 'latin1'),
    })
    expect(await response.json()).toMatchObject({
      description: 'Bad Request: strings must be encoded in UTF-8',
    })
  }
})

test('uploads are refused when they are empty, no picture, out of shape or too big', async () => {
  const send = async (method: string, field: string, bytes: Uint8Array<ArrayBuffer>) => {
    const file = new File([bytes], 'a.bin')
    const answer = await sandbox.upload(method, { chat_id: String(ANNA), [field]: file })
    return answer.description
  }
  expect(await send('sendDocument', 'document', new Uint8Array(0))).toBe(
    'Bad Request: file must be non-empty',
  )
  expect(await send('sendPhoto', 'photo', Uint8Array.from(Buffer.from('no picture')))).toBe(
    'Bad Request: IMAGE_PROCESS_FAILED',
  )
  expect(await send('sendPhoto', 'photo', Uint8Array.from(png(9000, 1001)))).toBe(
    'Bad Request: PHOTO_INVALID_DIMENSIONS',
  )
  expect(await send('sendPhoto', 'photo', new Uint8Array(10 * 1024 * 1024 + 1))).toBe(
    'Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes',
  )
  expect(await send('sendDocument', 'document', new Uint8Array(50 * 1024 * 1024 + 1))).toBe(
    'Request Entity Too Large',
  )
})

test('a person who blocked the bot or is gone is 403 for every way of writing', async () => {
  const other = await startSandbox()
  other.world.send(ANNA, { text: 'hi' })
  const card = await other.result<{ message_id: number }>('sendMessage', hello)
  other.world.block(ANNA)
  const ways: [string, Record<string, unknown>][] = [
    ['sendMessage', hello],
    ['sendPhoto', { ...anna, photo: 'x' }],
    ['sendChatAction', { ...anna, action: 'typing' }],
    ['editMessageText', { ...hello, message_id: card.message_id, text: 'new' }],
  ]
  for (const [method, params] of ways) {
    expect(await other.call(method, params)).toEqual({
      ok: false,
      error_code: 403,
      description: 'Forbidden: bot was blocked by the user',
    })
  }
  other.world.unblock(ANNA)
  expect((await other.call('sendMessage', hello)).ok).toBe(true)
  other.world.deactivate(ANNA)
  expect((await other.call('sendMessage', hello)).description).toBe(
    'Forbidden: user is deactivated',
  )
  await other.stop()
})

test('a bot reaches back 48 hours to delete, by the sandbox clock', async () => {
  const sent = await sandbox.result<{ message_id: number }>('sendMessage', hello)
  const before = sandbox.clock.now
  sandbox.clock.now += 48 * 3_600_000
  const params = { ...anna, message_id: sent.message_id }
  expect((await sandbox.call('deleteMessage', params)).description).toBe(
    "Bad Request: message can't be deleted for everyone",
  )
  sandbox.clock.now = before + 47 * 3_600_000
  expect(await sandbox.result('deleteMessage', params)).toBe(true)
  sandbox.clock.now = before
})
