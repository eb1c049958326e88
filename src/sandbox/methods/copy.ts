import { badRequest } from '../api/api-error.ts'
import { knownChat, messageIn } from './targets.ts'
import type { Message, MessageContent } from '../telegram-types.ts'
import { captionOf } from '../text/formatted.ts'
import type { Method } from './backend.ts'
import { captionFields, deliver } from './deliver.ts'

export const copyMessage: Method = (args, backend) => {
  const source = knownChat(args, backend, 'from_chat_id')
  const message = messageIn(source, args, 'Message to copy')
  if (message.has_protected_content) throw badRequest("Message can't be copied")
  const content = contentOf(message)
  const caption = captionOf(args)
  if (args.has('caption')) {
    delete content.caption
    delete content.caption_entities
    Object.assign(content, captionFields(caption))
  }
  const [copy] = deliver(args, backend, [content])
  return { message_id: copy?.message_id }
}

export const forwardMessage: Method = (args, backend) => {
  const source = knownChat(args, backend, 'from_chat_id')
  const message = messageIn(source, args, 'Message to forward')
  if (message.has_protected_content) throw badRequest("Message can't be forwarded")
  const origin = message.forward_origin ?? {
    type: 'user',
    sender_user: message.from,
    date: message.date,
  }
  const [forwarded] = deliver(args, backend, [contentOf(message)], { forward_origin: origin })
  return forwarded
}

const CONTENT_FIELDS = [
  'text',
  'entities',
  'link_preview_options',
  'caption',
  'caption_entities',
  'photo',
  'video',
  'animation',
  'video_note',
  'voice',
  'audio',
  'document',
  'sticker',
  'location',
  'contact',
  'dice',
  'poll',
] as const satisfies (keyof MessageContent)[]

/** What a message carries, without its envelope and its buttons. */
function contentOf(message: Message): MessageContent {
  const fields = CONTENT_FIELDS.filter((field) => message[field] !== undefined)
  return Object.fromEntries(fields.map((field) => [field, message[field]]))
}
