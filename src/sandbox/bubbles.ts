import type { ChatRecord } from './state/chats.ts'
import type { FileFields, Message, MessageEntity } from './telegram-types.ts'
import type { Bubble, Entity } from './world-types.ts'

/** A message never changes (an edit makes a new one), so its bubble is made once. */
const made = new WeakMap<Message, Bubble>()

/** A message as it stands on the phone. */
export function bubbleOf(record: ChatRecord, message: Message): Bubble {
  const known = made.get(message)
  if (known) return known
  const bubble = makeBubble(record, message)
  made.set(message, bubble)
  return bubble
}

function makeBubble(record: ChatRecord, message: Message): Bubble {
  const entities = message.entities ?? message.caption_entities
  const replyKeys = record.replyKeyboards.get(message.message_id)
  const buttons = message.reply_markup?.inline_keyboard
  return {
    messageId: message.message_id,
    by: message.from.is_bot ? 'bot' : 'person',
    date: message.date,
    ...given('editDate', message.edit_date),
    ...given('text', message.text),
    ...given('caption', message.caption),
    ...given('entities', entities?.map(entityOf)),
    ...given('replyTo', message.reply_to_message?.message_id),
    ...given('mediaGroupId', message.media_group_id),
    ...given(
      'buttons',
      buttons?.map((row) => row.map((button) => ({ ...button }))),
    ),
    ...given('replyKeys', replyKeys),
    ...given('isProtected', message.has_protected_content),
    ...given('forwardedFrom', originName(message)),
    ...given('media', mediaOf(message)),
    ...given('location', message.location),
    ...given('contact', contactOf(message)),
    ...given('other', otherOf(message)),
  }
}

/** A field only when it has a value. */
function given<K extends string, V>(name: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [name]: value } as Partial<Record<K, V>>)
}

function entityOf({ type, offset, length, url }: MessageEntity): Entity {
  return { type, offset, length, ...given('url', url) }
}

function originName(message: Message): string | undefined {
  const sender = message.forward_origin?.['sender_user'] as { first_name: string } | undefined
  return sender?.first_name
}

const MEDIA_KINDS = ['video', 'voice', 'audio', 'sticker', 'animation', 'video_note'] as const

function mediaOf(message: Message): Bubble['media'] {
  const photo = message.photo?.at(-1)
  if (photo) return { kind: 'photo', fileId: photo.file_id, size: photo.file_size }
  // An animation is a document too, so documents come last.
  for (const kind of [...MEDIA_KINDS, 'document'] as const) {
    const file = message[kind]
    if (file) return { kind, ...fileFacts(file) }
  }
  return undefined
}

function fileFacts(
  file: FileFields & { file_name?: unknown; mime_type?: unknown; duration?: unknown },
) {
  return {
    fileId: file.file_id,
    size: file.file_size,
    ...(typeof file.file_name === 'string' ? { fileName: file.file_name } : {}),
    ...(typeof file.mime_type === 'string' ? { mimeType: file.mime_type } : {}),
    ...(typeof file.duration === 'number' ? { duration: file.duration } : {}),
  }
}

function contactOf({ contact }: Message): Bubble['contact'] {
  if (!contact) return undefined
  const { phone_number: phone, first_name: firstName, user_id: userId } = contact
  return { phone, firstName, ...given('userId', userId) }
}

function otherOf({ dice, poll }: Message): Bubble['other'] {
  if (dice) return { kind: 'dice', text: `${dice.emoji} ${dice.value}` }
  if (poll) return { kind: 'poll', text: poll.question }
  return undefined
}
