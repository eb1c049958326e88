import { randomInt } from 'node:crypto'
import { ApiError, badRequest } from '../api/api-error.ts'
import type { Args } from '../api/args.ts'
import {
  isObject,
  optionalInteger,
  optionalString,
  parsing,
  requiredString,
  type JsonObject,
} from '../api/fields.ts'
import type { MediaKind } from '../state/files.ts'
import { mediaContent } from '../state/media.ts'
import type { FormattedText, MessageContent } from '../telegram-types.ts'
import { messageCaption } from '../text/formatted.ts'
import type { Backend, Method } from './backend.ts'
import { captionFields, deliver } from './deliver.ts'
import { findInputFile } from './input-files.ts'
import { writableChat } from './targets.ts'

const MAX_ALBUM = 10
const ALBUM_KINDS: MediaKind[] = ['photo', 'video', 'audio', 'document']

interface AlbumItem {
  kind: MediaKind
  media: string
  caption: FormattedText | undefined
  duration: number | undefined
}

/** sendMediaGroup: everything is checked before the first message is sent. */
export const sendMediaGroup: Method = (args, backend) => {
  args.requiredText('media')
  const list = args.json('media', 'media')
  if (!Array.isArray(list)) throw badRequest('Expected an Array of InputMedia')
  const items = list.map((item) => parsing('InputMedia', () => readItem(item, args)))
  if (items.length === 0) throw badRequest('There are no messages to send')
  if (items.length > MAX_ALBUM) throw badRequest('Too many messages to send as an album')
  checkMixture(items.map((item) => item.kind))
  writableChat(args, backend)
  const contents = items.map((item, index) => itemContent(item, index, args, backend))
  const group = items.length > 1 ? { media_group_id: newGroupId() } : {}
  return deliver(args, backend, contents, group)
}

function readItem(value: unknown, args: Args): AlbumItem {
  if (!isObject(value)) throw badRequest('expected an Object')
  const type = requiredString(value, 'type')
  if (type === 'animation') {
    throw badRequest(`type "${type}" can't be used in sendMediaGroup`)
  }
  const kind = ALBUM_KINDS.find((known) => known === type)
  if (!kind) throw badRequest(`type "${type}" is unsupported`)
  const media = optionalString(value, 'media') ?? ''
  const isMissing = media.startsWith('attach://') && !args.files[media.slice('attach://'.length)]
  if (media === '' || isMissing) throw badRequest('media not found')
  return { kind, media, caption: itemCaption(value), duration: optionalInteger(value, 'duration') }
}

function itemCaption(value: JsonObject): FormattedText | undefined {
  const parseMode = optionalString(value, 'parse_mode') ?? ''
  return messageCaption(
    optionalString(value, 'caption') ?? '',
    parseMode,
    value['caption_entities'],
  )
}

/** Photos and videos go together; documents and audio only with their own kind. */
function checkMixture(kinds: MediaKind[]): void {
  for (const kind of ['document', 'audio'] as const) {
    if (kinds.includes(kind) && kinds.some((other) => other !== kind)) {
      const name = kind === 'audio' ? 'Audio' : 'Document'
      throw badRequest(`${name} can't be mixed with other media types`)
    }
  }
}

function itemContent(item: AlbumItem, index: number, args: Args, backend: Backend): MessageContent {
  try {
    const details = item.duration === undefined ? {} : { duration: item.duration }
    const record = findInputFile(args, backend.files, item.media, '', item.kind, details)
    if (!record) throw badRequest('media not found')
    return { ...mediaContent(backend.files, record, details), ...captionFields(item.caption) }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const place = `Failed to send message #${index + 1}`
    throw badRequest(`${place} with the error message "${error.reason}"`)
  }
}

export function newGroupId(): string {
  return `1${randomInt(1_000_000, 9_999_999)}${randomInt(100_000_000, 999_999_999)}`
}
