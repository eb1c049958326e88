import { badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import { isObject, parsing, requiredInteger, requiredString } from '../api/fields.ts'
import type { BotCommand, ProfileField } from '../state/profile.ts'
import type { Backend, Method } from './backend.ts'

const MAX_COMMANDS = 100

export const setMyCommands: Method = (args, backend) => {
  const [scope, language] = where(args, backend)
  args.requiredText('commands')
  const list = args.json('commands', 'commands')
  if (!Array.isArray(list)) throw badRequest('Expected an Array of BotCommand')
  if (list.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const commands = list.map((item) => parsing('BotCommand', () => readCommand(item)))
  for (const command of commands) checkCommand(command)
  if (commands.length === 0) backend.profile.deleteCommands(scope, language)
  else backend.profile.setCommands(scope, language, commands)
  return true
}

export const getMyCommands: Method = (args, backend) => {
  const [scope, language] = where(args, backend)
  return backend.profile.commands(scope, language)
}

export const deleteMyCommands: Method = (args, backend) => {
  const [scope, language] = where(args, backend)
  backend.profile.deleteCommands(scope, language)
  return true
}

function readCommand(value: unknown): BotCommand {
  if (!isObject(value)) throw badRequest('Expected an Object')
  const command = requiredString(value, 'command').trim().replace(/^\//, '')
  return { command, description: requiredString(value, 'description').trim() }
}

function checkCommand({ command, description }: BotCommand): void {
  if (command === '') throw badRequest('Command must be non-empty')
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (description === '') throw badRequest('Command description must be non-empty')
  if (description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
}

function where(args: Args, backend: Backend): [scope: string, language: string] {
  return [scopeOf(args, backend), languageOf(args)]
}

const PLAIN_SCOPES = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators']

function scopeOf(args: Args, backend: Backend): string {
  const scope = args.json('scope', 'BotCommandScope')
  if (scope === undefined) return 'default'
  return parsing('BotCommandScope', () => {
    if (!isObject(scope)) throw badRequest('BotCommandScope must be an Object')
    const type = requiredString(scope, 'type')
    if (PLAIN_SCOPES.includes(type)) return type
    if (type !== 'chat' && type !== 'chat_administrators' && type !== 'chat_member') {
      throw badRequest('Unsupported type specified')
    }
    const chatId = requiredInteger(scope, 'chat_id')
    if (!backend.chats.get(chatId)) throw badRequest('Chat not found')
    return `${type}:${chatId}`
  })
}

function languageOf(args: Args): string {
  const language = args.text('language_code')
  if (!/^([a-z]{2})?$/.test(language)) throw badRequest('Invalid language code specified')
  return language
}

function setText(field: ProfileField, limit: number): Method {
  return (args, backend) => {
    const text = args.text(field).trim()
    if (text.length > limit) throw badRequest(`BOT_${field.toUpperCase()}_TOO_LONG`)
    backend.profile.setText(field, languageOf(args), text)
    return true
  }
}

function getText(field: ProfileField): Method {
  return (args, backend) => {
    const text = backend.profile.text(field, languageOf(args))
    return { [field]: text === '' && field === 'name' ? backend.bot.first_name : text }
  }
}

export const setMyName = setText('name', 64)
export const getMyName = getText('name')
export const setMyDescription = setText('description', 512)
export const getMyDescription = getText('description')
export const setMyShortDescription = setText('short_description', 120)
export const getMyShortDescription = getText('short_description')
