/** Parts that tell about whoever filmed: place, device, author, what editors wrote. */
const TELLING: readonly string[] = ['udta', 'meta', 'uuid', '\xa9xyz', 'loci']
/** Parts that hold further parts. */
const HOLDS: readonly string[] = ['moov', 'trak', 'mdia', 'minf', 'moof', 'traf']
/** Kinds of tracks that are seen or heard; others hold the place second by second. */
const SHOWN: readonly string[] = ['vide', 'soun']

/**
 * A film or a song (MP4, MOV, M4A) whose telling parts are emptied where they stand, so that no offset in it changes.
 * Null: it is torn.
 */
export function cleanFilm(given: Buffer): Buffer | null {
  const bytes = Buffer.from(given)
  return emptyIn(bytes, 0, bytes.length) ? bytes : null
}

/** False: the parts do not fit into each other. */
function emptyIn(bytes: Buffer, from: number, end: number): boolean {
  for (let at = from; at < end;) {
    if (at + 8 > end) return false
    const { head, size } = partAt(bytes, at, end)
    if (size < head || at + size > end) return false
    const name = bytes.toString('latin1', at + 4, at + 8)
    const isHidden = name === 'trak' && !isShown(bytes, at + head, at + size)
    if (TELLING.includes(name) || isHidden) {
      bytes.write('free', at + 4, 'latin1')
      bytes.fill(0, at + head, at + size)
    } else if (HOLDS.includes(name) && !emptyIn(bytes, at + head, at + size)) return false
    at += size
  }
  return true
}

/** Its size stands in 4 bytes, in 8 more (1), or it goes on to the end (0). */
function partAt(bytes: Buffer, at: number, end: number): { head: number; size: number } {
  const size = bytes.readUInt32BE(at)
  if (size === 1) return { head: 16, size: Number(bytes.readBigUInt64BE(at + 8)) }
  return { head: 8, size: size === 0 ? end - at : size }
}

/** Whether the handler of a track says that it is seen or heard. */
function isShown(bytes: Buffer, from: number, end: number): boolean {
  const handler = bytes.subarray(from, end).indexOf('hdlr', 0, 'latin1')
  if (handler < 0) return true
  return SHOWN.includes(bytes.toString('latin1', from + handler + 12, from + handler + 16))
}
