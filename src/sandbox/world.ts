import type { Faults } from './api/faults.ts'
import { bubbleOf } from './bubbles.ts'
import type { Backend } from './methods/backend.ts'
import { captionContent, contentsOf, textContent } from './person-sends.ts'
import { chatOf, userOf, withReply, type ChatRecord } from './state/chats.ts'
import { without } from './state/without.ts'
import type { Message } from './telegram-types.ts'
import type { Bubble, Outgoing, PressAnswer, World } from './world-types.ts'

/** The people's side: what they do becomes updates for the bot; what they see comes from the chats. */
export function createWorld(backend: Backend, faults: Faults): World {
  const { chats, files, profile } = backend
  return {
    addPerson: (person, hasStarted = false) => {
      chats.add(person)
      if (hasStarted) chats.of(person.id).hasStarted = true
    },
    people: () => chats.all().flatMap(({ person, group }) => (group ? [] : [person])),
    chat: (personId) => bubbles(chats.of(personId)),
    commands: (personId) => profile.commandsFor(personId, chats.of(personId).person.languageCode),
    replyKeys: (personId) => chats.of(personId).replyKeyboard,
    profile: (personId) => {
      const language = chats.of(personId).person.languageCode
      return {
        name: profile.text('name', language) || backend.bot.first_name,
        description: profile.text('description', language),
        shortDescription: profile.text('short_description', language),
      }
    },
    send: (personId, what) => send(backend, chats.of(personId), what),
    edit: (personId, messageId, text) => edit(backend, chats.of(personId), messageId, text),
    press: (personId, messageId, data) =>
      press(backend, faults, chats.of(personId), messageId, data),
    block: (personId) => setBlocked(backend, chats.of(personId), true),
    unblock: (personId) => setBlocked(backend, chats.of(personId), false),
    isBlocked: (personId) => chats.of(personId).isBlocked,
    deactivate: (personId) => {
      chats.of(personId).isDeactivated = true
    },
    file: (fileId) => {
      const record = files.get(fileId)
      if (!record) return undefined
      const { mimeType, fileName } = record
      return { bytes: files.bytes(record), mimeType, ...(fileName && { fileName }) }
    },
    reset: () => {
      backend.queue.clear()
      files.clear()
      chats.clear()
    },
    onBubble: (listener) =>
      chats.onMessage((record, message) => listener(record.person.id, bubbleOf(record, message))),
    onChange: (listener) => chats.onChange(listener),
  }
}

function bubbles(record: ChatRecord): Bubble[] {
  return [...record.messages.values()].map((message) => bubbleOf(record, message))
}

function send(backend: Backend, record: ChatRecord, what: Outgoing): number[] {
  if (record.isBlocked) throw new Error('A person who has blocked the bot cannot write to it')
  const replyTo = 'replyTo' in what ? what.replyTo : undefined
  record.hasStarted = true
  return contentsOf(what, backend.files).map((content) => {
    const message: Message = {
      message_id: backend.chats.newMessageId(),
      from: userOf(record.person),
      chat: chatOf(record.person),
      date: seconds(backend),
      ...content,
    }
    const shown = withReply(record, message, replyTo)
    backend.chats.put(record, shown)
    backend.queue.push('message', shown, record.person.id)
    return shown.message_id
  })
}

function edit(backend: Backend, record: ChatRecord, messageId: number, source: string): void {
  const message = record.messages.get(messageId)
  if (!message || message.from.is_bot) throw new Error('A person can edit only what they wrote')
  const rest = without(message, 'text', 'entities', 'caption', 'caption_entities')
  const isText = message.text !== undefined
  const content = isText ? textContent(source.toWellFormed().trim()) : captionContent(source)
  const edited = { ...rest, ...content, edit_date: seconds(backend) }
  backend.chats.put(record, edited)
  backend.queue.push('edited_message', edited, record.person.id)
}

function press(
  backend: Backend,
  faults: Faults,
  record: ChatRecord,
  messageId: number,
  data: string,
): Promise<PressAnswer> {
  const message = record.messages.get(messageId) ?? deletedMessage(record, messageId)
  if (!message) return Promise.reject(new Error(`No message ${messageId} in this chat to press on`))
  const { ids, answered } = backend.presses.open(faults.pressCount())
  for (const id of ids) {
    const query = {
      id,
      from: userOf(record.person),
      message,
      chat_instance: chatInstance(record),
      data: data.toWellFormed(),
    }
    backend.queue.push('callback_query', query, record.person.id)
  }
  return answered
}

/** A card that is gone can still be pressed on a phone that has not heard of it: date 0, no content. */
function deletedMessage(record: ChatRecord, messageId: number) {
  if (!record.deletedIds.has(messageId)) return undefined
  return { chat: chatOf(record.person), message_id: messageId, date: 0 }
}

/** Stands for the chat as presses see it; always the same for one person. */
function chatInstance(record: ChatRecord): string {
  return String(-(BigInt(record.person.id) * 6364136223846793005n) % 9223372036854775807n)
}

function setBlocked(backend: Backend, record: ChatRecord, isBlocked: boolean): void {
  if (record.isBlocked === isBlocked) return
  record.isBlocked = isBlocked
  const member = (isKicked: boolean) => {
    return isKicked
      ? { user: backend.bot, status: 'kicked', until_date: 0 }
      : { user: backend.bot, status: 'member' }
  }
  const change = {
    chat: chatOf(record.person),
    from: userOf(record.person),
    date: seconds(backend),
    old_chat_member: member(!isBlocked),
    new_chat_member: member(isBlocked),
  }
  backend.queue.push('my_chat_member', change, record.person.id)
  backend.chats.changed(record.person.id)
}

function seconds(backend: Backend): number {
  return Math.floor(backend.now() / 1000)
}
