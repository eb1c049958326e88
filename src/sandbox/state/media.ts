import type { MessageContent } from '../telegram-types.ts'
import type { FileRecord, Files } from './files.ts'

export interface MediaDetails {
  duration?: number
  width?: number
  height?: number
  title?: string
  performer?: string
}

/** The field of a message that carries this file, in Telegram's shape. */
export function mediaContent(
  files: Files,
  record: FileRecord,
  details: MediaDetails = {},
): MessageContent {
  const plain = {
    file_id: record.fileId,
    file_unique_id: record.uniqueId,
    file_size: record.size,
  }
  const named = {
    ...(record.fileName === undefined ? {} : { file_name: record.fileName }),
    mime_type: record.mimeType,
    ...plain,
  }
  const duration = details.duration ?? record.duration
  const size = { width: details.width ?? record.width, height: details.height ?? record.height }
  switch (record.kind) {
    case 'photo':
      return { photo: files.photoSizes(record) }
    case 'video':
      return { video: { duration, ...size, ...named } }
    case 'animation':
      // Telegram repeats an animation as a document for clients that do not know animations.
      return { animation: { duration, ...size, ...named }, document: named }
    case 'video_note':
      return { video_note: { duration, length: 240, ...plain } }
    case 'voice':
      return { voice: { duration, mime_type: record.mimeType, ...plain } }
    case 'audio':
      return { audio: { duration, ...named, ...audioTags(details) } }
    case 'document':
      return { document: named }
    case 'sticker':
      return { sticker: { ...stickerFacts, ...plain } }
  }
}

function audioTags({ title, performer }: MediaDetails): { title?: string; performer?: string } {
  return { ...(title ? { title } : {}), ...(performer ? { performer } : {}) }
}

const stickerFacts = {
  width: 512,
  height: 512,
  emoji: '🙂',
  is_animated: false,
  is_video: false,
  type: 'regular',
}
