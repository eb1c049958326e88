import { badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import {
  isObject,
  optionalInteger,
  optionalString,
  parsing,
  requiredInteger,
  requiredString,
  type JsonObject,
} from '../api/fields.ts'
import type { FormattedText, MessageEntity } from '../telegram-types.ts'
import { cleaned, trimmed } from './clean.ts'
import { withFound } from './found.ts'
import { parseHtml } from './html.ts'
import { parseMarkdown, parseMarkdownV2 } from './markdown.ts'

const MAX_TEXT = 4096
const MAX_CAPTION = 1024
/** What stands above is passed over. */
const MAX_ENTITIES = 100

/** The `text` of a message: never empty, at most 4096 UTF-16 units after parsing. */
export function messageText(args: Args): FormattedText {
  const source = args.text('text')
  if (source === '') throw badRequest('Message text is empty')
  const entities = args.json('entities', 'entities')
  const formatted = formattedText(source, args.text('parse_mode'), entities)
  if (formatted.text === '') throw badRequest('Text must be non-empty')
  if (formatted.text.length > MAX_TEXT) throw badRequest('Message is too long')
  return formatted
}

/** A caption; undefined when there is none. At most 1024 UTF-16 units after parsing. */
export function messageCaption(
  caption: string,
  parseMode: string,
  entities: unknown,
): FormattedText | undefined {
  const formatted = formattedText(caption, parseMode, entities)
  if (formatted.text.length > MAX_CAPTION) throw badRequest('Message caption is too long')
  return formatted.text === '' ? undefined : formatted
}

export function captionOf(args: Args): FormattedText | undefined {
  const entities = args.json('caption_entities', 'caption entities')
  return messageCaption(args.text('caption'), args.text('parse_mode'), entities)
}

function formattedText(source: string, parseMode: string, entities: unknown): FormattedText {
  const parsed = parsedText(source, parseMode.toLowerCase(), entities)
  const { text, entities: given } = trimmed(cleaned(parsed))
  return { text, entities: withFound(text, given).slice(0, MAX_ENTITIES) }
}

function parsedText(source: string, parseMode: string, entities: unknown): FormattedText {
  if (source === '') return { text: '', entities: [] }
  if (parseMode === 'html') return parseHtml(source)
  if (parseMode === 'markdownv2') return parseMarkdownV2(source)
  if (parseMode === 'markdown') return parseMarkdown(source)
  if (parseMode !== '' && parseMode !== 'none') throw badRequest('Unsupported parse_mode')
  return { text: source, entities: Array.isArray(entities) ? entities.flatMap(readEntity) : [] }
}

/** Types that only Telegram itself finds; given by a bot they are passed over. */
const FOUND_TYPES = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
])

const PLAIN_TYPES = new Set([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
])

function readEntity(value: unknown): MessageEntity[] {
  const entity = parsing('MessageEntity', () => {
    if (!isObject(value)) throw badRequest('expected an Object')
    const offset = requiredInteger(value, 'offset')
    const length = requiredInteger(value, 'length')
    const type = requiredString(value, 'type')
    return { type, offset, length, ...entityDetails(type, value) }
  })
  if (entity.offset < 0) {
    throw badRequest(`Receive an entity with incorrect offset ${entity.offset}`)
  }
  if (entity.length < 0) {
    throw badRequest(`Receive an entity with incorrect length ${entity.length}`)
  }
  return FOUND_TYPES.has(entity.type) ? [] : [entity]
}

function entityDetails(type: string, value: JsonObject): Partial<MessageEntity> {
  if (PLAIN_TYPES.has(type) || FOUND_TYPES.has(type)) return {}
  if (type === 'text_link') return { url: requiredString(value, 'url') }
  if (type === 'custom_emoji') return { custom_emoji_id: requiredString(value, 'custom_emoji_id') }
  if (type === 'pre') {
    const language = optionalString(value, 'language')
    return language === undefined ? {} : { language }
  }
  if (type === 'text_mention') {
    const user = value['user']
    if (!isObject(user)) throw badRequest(`Can't find field "user"`)
    const id = optionalInteger(user, 'id') ?? 0
    return { user: { id, is_bot: false, first_name: optionalString(user, 'first_name') ?? '' } }
  }
  throw badRequest('Unsupported type specified')
}
