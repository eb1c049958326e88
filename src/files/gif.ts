import type { CleanPicture } from './clean.ts'

const EXTENSION = 0x21
const IMAGE = 0x2c
const END = 0x3b
const CONTROL = 0xf9
const APPLICATION = 0xff

/** A GIF of its pictures, their times and how often they repeat; comments, words and XMP go. Throws RangeError where it is torn. */
export function cleanGif(bytes: Buffer): CleanPicture | null {
  let at = 13 + paletteBytes(bytes.readUInt8(10))
  const kept = [bytes.subarray(0, at)]
  for (;;) {
    const begin = at
    const block = bytes.readUInt8(at)
    if (block === END) break
    if (block === EXTENSION) {
      const label = bytes.readUInt8(at + 1)
      at = endOfBlocks(bytes, at + 2)
      const repeats =
        label === APPLICATION && bytes.toString('latin1', begin + 3, begin + 11) === 'NETSCAPE'
      if (label === CONTROL || repeats) kept.push(bytes.subarray(begin, at))
    } else if (block === IMAGE) {
      at = endOfBlocks(bytes, at + 11 + paletteBytes(bytes.readUInt8(at + 9)))
      kept.push(bytes.subarray(begin, at))
    } else return null
  }
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
  return { width, height, bytes: Buffer.concat([...kept, Buffer.from([END])]) }
}

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0
}

function endOfBlocks(bytes: Buffer, from: number): number {
  let at = from
  for (let length = bytes.readUInt8(at); length > 0; length = bytes.readUInt8(at)) at += 1 + length
  return at + 1
}
