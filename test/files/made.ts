/** What no copy may hold. */
export const CANARY = 'CANARY-35.7512N-119.2078E'

const latin = (text: string) => Buffer.from(text, 'latin1')
const u16 = (value: number) => Buffer.from([value >> 8, value & 0xff])
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A part of a JPEG. */
const segment = (marker: number, body: Buffer) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body])

/** EXIF that says which side is up, and where it was taken. */
function exif(orientation: number): Buffer {
  const entry = Buffer.concat([u16(0x0112), u16(3), u32(1), u16(orientation), u16(0)])
  const tiff = Buffer.concat([latin('MM\0*'), u32(8), u16(1), entry, u32(0), latin(CANARY)])
  return segment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff]))
}

export const FRAME = (width: number, height: number) =>
  segment(
    0xc0,
    Buffer.concat([Buffer.from([8]), u16(height), u16(width), Buffer.from([1, 1, 0x11, 0])]),
  )

/** Stuffed bytes and a restart are pixels; what follows the end is not. */
export const PIXELS = Buffer.from([1, 2, 0xff, 0, 3, 0xff, 0xd3, 4])

export function jpeg({ orientation = 6, width = 640, height = 480 } = {}): Buffer {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, latin(`JFIF\0${CANARY}`)),
    exif(orientation),
    segment(0xe2, latin(`ICC_PROFILE\0${CANARY}`)),
    segment(0xed, latin(`Photoshop 3.0\0${CANARY}`)),
    segment(0xfe, latin(CANARY)),
    segment(0xdb, Buffer.alloc(65, 1)),
    FRAME(width, height),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    PIXELS,
    Buffer.from([0xff, 0xd9]),
    latin(`a film behind the end: ${CANARY}`),
  ])
}

const chunk = (name: string, body: Buffer) =>
  Buffer.concat([u32(body.length), latin(name), body, u32(0)])

export function png({ width = 640, height = 480 } = {}): Buffer {
  const head = Buffer.concat([u32(width), u32(height), Buffer.from([8, 2, 0, 0, 0])])
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', head),
    ...['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'prVt'].map((name) =>
      chunk(name, latin(CANARY)),
    ),
    chunk('IDAT', PIXELS),
    chunk('IEND', Buffer.alloc(0)),
    latin(CANARY),
  ])
}

const riff = (name: string, body: Buffer) => {
  const size = Buffer.alloc(4)
  size.writeUInt32LE(body.length)
  return Buffer.concat([latin(name), size, body, Buffer.alloc(body.length % 2)])
}

export function webp(): Buffer {
  const extended = Buffer.from([0x2c | 0x10, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0])
  const body = Buffer.concat([
    latin('WEBP'),
    riff('VP8X', extended),
    riff('ICCP', latin(CANARY)),
    riff('VP8 ', Buffer.concat([Buffer.from([0, 0, 0, 0x9d, 1, 0x2a, 0x80, 2, 0xe0, 1]), PIXELS])),
    riff('EXIF', latin(CANARY)),
    riff('XMP ', latin(CANARY)),
  ])
  return riff('RIFF', body)
}

export function gif(): Buffer {
  const blocks = (text: string) =>
    Buffer.concat([Buffer.from([text.length]), latin(text), Buffer.from([0])])
  return Buffer.concat([
    latin('GIF89a'),
    Buffer.from([0x80, 2, 0xe0, 1, 0, 0, 0]),
    Buffer.concat([Buffer.from([0x21, 0xfe]), blocks(CANARY)]),
    Buffer.concat([Buffer.from([0x21, 0xff]), blocks('NETSCAPE2.0')]),
    Buffer.concat([Buffer.from([0x21, 0xff]), blocks(`XMP DataXMP${CANARY}`)]),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2]),
    blocks('pix'),
    Buffer.from([0x3b]),
    latin(CANARY),
  ])
}

const part = (name: string, ...bodies: Buffer[]) => {
  const body = Buffer.concat(bodies)
  return Buffer.concat([u32(body.length + 8), latin(name), body])
}

/** A film of one track, beside it one that follows the place second by second. */
export function film(brand = 'isom'): Buffer {
  const track = (handler: string, ...rest: Buffer[]) =>
    part(
      'trak',
      part('mdia', part('hdlr', u32(0), u32(0), latin(handler), Buffer.alloc(12))),
      ...rest,
    )
  return Buffer.concat([
    part('ftyp', latin(brand), u32(0)),
    part(
      'moov',
      part('mvhd', Buffer.alloc(20, 7)),
      track('vide', part('udta', latin(CANARY))),
      track('meta', part('gps ', latin(CANARY))),
      part('udta', part('\xa9xyz', latin(CANARY))),
      part('meta', latin(CANARY)),
    ),
    part('uuid', latin(CANARY)),
    part('mdat', PIXELS),
  ])
}

export function song(): Buffer {
  const tag = latin(CANARY)
  const trailer = Buffer.concat([latin('TAG'), latin(CANARY), Buffer.alloc(128)]).subarray(0, 128)
  return Buffer.concat([
    latin('ID3\x04\0\0'),
    Buffer.from([0, 0, 0, tag.length]),
    tag,
    latin('\xff\xfb'),
    PIXELS,
    trailer,
  ])
}
