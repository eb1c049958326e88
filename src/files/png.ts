import type { CleanPicture } from './clean.ts'

/** Parts that pixels, their colours and their movement need. All others go: words, times, EXIF, profiles. */
const KEPT: readonly string[] = [
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'bKGD', 'pHYs'],
  ...['acTL', 'fcTL', 'fdAT'],
]

/** A PNG of its pixels alone, without what stands behind its end. Throws RangeError where it is torn. */
export function cleanPng(bytes: Buffer): CleanPicture | null {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  const kept = [bytes.subarray(0, 8)]
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) throw new RangeError('torn')
    if (KEPT.includes(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') break
    at = end
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  return { width, height, bytes: Buffer.concat(kept) }
}
