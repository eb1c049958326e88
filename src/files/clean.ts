import { LIMITS } from '../domain/limits.ts'
import { cleanFilm } from './film.ts'
import { cleanGif } from './gif.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { kindOf, type FileKind } from './sniff.ts'
import { cleanSound } from './sound.ts'
import { cleanWebp } from './webp.ts'

/** A picture without what tells about whoever took it, and its size. */
export interface CleanPicture {
  bytes: Buffer
  width: number
  height: number
}

/** What may be passed on of a file. */
export interface CleanFile {
  bytes: Buffer
  /** Says nothing but what kind of file it is. */
  name: string
}

/**
 * A file without what it tells about whoever made it: place, device, time, author, its own name. Pictures, films and
 * songs are stripped on their containers, nothing is decoded. Null: it is torn, a programme, a page, or so large a picture
 * that to open it would harm; and pictures of kinds that cannot be stripped. Documents keep what their insides say.
 */
export function cleanFile(given: Buffer): CleanFile | null {
  const kind = kindOf(given)
  if (kind === null) return null
  const bytes = strip(kind, given)
  return bytes && { bytes, name: `file.${kind}` }
}

function strip(kind: FileKind, given: Buffer): Buffer | null {
  const does = STRIPS[kind]
  if (!does) return given
  try {
    return does(given)
  } catch (error) {
    // Reading beyond the end: torn, or made to look so.
    if (error instanceof RangeError) return null
    throw error
  }
}

const STRIPS: Partial<Record<FileKind, (bytes: Buffer) => Buffer | null>> = {
  jpg: picture(cleanJpeg),
  png: picture(cleanPng),
  webp: picture(cleanWebp),
  gif: picture(cleanGif),
  mp4: cleanFilm,
  mov: cleanFilm,
  m4a: cleanFilm,
  mp3: cleanSound,
}

function picture(clean: (bytes: Buffer) => CleanPicture | null) {
  return (bytes: Buffer): Buffer | null => {
    const found = clean(bytes)
    if (!found || found.width * found.height > LIMITS.filePixels) return null
    return found.bytes
  }
}
