import type { CallbackQuery, Chat, Message, Update, User } from 'grammy/types'
import { LIMITS } from '../domain/limits.ts'
import { cleanWords, isBlank } from '../domain/words.ts'
import type { FileRef, Input } from '../flows/input.ts'
import { unpackVerb } from '../flows/verbs.ts'

/** What an update is for the desk. */
export type Reading =
  | {
      kind: 'input'
      from: Sender
      input: Input
      callbackId: string | null
      seen: string | null
      /** Seconds at which a message was sent or changed. Null: a press, which does not say. */
      sentAt: number | null
    }
  /** The person blocked the bot or let it in again. */
  | { kind: 'membership'; telegramId: number; isReachable: boolean }
  /** Groups, bots, and what Telegram may add: nothing to answer. */
  | { kind: 'nothing' }

export interface Sender {
  telegramId: number
  name: string
  language: string | null
}

const NAME_AT_MOST = 64

/** Reads an update. Never throws: what it does not know is nothing, what it cannot take is unusable. */
export function readUpdate(update: Update): Reading {
  const { message, edited_message: edited, callback_query: press, my_chat_member: member } = update
  if (press) {
    return input(press.from, press.message?.chat, pressOf(press.data, press.message), press)
  }
  if (message?.from) {
    return input(message.from, message.chat, inputOf(message), null, message.date)
  }
  if (edited?.from) {
    // A live location: the first pin counts, and every move after it comes as an edit.
    if (edited.location) return { kind: 'nothing' }
    const { text = edited.caption ?? '', message_id: messageId } = edited
    const changed = { kind: 'edited', text: cleanWords(text), messageId } as const
    return input(edited.from, edited.chat, changed, null, edited.edit_date)
  }
  if (member && member.chat.type === 'private') {
    const { status } = member.new_chat_member
    const isReachable = status !== 'kicked' && status !== 'left'
    return { kind: 'membership', telegramId: member.from.id, isReachable }
  }
  return { kind: 'nothing' }
}

function input(
  from: User,
  chat: Chat | undefined,
  what: Input,
  press: CallbackQuery | null = null,
  sentAt: number | null = null,
): Reading {
  if (from.is_bot || (chat && chat.type !== 'private')) return { kind: 'nothing' }
  const name = cleanWords([from.first_name, from.last_name ?? ''].join(' ')).trim()
  const sender = {
    telegramId: from.id,
    name: isBlank(name) ? String.fromCodePoint(0x2014) : name.slice(0, NAME_AT_MOST),
    language: from.language_code ?? null,
  }
  const seen = press && seenIn(press)
  return { kind: 'input', from: sender, input: what, callbackId: press?.id ?? null, seen, sentAt }
}

/** How the pressed button looked, and since when: the same twice is one tap that the app repeats. */
function seenIn({ message, data }: CallbackQuery): string | null {
  if (!message || !('reply_markup' in message)) return null
  const buttons = message.reply_markup.inline_keyboard.flat()
  const pressed = buttons.find((one) => 'callback_data' in one && one.callback_data === data)
  return pressed ? `${message.edit_date ?? message.date} ${pressed.text}` : null
}

function pressOf(data: string | undefined, message: { message_id: number } | undefined): Input {
  const unpacked = unpackVerb(data ?? '') ?? { verb: '', args: [] }
  return { kind: 'press', ...unpacked, messageId: message?.message_id ?? 0 }
}

function inputOf(message: Message): Input {
  const { message_id: messageId } = message
  const replyTo = message.reply_to_message?.message_id ?? null
  if (message.text !== undefined) return textInput(message.text, messageId, replyTo)
  const file = fileOf(message)
  if (file) {
    if (file.kind === 'document' && TOO_TELLING.test(message.document?.mime_type ?? ''))
      return { kind: 'unusable', what: 'too_telling', messageId }
    if ((file.size ?? 0) > LIMITS.fileBytes) return { kind: 'unusable', what: 'too_big', messageId }
    const words = cleanWords(message.caption ?? '').trim()
    const caption = isBlank(words) ? '' : words
    return {
      kind: 'file',
      file,
      caption,
      album: message.media_group_id ?? null,
      messageId,
      replyTo,
    }
  }
  if (message.location) {
    const { longitude, latitude } = message.location
    return { kind: 'pin', longitude, latitude, messageId, replyTo }
  }
  return { kind: 'unusable', what: unusableIn(message), messageId }
}

/**
 * Kinds that `files/clean` refuses: pictures that keep where they were taken and cannot be stripped, and what would run
 * where it is opened. What the sender's app calls them is enough to say so at once; the bytes decide.
 */
const TOO_TELLING =
  /^image\/(?:hei[cf]|avif|tiff|svg)|^text\/html|^application\/(?:x-msdownload|x-executable|vnd\.android|x-sh|java)/

function textInput(text: string, messageId: number, replyTo: number | null): Input {
  const words = cleanWords(text).trim()
  if (isBlank(words)) return { kind: 'unusable', what: 'empty', messageId }
  const command = /^\/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(words)
  if (!command) return { kind: 'text', text: words, messageId, replyTo }
  const [, name = '', argument = ''] = command
  return { kind: 'command', name: name.toLowerCase(), argument: argument.trim(), messageId }
}

/** The file of a message. Of a picture's sizes the largest; an animation also comes as a document. */
function fileOf(message: Message): FileRef | null {
  const photo = message.photo?.at(-1)
  if (photo) return ref('photo', photo)
  if (message.animation) return ref('animation', message.animation)
  if (message.video) return ref('video', message.video)
  if (message.voice) return ref('voice', message.voice)
  if (message.audio) return ref('audio', message.audio)
  if (message.video_note) return ref('video_note', message.video_note)
  return message.document ? ref('document', message.document) : null
}

function ref(kind: FileRef['kind'], file: { file_id: string; file_size?: number }): FileRef {
  return { kind, fileId: file.file_id, size: file.file_size ?? null }
}

function unusableIn(message: Message): 'sticker' | 'contact' | 'dice' | 'poll' | 'other' {
  if (message.sticker) return 'sticker'
  if (message.contact) return 'contact'
  if (message.dice) return 'dice'
  return message.poll ? 'poll' : 'other'
}
