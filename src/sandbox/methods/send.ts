import { badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import { isObject } from '../api/fields.ts'
import type { MediaKind } from '../state/files.ts'
import { mediaContent } from '../state/media.ts'
import type { Contact, MessageContent } from '../telegram-types.ts'
import { captionOf, messageText } from '../text/formatted.ts'
import type { Method } from './backend.ts'
import { captionFields, deliverOne, textFields } from './deliver.ts'
import { inputFile } from './input-files.ts'
import { writableChat } from './targets.ts'

export const sendMessage: Method = (args, backend) => {
  const content = { ...textFields(messageText(args)), ...linkPreview(args) }
  return deliverOne(args, backend, content)
}

/** link_preview_options come back with the message when they were given. */
export function linkPreview(args: Args): MessageContent {
  const options = args.json('link_preview_options', 'link preview options')
  if (options === undefined) {
    const isDisabled = args.boolean('disable_web_page_preview')
    return isDisabled ? { link_preview_options: { is_disabled: true } } : {}
  }
  if (!isObject(options)) throw badRequest('Object expected as link preview options')
  return { link_preview_options: options }
}

/** sendPhoto, sendVideo and their kin differ in the name of the file and in what may be told of it. */
function sendFile(kind: MediaKind): Method {
  return (args, backend) => {
    const caption = captionOf(args)
    // A file is stored only when the chat can take it.
    writableChat(args, backend)
    const details = {
      ...(args.has('duration') ? { duration: args.integer('duration', 0, 0) } : {}),
      ...(args.has('width') ? { width: args.integer('width', 0, 0, 10_000) } : {}),
      ...(args.has('height') ? { height: args.integer('height', 0, 0, 10_000) } : {}),
      title: args.text('title'),
      performer: args.text('performer'),
    }
    const record = inputFile(args, backend.files, kind, kind, details)
    const media = mediaContent(backend.files, record, details)
    return deliverOne(args, backend, { ...media, ...captionFields(caption) })
  }
}

export const sendPhoto = sendFile('photo')
export const sendVideo = sendFile('video')
export const sendVoice = sendFile('voice')
export const sendAudio = sendFile('audio')
export const sendDocument = sendFile('document')
export const sendAnimation = sendFile('animation')
export const sendVideoNote = sendFile('video_note')
export const sendSticker = sendFile('sticker')

export const sendLocation: Method = (args, backend) => {
  const latitude = coordinate(args, 'latitude', 90)
  const longitude = coordinate(args, 'longitude', 180)
  return deliverOne(args, backend, { location: { latitude, longitude } })
}

function coordinate(args: Args, name: string, limit: number): number {
  const text = args.text(name).trim()
  if (text === '') throw badRequest(`${name} is empty`)
  const value = Number.parseFloat(text)
  if (Number.isNaN(value) || Math.abs(value) > limit) {
    throw badRequest('Valid location must be specified')
  }
  return value
}

export const sendContact: Method = (args, backend) => {
  const lastName = args.text('last_name')
  const vcard = args.text('vcard')
  const contact: Contact = {
    phone_number: args.requiredText('phone_number'),
    first_name: args.requiredText('first_name'),
    ...(lastName ? { last_name: lastName } : {}),
    ...(vcard ? { vcard } : {}),
  }
  return deliverOne(args, backend, { contact })
}

const ACTIONS = new Set([
  'cancel',
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_audio',
  'record_voice',
  'upload_audio',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'pick_up_location',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

export const sendChatAction: Method = (args, backend) => {
  if (!ACTIONS.has(args.text('action').toLowerCase())) {
    throw badRequest('Wrong parameter action in request')
  }
  writableChat(args, backend)
  return true
}
