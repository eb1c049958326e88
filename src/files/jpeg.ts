import type { CleanPicture } from './clean.ts'

/**
 * A JPEG of its pixels alone: tables, frames and scans, as they are. What cameras add goes (EXIF, XMP, IPTC, maker
 * notes, profiles, comments, a second picture or a film behind the end); which side is up stays, in a new EXIF part
 * that says nothing else. Null: it has no frame. Throws RangeError where it is torn.
 */
export function cleanJpeg(bytes: Buffer): CleanPicture | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  let turned = 1
  for (let at = 2; ;) {
    const marker = bytes.readUInt16BE(at)
    if (marker === EOI) {
      if (!size) return null
      const [begin = Buffer.alloc(0), ...rest] = kept
      const turn = turned === 1 ? [] : [orientationPart(turned)]
      return {
        ...size,
        bytes: Buffer.concat([begin, ...turn, ...rest, bytes.subarray(at, at + 2)]),
      }
    }
    // Markers may be padded.
    if (marker === 0xffff) {
      at += 1
      continue
    }
    const next = at + 2 + bytes.readUInt16BE(at + 2)
    if (next > bytes.length) throw new RangeError('torn')
    if (isFrame(marker))
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) }
    if (marker === EXIF) turned = orientationIn(bytes.subarray(at + 4, next)) ?? turned
    const end = marker === SCAN ? endOfScan(bytes, next) : next
    if (isKept(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
}

const EOI = 0xffd9
const SCAN = 0xffda
const EXIF = 0xffe1
const ADOBE = 0xffee

/** Everything that pixels need: not what is for applications, but how Adobe mixed colours; not comments. */
function isKept(marker: number): boolean {
  if (marker === ADOBE) return true
  return marker >= 0xffc0 && marker <= 0xffdf
}

function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
}

/** Where the next marker stands: in a scan every 0xff is followed by zero, or begins a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new RangeError('torn')
}

/** Which side is up, 1 to 8, as the first directory of an EXIF part says. Null: it does not. */
function orientationIn(part: Buffer): number | null {
  if (part.toString('latin1', 0, 6) !== 'Exif\0\0' || part.length < 14) return null
  const tiff = part.subarray(6)
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  if (first + 2 > tiff.length) return null
  const entries = Math.min(short(first), Math.floor((tiff.length - first - 2) / 12))
  for (let entry = 0; entry < entries; entry += 1) {
    const at = first + 2 + entry * 12
    if (short(at) !== ORIENTATION) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}

const ORIENTATION = 0x0112

function orientationPart(value: number): Buffer {
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010000000000000000', 'hex')
  tiff.writeUInt16BE(value, 18)
  const head = Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length])
  return Buffer.concat([head, Buffer.from('Exif\0\0', 'latin1'), tiff])
}
