/** Kinds of files that are passed on, by what they are called. */
export type FileKind =
  | 'jpg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'mp4'
  | 'mov'
  | 'm4a'
  | 'mp3'
  | 'ogg'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'zip'
  | 'doc'
  | 'txt'
  | 'bin'

/** What a file is, by its bytes and nothing else. Null: what nobody at the other end should open. */
export function kindOf(bytes: Buffer): FileKind | null {
  if (HARMFUL.some((begin) => begins(bytes, begin))) return null
  const found = BEGINNINGS.find(([, begin]) => begins(bytes, begin))
  if (found) return found[0]
  if (begins(bytes, 'RIFF')) return bytes.toString('latin1', 8, 12) === 'WEBP' ? 'webp' : 'bin'
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return ofBrand(bytes.toString('latin1', 8, 12))
  if (begins(bytes, 'PK\x03\x04')) return ofParts(bytes)
  if (isText(bytes)) return MARKUP.test(bytes.toString('utf8', 0, 512)) ? null : 'txt'
  return 'bin'
}

/** Programmes; and TIFF, which keeps the place and cannot be told from its pixels without decoding. */
const HARMFUL = ['MZ', '\x7fELF', '#!', '\xca\xfe\xba\xbe', '\xcf\xfa\xed\xfe', 'II*\0', 'MM\0*']

const BEGINNINGS: readonly [FileKind, string][] = [
  ['jpg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF8'],
  ['pdf', '%PDF'],
  ['ogg', 'OggS'],
  ['mp3', 'ID3'],
  ['mp3', '\xff\xfb'],
  ['mp3', '\xff\xf3'],
  ['doc', '\xd0\xcf\x11\xe0'],
]

function begins(bytes: Buffer, begin: string): boolean {
  return bytes.toString('latin1', 0, begin.length) === begin
}

/** Pictures of phones (HEIC, AVIF) keep the place in parts that the picture itself points into. */
function ofBrand(brand: string): FileKind | null {
  if (/^(?:hei|hev|mif1|msf1|avi)/.test(brand)) return null
  if (brand.startsWith('qt')) return 'mov'
  return brand.startsWith('M4A') ? 'm4a' : 'mp4'
}

/** Office files are archives; their first parts say of what. */
function ofParts(bytes: Buffer): FileKind {
  const names = bytes.toString('latin1', 0, 64 * 1024)
  if (names.includes('word/')) return 'docx'
  if (names.includes('xl/')) return 'xlsx'
  return names.includes('ppt/') ? 'pptx' : 'zip'
}

function isText(bytes: Buffer): boolean {
  const begin = bytes.subarray(0, 4096)
  return !begin.includes(0) && !begin.toString('utf8').slice(0, -1).includes('\ufffd')
}

/** A page or a drawing with scripts would run where it is opened. */
const MARKUP = /^\s*<(?:!doctype|html|svg|script|\?xml|body|head)/i
