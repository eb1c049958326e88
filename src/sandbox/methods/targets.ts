import { badRequest, forbidden, movedGroup } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import { isObject, optionalBoolean, optionalInteger } from '../api/fields.ts'
import type { ChatRecord } from '../state/chats.ts'
import type { Message } from '../telegram-types.ts'
import type { Backend } from './backend.ts'

/** The chat that chat_id names, whether or not the bot may write to it. */
export function knownChat(args: Args, backend: Backend, name = 'chat_id'): ChatRecord {
  const text = args.text(name).trim()
  if (text === '') throw badRequest(`${name === 'chat_id' ? 'Chat_id' : name} is empty`)
  const record = /^-?\d+$/.test(text) ? backend.chats.get(Number(text)) : byUsername(text, backend)
  if (!record) throw badRequest('Chat not found')
  return record
}

function byUsername(text: string, backend: Backend): ChatRecord | undefined {
  if (!text.startsWith('@')) return undefined
  return backend.chats.all().find(({ person }) => person.username === text.slice(1))
}

/** The chat to write to: its person must have written first, and not have blocked the bot. */
export function writableChat(args: Args, backend: Backend): ChatRecord {
  const record = knownChat(args, backend)
  const movedTo = record.group?.movedTo
  if (movedTo !== undefined) throw movedGroup(movedTo)
  if (record.isDeactivated) throw forbidden('user is deactivated')
  if (!record.hasStarted) throw forbidden("bot can't initiate conversation with a user")
  if (record.isBlocked) throw forbidden('bot was blocked by the user')
  return record
}

/** The message that message_id names in a chat; `what` begins the refusal. */
export function messageIn(
  record: ChatRecord,
  args: Args,
  what: string,
  name = 'message_id',
): Message {
  const id = args.integer(name, 0, 0)
  if (id === 0) throw badRequest('Message identifier is not specified')
  const message = record.messages.get(id)
  if (!message) throw badRequest(`${what} not found`)
  return message
}

/** The message to reply to, from reply_parameters or the older reply_to_message_id. */
export function replyTarget(record: ChatRecord, args: Args): Message | undefined {
  const parameters = args.json('reply_parameters', 'reply parameters')
  if (parameters !== undefined && !isObject(parameters)) {
    throw badRequest("Can't parse reply parameters: Object expected as reply parameters")
  }
  const id = parameters
    ? (optionalInteger(parameters, 'message_id') ?? 0)
    : args.integer('reply_to_message_id', 0, 0)
  if (id <= 0) return undefined
  const mayBeMissing = parameters
    ? optionalBoolean(parameters, 'allow_sending_without_reply')
    : args.boolean('allow_sending_without_reply')
  const target = record.messages.get(id)
  if (!target && !mayBeMissing) throw badRequest('Message to be replied not found')
  return target
}
