import type { InlineButton } from '../telegram-types.ts'
import type { ReplyKey } from '../world-types.ts'
import { badRequest } from './api-error.ts'
import type { Args } from './args.ts'
import {
  isObject,
  optionalBoolean,
  optionalString,
  parsing,
  requiredString,
  type JsonObject,
} from './fields.ts'

export interface ReplyMarkup {
  inline?: InlineButton[][]
  replyKeys?: ReplyKey[][]
  removesReplyKeys?: true
}

const MAX_BUTTONS = 100
const MAX_DATA_BYTES = 64

/** Buttons that do something else than send data or open an address; taken over as they are. */
const OTHER_ACTIONS = [
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]

/** The reply_markup of a message: inline or reply keyboard, removal, or forced reply. */
export function replyMarkup(args: Args): ReplyMarkup {
  const value = args.json('reply_markup', 'reply keyboard markup')
  if (value === undefined) return {}
  if (!isObject(value)) throw badRequest('Object expected as reply markup')
  optionalBoolean(value, 'resize_keyboard')
  optionalBoolean(value, 'one_time_keyboard')
  optionalBoolean(value, 'selective')
  const replyKeys = rows(value, 'keyboard')
  if (replyKeys.length > 0) return { replyKeys: replyKeys.map((row) => row.map(readReplyKey)) }
  const inline = inlineRows(value)
  if (inline.length > 0) return { inline }
  if (optionalBoolean(value, 'remove_keyboard')) return { removesReplyKeys: true }
  optionalBoolean(value, 'force_reply')
  return {}
}

/** Edits take inline keyboards only. No markup at all takes the buttons away. */
export function inlineMarkup(args: Args): InlineButton[][] | undefined {
  const markup = replyMarkup(args)
  if (markup.replyKeys ?? markup.removesReplyKeys) throw badRequest('Inline keyboard expected')
  return markup.inline
}

function inlineRows(value: JsonObject): InlineButton[][] {
  const read = rows(value, 'inline_keyboard').map((row) => row.map(readInlineButton))
  const inline = read.map((row) => row.filter(({ text }) => text !== ''))
  const nonEmpty = inline.filter((row) => row.length > 0)
  if (nonEmpty.flat().length > MAX_BUTTONS) throw badRequest('Reply markup is too long')
  return nonEmpty
}

function rows(value: JsonObject, name: string): unknown[][] {
  const found = value[name]
  if (found === undefined || found === null) return []
  if (!Array.isArray(found)) throw badRequest(`Field "${name}" must be of type Array`)
  return found.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(`Field "${name}" must be an Array of Arrays`)
    return row as unknown[]
  })
}

function readReplyKey(value: unknown): ReplyKey {
  if (typeof value === 'string') return { text: value }
  return parsing('keyboard button', () => {
    if (!isObject(value)) throw badRequest('KeyboardButton must be an Object')
    return {
      text: requiredString(value, 'text'),
      ...(optionalBoolean(value, 'request_contact') ? { requestContact: true } : {}),
      ...(optionalBoolean(value, 'request_location') ? { requestLocation: true } : {}),
    }
  })
}

function readInlineButton(value: unknown): InlineButton {
  const button = parsing('inline keyboard button', () => {
    if (!isObject(value)) throw badRequest('InlineKeyboardButton must be an Object')
    const text = requiredString(value, 'text')
    const url = optionalString(value, 'url')
    if (url) return { text, url }
    const data = optionalString(value, 'callback_data')
    if (data !== undefined) return { text, callback_data: data }
    const other = OTHER_ACTIONS.find((action) => action in value)
    if (other === undefined) throw badRequest('Text buttons are unallowed in the inline keyboard')
    return { text, [other]: value[other] }
  })
  checkInlineButton(button)
  return button
}

function checkInlineButton(button: InlineButton): void {
  if (button.callback_data !== undefined) {
    const size = Buffer.byteLength(button.callback_data)
    if (size < 1 || size > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (button.url !== undefined && !isButtonUrl(button.url)) {
    throw badRequest(`Inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`)
  }
}

function isButtonUrl(url: string): boolean {
  if (/^(tg|ton|tonsite):/i.test(url)) return true
  const whole = url.includes('://') ? url : `http://${url}`
  return URL.canParse(whole) && /^https?:$/.test(new URL(whole).protocol) && whole.includes('.')
}
