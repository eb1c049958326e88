import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PhotoSize } from '../telegram-types.ts'
import { imageFacts } from './image-size.ts'

export type MediaKind =
  'photo' | 'video' | 'voice' | 'audio' | 'document' | 'sticker' | 'animation' | 'video_note'

export interface FileRecord {
  fileId: string
  uniqueId: string
  kind: MediaKind
  /** As getFile tells it, below the files folder. */
  path: string
  size: number
  mimeType: string
  fileName?: string
  width: number
  height: number
  duration: number
}

export interface NewFile {
  kind: MediaKind
  bytes: Uint8Array
  fileName?: string | undefined
  mimeType?: string | undefined
  duration?: number | undefined
}

/** How Telegram's identifiers begin, its folder and usual type for each kind. */
const KINDS: Record<MediaKind, { prefix: string; folder: string; ext: string; mime: string }> = {
  photo: { prefix: 'AgACAgUAAxk', folder: 'photos', ext: 'jpg', mime: 'image/jpeg' },
  video: { prefix: 'BAACAgUAAxk', folder: 'videos', ext: 'mp4', mime: 'video/mp4' },
  voice: { prefix: 'AwACAgUAAxk', folder: 'voice', ext: 'oga', mime: 'audio/ogg' },
  audio: { prefix: 'CQACAgUAAxk', folder: 'music', ext: 'mp3', mime: 'audio/mpeg' },
  document: {
    prefix: 'BQACAgUAAxk',
    folder: 'documents',
    ext: 'bin',
    mime: 'application/octet-stream',
  },
  sticker: { prefix: 'CAACAgUAAxk', folder: 'stickers', ext: 'webp', mime: 'image/webp' },
  animation: { prefix: 'CgACAgUAAxk', folder: 'animations', ext: 'mp4', mime: 'video/mp4' },
  video_note: { prefix: 'DQACAgUAAxk', folder: 'video_notes', ext: 'mp4', mime: 'video/mp4' },
}

/** The longest sides of the copies that Telegram keeps of a photo. */
const PHOTO_SIDES = [90, 320, 800, 1280]

/** Files that stand in some chat: bytes on disk, facts in memory. */
export class Files {
  readonly #dir: string
  readonly #byId = new Map<string, FileRecord>()
  readonly #byPath = new Map<string, FileRecord>()
  #count = 0

  constructor(dir: string) {
    this.#dir = dir
  }

  /** Stores the bytes and gives the largest size of a photo, or the file itself. */
  add(file: NewFile): FileRecord {
    const kind = KINDS[file.kind]
    const bytes = Buffer.from(file.bytes)
    const image = imageFacts(bytes)
    this.#count += 1
    const path = `${kind.folder}/file_${this.#count}.${extensionOf(file.fileName) ?? kind.ext}`
    mkdirSync(join(this.#dir, kind.folder), { recursive: true })
    writeFileSync(join(this.#dir, path), bytes)
    return this.#remember({
      ...newIds(file.kind),
      kind: file.kind,
      path,
      size: bytes.length,
      mimeType: file.mimeType ?? image?.mimeType ?? kind.mime,
      ...(file.fileName === undefined ? {} : { fileName: file.fileName }),
      width: image?.width ?? 1280,
      height: image?.height ?? 960,
      duration: file.duration ?? 0,
    })
  }

  get(fileId: string): FileRecord | undefined {
    return this.#byId.get(fileId)
  }

  atPath(path: string): FileRecord | undefined {
    return this.#byPath.get(path)
  }

  bytes(record: FileRecord): Buffer {
    return readFileSync(this.fullPath(record))
  }

  fullPath(record: FileRecord): string {
    return join(this.#dir, record.path)
  }

  /** The sizes of a photo, smallest first. All give the same bytes: nothing here can scale pictures. */
  photoSizes(record: FileRecord): PhotoSize[] {
    const longest = Math.max(record.width, record.height)
    const sides = PHOTO_SIDES.filter((side) => side < longest)
    const copies = sides.map((side) => this.#smallerCopy(record, side / longest))
    return [...copies, record].map((copy) => ({
      file_id: copy.fileId,
      file_unique_id: copy.uniqueId,
      file_size: copy.size,
      width: copy.width,
      height: copy.height,
    }))
  }

  #smallerCopy(record: FileRecord, scale: number): FileRecord {
    return this.#remember({
      ...record,
      ...newIds(record.kind),
      size: Math.max(1, Math.round(record.size * scale * scale)),
      width: Math.max(1, Math.round(record.width * scale)),
      height: Math.max(1, Math.round(record.height * scale)),
    })
  }

  #remember(record: FileRecord): FileRecord {
    this.#byId.set(record.fileId, record)
    if (!this.#byPath.has(record.path)) this.#byPath.set(record.path, record)
    return record
  }

  clear(): void {
    for (const path of this.#byPath.keys()) rmSync(join(this.#dir, path), { force: true })
    this.#byId.clear()
    this.#byPath.clear()
  }

  save(): FilesSnapshot {
    return { count: this.#count, records: [...this.#byId.values()] }
  }

  load(snapshot: FilesSnapshot): void {
    this.#count = snapshot.count
    for (const record of snapshot.records) this.#remember(record)
  }
}

export interface FilesSnapshot {
  count: number
  records: FileRecord[]
}

function newIds(kind: MediaKind): { fileId: string; uniqueId: string } {
  return {
    fileId: KINDS[kind].prefix + randomBytes(39).toString('base64url'),
    uniqueId: randomBytes(11).toString('base64url'),
  }
}

function extensionOf(fileName: string | undefined): string | undefined {
  return /\.([A-Za-z0-9]{1,8})$/.exec(fileName ?? '')?.[1]?.toLowerCase()
}
