import { badRequest } from '../api/api-error.ts'
import type { Message } from '../telegram-types.ts'
import type { Backend, Method } from './backend.ts'
import { knownChat, messageIn } from './targets.ts'

const TWO_DAYS = 48 * 60 * 60
const MAX_AT_ONCE = 100

export const deleteMessage: Method = (args, backend) => {
  const record = knownChat(args, backend)
  const message = messageIn(record, args, 'Message to delete')
  if (!isYoung(message, backend)) throw badRequest("Message can't be deleted for everyone")
  backend.chats.remove(record, message.message_id)
  return true
}

/** deleteMessages passes over what it cannot find, as the real one does. */
export const deleteMessages: Method = (args, backend) => {
  const record = knownChat(args, backend)
  const ids = args.json('message_ids', 'message identifiers')
  if (!Array.isArray(ids)) throw badRequest('Expected an Array of message identifiers')
  if (ids.length === 0) throw badRequest('Message identifiers are not specified')
  if (ids.length > MAX_AT_ONCE) throw badRequest('Too many message identifiers specified')
  const messages = ids.map((id: unknown) => record.messages.get(Number(id)))
  const found = messages.filter((message) => message !== undefined)
  if (!found.every((message) => isYoung(message, backend))) {
    throw badRequest("Message can't be deleted for everyone")
  }
  for (const message of found) backend.chats.remove(record, message.message_id)
  return true
}

/** A bot reaches back 48 hours, by the sandbox clock. */
function isYoung(message: Message, backend: Backend): boolean {
  return backend.now() / 1000 - message.date < TWO_DAYS
}
