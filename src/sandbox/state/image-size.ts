export interface ImageFacts {
  mimeType: string
  width: number
  height: number
}

/** Kind and size of a picture from its first bytes; undefined when it is none that Telegram takes. */
export function imageFacts(bytes: Buffer): ImageFacts | undefined {
  if (bytes.length >= 24 && bytes.readUInt32BE(0) === 0x89504e47) {
    return { mimeType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) }
  }
  if (bytes.length >= 10 && bytes.toString('latin1', 0, 3) === 'GIF') {
    return { mimeType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) }
  }
  if (bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8) return jpegFacts(bytes)
  if (bytes.length >= 16 && bytes.toString('latin1', 8, 12) === 'WEBP') return webpFacts(bytes)
  return undefined
}

/** Walks the JPEG segments to the frame header; a torn file counts as a middling picture. */
function jpegFacts(bytes: Buffer): ImageFacts {
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const height = bytes.readUInt16BE(at + 5)
      return { mimeType: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height }
    }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return { mimeType: 'image/jpeg', width: 1280, height: 960 }
}

function webpFacts(bytes: Buffer): ImageFacts {
  const isExtended = bytes.toString('latin1', 12, 16) === 'VP8X' && bytes.length >= 30
  if (!isExtended) return { mimeType: 'image/webp', width: 512, height: 512 }
  const width = bytes.readUIntLE(24, 3) + 1
  return { mimeType: 'image/webp', width, height: bytes.readUIntLE(27, 3) + 1 }
}
