import { badRequest, ApiError } from '../api/api-error.ts'
import type { Args, UploadedFile } from '../api/args.ts'
import { imageFacts } from '../state/image-size.ts'
import type { FileRecord, Files, MediaKind } from '../state/files.ts'

const MAX_UPLOAD = 50 * 1024 * 1024
const MAX_PHOTO = 10 * 1024 * 1024

/** How TDLib calls the kinds in its refusals. */
const KIND_NAMES: Record<MediaKind, string> = {
  photo: 'Photo',
  video: 'Video',
  voice: 'VoiceNote',
  audio: 'Audio',
  document: 'Document',
  sticker: 'Sticker',
  animation: 'Animation',
  video_note: 'VideoNote',
}

/** A file to send: uploaded under its own name or attach://…, or a file_id that Telegram knows. */
export function inputFile(
  args: Args,
  files: Files,
  name: string,
  kind: MediaKind,
  details: { duration?: number } = {},
): FileRecord {
  const record = findInputFile(args, files, args.text(name), name, kind, details)
  if (!record) throw badRequest(`There is no ${kind.replace('_', ' ')} in the request`)
  return record
}

/** The same by the value of a `media` field; undefined when nothing was attached. */
export function findInputFile(
  args: Args,
  files: Files,
  value: string,
  name: string,
  kind: MediaKind,
  details: { duration?: number } = {},
): FileRecord | undefined {
  const isAttached = value.startsWith('attach://')
  if (value !== '' && !isAttached) return knownFile(files, value, kind)
  const upload = args.files[isAttached ? value.slice('attach://'.length) : name]
  if (!upload) return undefined
  checkUpload(upload, kind)
  return files.add({
    kind,
    bytes: upload.bytes,
    duration: details.duration,
    ...(kind === 'photo' ? {} : { fileName: upload.fileName, mimeType: upload.mimeType }),
  })
}

function knownFile(files: Files, value: string, kind: MediaKind): FileRecord {
  // The sandbox fetches nothing from outside.
  if (/^https?:\/\//i.test(value)) throw badRequest('Failed to get HTTP URL content')
  const record = files.get(value)
  if (!record) throw badRequest('Wrong file identifier/HTTP URL specified')
  const isSameClass = (record.kind === 'photo') === (kind === 'photo')
  if (!isSameClass) {
    const names = [KIND_NAMES[record.kind], KIND_NAMES[kind]] as const
    throw badRequest(`Can't use file of type ${names[0]} as ${names[1]}`)
  }
  return record
}

function checkUpload(upload: UploadedFile, kind: MediaKind): void {
  const size = upload.bytes.length
  if (size === 0) throw badRequest('File must be non-empty')
  if (size > MAX_UPLOAD) throw new ApiError(413, 'Request Entity Too Large')
  if (kind !== 'photo') return
  if (size > MAX_PHOTO) {
    throw badRequest(
      `File of size ${size} bytes is too big for a photo; the maximum size is ${MAX_PHOTO} bytes`,
    )
  }
  const image = imageFacts(upload.bytes)
  if (!image) throw badRequest('IMAGE_PROCESS_FAILED')
  const { width, height } = image
  const isOutOfShape = width + height > 10_000 || Math.max(width / height, height / width) > 20
  if (isOutOfShape) throw badRequest('PHOTO_INVALID_DIMENSIONS')
}
