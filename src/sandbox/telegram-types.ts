/** The parts of Bot API objects that the sandbox speaks. Names and shapes are Telegram's. */

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export interface PrivateChat {
  id: number
  first_name: string
  last_name?: string
  username?: string
  type: 'private'
}

/** A group has no names of a person; one that outgrew itself is a supergroup under a new id. */
export interface GroupChat {
  id: number
  title: string
  type: 'group' | 'supergroup'
}

export interface MessageEntity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
  user?: User
  custom_emoji_id?: string
}

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

export interface InlineButton {
  text: string
  callback_data?: string
  url?: string
  [other: string]: unknown
}

interface InlineKeyboard {
  inline_keyboard: InlineButton[][]
}

export interface FileFields {
  file_id: string
  file_unique_id: string
  file_size: number
}

export interface PhotoSize extends FileFields {
  width: number
  height: number
}

interface NamedFile extends FileFields {
  file_name?: string
  mime_type?: string
}

interface TimedFile extends NamedFile {
  duration: number
}

interface VideoFile extends TimedFile {
  width: number
  height: number
}

export interface Contact {
  phone_number: string
  first_name: string
  last_name?: string
  user_id?: number
  vcard?: string
}

/** What a message carries besides its envelope. */
export interface MessageContent {
  text?: string
  entities?: MessageEntity[]
  link_preview_options?: unknown
  caption?: string
  caption_entities?: MessageEntity[]
  photo?: PhotoSize[]
  video?: VideoFile
  animation?: VideoFile
  video_note?: FileFields & { duration: number; length: number }
  voice?: TimedFile
  audio?: TimedFile & { title?: string; performer?: string }
  document?: NamedFile
  sticker?: FileFields & Record<string, unknown>
  location?: { latitude: number; longitude: number; [other: string]: unknown }
  contact?: Contact
  dice?: { emoji: string; value: number }
  poll?: { question: string; options: { text: string; voter_count: number }[] } & Record<
    string,
    unknown
  >
}

export interface Message extends MessageContent {
  message_id: number
  from: User
  chat: PrivateChat | GroupChat
  date: number
  edit_date?: number
  media_group_id?: string
  message_thread_id?: number
  is_topic_message?: true
  reply_to_message?: Message
  forward_origin?: Record<string, unknown>
  has_protected_content?: true
  reply_markup?: InlineKeyboard
}
