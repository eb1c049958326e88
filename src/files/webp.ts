import type { CleanPicture } from './clean.ts'

const KEPT: readonly string[] = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']
/** Flags of VP8X that say that a profile, EXIF or XMP follows. */
const SAYS_MORE = 0x20 | 0x08 | 0x04

/** A WebP of its pixels alone. Throws RangeError where it is torn. */
export function cleanWebp(bytes: Buffer): CleanPicture | null {
  const kept: Buffer[] = []
  let size: { width: number; height: number } | null = null
  const end = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  for (let at = 12; at + 8 <= end;) {
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length) throw new RangeError('torn')
    const name = bytes.toString('latin1', at, at + 4)
    if (KEPT.includes(name)) {
      const part = Buffer.from(bytes.subarray(at, next))
      if (name === 'VP8X') part.writeUInt8(part.readUInt8(8) & ~SAYS_MORE & 0xff, 8)
      size ??= sizeIn(name, part)
      kept.push(part)
    }
    at = next
  }
  if (!size) return null
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...kept])
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1')
  head.writeUInt32LE(body.length, 4)
  return { ...size, bytes: Buffer.concat([head, body]) }
}

function sizeIn(name: string, part: Buffer): { width: number; height: number } | null {
  if (name === 'VP8X')
    return { width: part.readUIntLE(12, 3) + 1, height: part.readUIntLE(15, 3) + 1 }
  if (name === 'VP8 ')
    return { width: part.readUInt16LE(14) & 0x3fff, height: part.readUInt16LE(16) & 0x3fff }
  if (name !== 'VP8L') return null
  const bits = part.readUInt32LE(9)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
