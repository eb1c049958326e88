import { badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import { replyMarkup } from '../api/keyboards.ts'
import { chatOf, withReply, type ChatRecord } from '../state/chats.ts'
import type { FormattedText, Message, MessageContent } from '../telegram-types.ts'
import type { Backend } from './backend.ts'
import { replyTarget, writableChat } from './targets.ts'

/** Sends contents as the bot's messages: all checks first, then every message at once. */
export function deliver(
  args: Args,
  backend: Backend,
  contents: MessageContent[],
  envelope: Partial<Message> = {},
): Message[] {
  const markup = replyMarkup(args)
  const record = writableChat(args, backend)
  const topic = topicOf(args, record)
  const target = replyTarget(record, args)
  backend.limits.spend(record.person.id, contents.length)
  return contents.map((content) => {
    const message: Message = {
      message_id: backend.chats.newMessageId(),
      from: backend.bot,
      chat: chatOf(record.person),
      date: Math.floor(backend.now() / 1000),
      ...(topic === undefined
        ? {}
        : ({ message_thread_id: topic, is_topic_message: true } as const)),
      ...envelope,
      ...content,
      ...(args.boolean('protect_content') ? { has_protected_content: true } : {}),
      ...(markup.inline ? { reply_markup: { inline_keyboard: markup.inline } } : {}),
    }
    const shown = withReply(record, message, target?.message_id)
    if (markup.replyKeys) {
      record.replyKeyboard = markup.replyKeys
      record.replyKeyboards.set(shown.message_id, markup.replyKeys)
    }
    if (markup.removesReplyKeys) delete record.replyKeyboard
    backend.chats.put(record, shown)
    return shown
  })
}

/** Where topics were switched off, the message goes to the main chat, with ok. */
function topicOf(args: Args, { group }: ChatRecord): number | undefined {
  const topic = args.integer('message_thread_id')
  if (topic <= 0) return undefined
  if (!group) throw badRequest('Message thread not found')
  return group.hasTopics ? topic : undefined
}

export function deliverOne(args: Args, backend: Backend, content: MessageContent): Message {
  const [message] = deliver(args, backend, [content])
  if (!message) throw new Error('One content makes one message')
  return message
}

/** Text fields of a message; `entities` stands only when there are some. */
export function textFields({ text, entities }: FormattedText): MessageContent {
  return entities.length > 0 ? { text, entities } : { text }
}

export function captionFields(caption: FormattedText | undefined): MessageContent {
  if (!caption) return {}
  const { text, entities } = caption
  return entities.length > 0 ? { caption: text, caption_entities: entities } : { caption: text }
}
