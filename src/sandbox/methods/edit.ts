import { isDeepStrictEqual } from 'node:util'
import { badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import { inlineMarkup } from '../api/keyboards.ts'
import type { ChatRecord } from '../state/chats.ts'
import { without } from '../state/without.ts'
import type { InlineButton, Message, MessageContent } from '../telegram-types.ts'
import { captionOf, messageText } from '../text/formatted.ts'
import type { Backend, Method } from './backend.ts'
import { captionFields, textFields } from './deliver.ts'
import { linkPreview } from './send.ts'
import { messageIn, writableChat } from './targets.ts'

export const editMessageText: Method = (args, backend) => {
  const content = { ...textFields(messageText(args)), ...linkPreview(args) }
  const markup = inlineMarkup(args)
  const [record, message] = editable(args, backend)
  if (message.text === undefined) throw badRequest('There is no text in the message to edit')
  const rest = without(message, 'text', 'entities', 'link_preview_options')
  return store(backend, record, message, rest, content, markup)
}

export const editMessageCaption: Method = (args, backend) => {
  const content = captionFields(captionOf(args))
  const markup = inlineMarkup(args)
  const [record, message] = editable(args, backend)
  const hasMedia = ['photo', 'video', 'voice', 'audio', 'document', 'animation'] as const
  if (!hasMedia.some((field) => message[field] !== undefined)) {
    throw badRequest('There is no caption in the message to edit')
  }
  const rest = without(message, 'caption', 'caption_entities')
  return store(backend, record, message, rest, content, markup)
}

export const editMessageReplyMarkup: Method = (args, backend) => {
  const markup = inlineMarkup(args)
  const [record, message] = editable(args, backend)
  return store(backend, record, message, message, {}, markup)
}

/** Only the bot's own messages can be edited, and none that carries a reply keyboard. */
function editable(args: Args, backend: Backend): [ChatRecord, Message] {
  if (!args.has('chat_id') && !args.has('message_id')) {
    throw badRequest('Message identifier is not specified')
  }
  const record = writableChat(args, backend)
  const message = messageIn(record, args, 'Message to edit')
  const isOurs = message.from.id === backend.bot.id && message.forward_origin === undefined
  const hasReplyKeys = record.replyKeyboards.has(message.message_id)
  if (!isOurs || hasReplyKeys) throw badRequest("Message can't be edited")
  return [record, message]
}

function store(
  backend: Backend,
  record: ChatRecord,
  before: Message,
  kept: Message,
  content: MessageContent,
  markup: InlineButton[][] | undefined,
): Message {
  const after: Message = {
    ...without(kept, 'reply_markup', 'edit_date'),
    ...content,
    ...(markup ? { reply_markup: { inline_keyboard: markup } } : {}),
  }
  if (isDeepStrictEqual(after, without(before, 'edit_date'))) {
    throw badRequest(
      'Message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  }
  backend.limits.spend(record.person.id)
  const edited = { ...after, edit_date: Math.floor(backend.now() / 1000) }
  backend.chats.put(record, edited)
  return edited
}
