const TRAILER_BYTES = 128

/** An MP3 without its tags: title, performer, pictures and comments before and behind the sound. Null: nothing is left. */
export function cleanSound(bytes: Buffer): Buffer | null {
  let from = 0
  while (bytes.toString('latin1', from, from + 3) === 'ID3') from += 10 + syncSafe(bytes, from + 6)
  const trailer = bytes.length - TRAILER_BYTES
  const hasTrailer = trailer >= from && bytes.toString('latin1', trailer, trailer + 3) === 'TAG'
  const sound = bytes.subarray(from, hasTrailer ? trailer : bytes.length)
  return sound.length > 0 ? sound : null
}

/** Four bytes of seven bits. */
function syncSafe(bytes: Buffer, at: number): number {
  return [0, 1, 2, 3].reduce((size, index) => size * 128 + (bytes.readUInt8(at + index) & 0x7f), 0)
}
