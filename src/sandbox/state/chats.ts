import type { GroupChat, Message, PrivateChat, User } from '../telegram-types.ts'
import type { ReplyKey, SandboxPerson } from '../world-types.ts'
import { without } from './without.ts'

/** A private chat of one person with the bot, and how the person stands to the bot. */
export interface ChatRecord {
  person: SandboxPerson
  /** Has written at least once: only then may the bot write. */
  hasStarted: boolean
  isBlocked: boolean
  isDeactivated: boolean
  messages: Map<number, Message>
  /** It is a group: whether its topics are switched on, and where it has moved. */
  group?: { hasTopics: boolean; movedTo?: number }
  /** Deleted messages can still be pressed on a phone that has not heard of it. */
  deletedIds: Set<number>
  /** Reply keyboards live beside messages: Telegram never gives them back to the bot. */
  replyKeyboards: Map<number, ReplyKey[][]>
  /** The reply keyboard that stands below the chat now. */
  replyKeyboard?: ReplyKey[][]
}

/** All private chats, in memory. Message numbers rise over all of them, as in a bot's own box. */
export class Chats {
  readonly #records = new Map<number, ChatRecord>()
  readonly #listeners = new Set<(personId: number) => void>()
  readonly #readers = new Set<(record: ChatRecord, message: Message) => void>()
  readonly #mostInAChat: number
  #lastMessageId = 0

  /** Of a chat with more messages than that the oldest ones are forgotten. */
  constructor(mostInAChat = Infinity) {
    this.#mostInAChat = mostInAChat
  }

  add(person: SandboxPerson): void {
    const known = this.#records.get(person.id)
    if (known) known.person = person
    else this.#records.set(person.id, emptyRecord(person))
    this.changed(person.id)
  }

  all(): ChatRecord[] {
    return [...this.#records.values()]
  }

  get(personId: number): ChatRecord | undefined {
    return this.#records.get(personId)
  }

  /** The record of a person who must exist: for the people's side, where a wrong id is a bug. */
  of(personId: number): ChatRecord {
    const record = this.#records.get(personId)
    if (!record) throw new Error(`No person ${personId} in the sandbox`)
    return record
  }

  newMessageId(): number {
    this.#lastMessageId += 1
    return this.#lastMessageId
  }

  skipNumbers(count: number): void {
    this.#lastMessageId += count
  }

  put(record: ChatRecord, message: Message): void {
    record.messages.set(message.message_id, message)
    if (record.messages.size > this.#mostInAChat) this.#forgetOldest(record)
    for (const reader of this.#readers) reader(record, message)
    this.changed(record.person.id)
  }

  #forgetOldest(record: ChatRecord): void {
    const [oldest] = record.messages.keys()
    if (oldest === undefined) return
    record.messages.delete(oldest)
    record.replyKeyboards.delete(oldest)
  }

  remove(record: ChatRecord, messageId: number): boolean {
    const wasThere = record.messages.delete(messageId)
    if (wasThere) {
      record.deletedIds.add(messageId)
      this.changed(record.person.id)
    }
    return wasThere
  }

  changed(personId: number): void {
    for (const listener of this.#listeners) listener(personId)
  }

  onChange(listener: (personId: number) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls back with every message that comes or changes. */
  onMessage(reader: (record: ChatRecord, message: Message) => void): () => void {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  /** Empties the chats; people stay, as if they had never met the bot. */
  clear(): void {
    for (const { person } of this.all()) {
      this.#records.set(person.id, emptyRecord(person))
      this.changed(person.id)
    }
  }

  save(): ChatsSnapshot {
    const chats = this.all().map((record) => ({
      ...record,
      messages: [...record.messages.values()],
      deletedIds: [...record.deletedIds],
      replyKeyboards: [...record.replyKeyboards],
    }))
    return { lastMessageId: this.#lastMessageId, chats }
  }

  load(snapshot: ChatsSnapshot): void {
    this.#lastMessageId = snapshot.lastMessageId
    for (const chat of snapshot.chats) {
      this.#records.set(chat.person.id, {
        ...chat,
        messages: new Map(chat.messages.map((message) => [message.message_id, message])),
        deletedIds: new Set(chat.deletedIds),
        replyKeyboards: new Map(chat.replyKeyboards),
      })
    }
  }
}

export interface ChatsSnapshot {
  lastMessageId: number
  chats: (Omit<ChatRecord, 'messages' | 'deletedIds' | 'replyKeyboards'> & {
    messages: Message[]
    deletedIds: number[]
    replyKeyboards: [number, ReplyKey[][]][]
  })[]
}

function emptyRecord(person: SandboxPerson): ChatRecord {
  return {
    person,
    hasStarted: false,
    isBlocked: false,
    isDeactivated: false,
    messages: new Map(),
    deletedIds: new Set(),
    replyKeyboards: new Map(),
  }
}

export function userOf(person: SandboxPerson): User {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    language_code: person.languageCode,
  }
}

export function chatOf(person: SandboxPerson): PrivateChat | GroupChat {
  if (person.id < 0) {
    const type = person.id < SUPERGROUPS_BELOW ? 'supergroup' : 'group'
    return { id: person.id, title: person.firstName, type }
  }
  return {
    id: person.id,
    first_name: person.firstName,
    ...(person.lastName === undefined ? {} : { last_name: person.lastName }),
    ...(person.username === undefined ? {} : { username: person.username }),
    type: 'private',
  }
}

const SUPERGROUPS_BELOW = -1_000_000_000_000

/** The message as the bot sees it: with the message it replies to, one level deep. */
export function withReply(record: ChatRecord, message: Message, replyTo?: number): Message {
  const target = replyTo === undefined ? undefined : record.messages.get(replyTo)
  if (!target) return message
  return { ...message, reply_to_message: without(target, 'reply_to_message') }
}
