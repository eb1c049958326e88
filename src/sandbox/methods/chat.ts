import { badRequest } from '../api/api-error.ts'
import { chatOf, userOf } from '../state/chats.ts'
import type { Method } from './backend.ts'
import { knownChat } from './targets.ts'

const MAX_DOWNLOAD = 20 * 1024 * 1024
const MAX_ANSWER = 200

export const getMe: Method = (_args, backend) => ({
  ...backend.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: false,
  can_connect_to_business: false,
  has_main_web_app: false,
})

export const getChat: Method = (args, backend) => ({
  ...chatOf(knownChat(args, backend).person),
  accent_color_id: 0,
  max_reaction_count: 11,
  accepted_gift_types: {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
  },
})

/** In a private chat there are two members, and neither is more than that. */
export const getChatMember: Method = (args, backend) => {
  const record = knownChat(args, backend)
  const userId = args.integer('user_id', 0, 0, Number.MAX_SAFE_INTEGER)
  if (userId === 0) throw badRequest('Invalid user_id specified')
  const users = [userOf(record.person), backend.bot]
  const user = users.find((member) => member.id === userId)
  if (!user) throw badRequest('User not found')
  return { user, status: 'member' }
}

export const getFile: Method = (args, backend) => {
  const fileId = args.text('file_id')
  if (fileId === '') throw badRequest('File_id not specified')
  const record = backend.files.get(fileId)
  if (!record) throw badRequest('Invalid file_id')
  if (record.size > MAX_DOWNLOAD) throw badRequest('File is too big')
  return {
    file_id: record.fileId,
    file_unique_id: record.uniqueId,
    file_size: record.size,
    file_path: record.path,
  }
}

export const answerCallbackQuery: Method = (args, backend) => {
  const text = args.text('text')
  if (text.length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG')
  const alert = args.boolean('show_alert')
  const id = args.text('callback_query_id')
  backend.presses.answer(id, text === '' ? { alert } : { text, alert })
  return true
}
