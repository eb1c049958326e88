import type { Rarity } from './vectors.ts'

/** Most pieces stand in one text only; so does one that was never counted. */
const WORTH_KEEPING = 2

/**
 * Counts as bytes: pieces that stand in two texts or more, ascending, each as the distance to the one before and its
 * count, both as LEB128. Four bytes a piece.
 */
export function bytesOfCounts({ counts }: Rarity): Uint8Array<ArrayBuffer> {
  const kept = [...counts].filter(([, count]) => count >= WORTH_KEEPING).sort(([a], [b]) => a - b)
  const bytes: number[] = []
  let before = FIRST
  for (const [gram, count] of kept) {
    write(bytes, gram - before)
    write(bytes, count)
    before = gram
  }
  return Uint8Array.from(bytes)
}

/** Back from bytes. Throws a RangeError when they end in the middle of a piece. */
export function countsFromBytes(bytes: Uint8Array): Map<number, number> {
  const counts = new Map<number, number>()
  let before = FIRST
  for (let at = 0; at < bytes.length;) {
    const distance = read(bytes, at)
    const count = read(bytes, distance.next)
    before += distance.value
    counts.set(before, count.value)
    at = count.next
  }
  return counts
}

/** The smallest signed number of 32 bits. */
const FIRST = -(2 ** 31)

function write(bytes: number[], value: number): void {
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  bytes.push(rest)
}

function read(bytes: Uint8Array, from: number): { value: number; next: number } {
  let value = 0
  for (let at = from, unit = 1; ; at += 1, unit *= 128) {
    const byte = bytes[at]
    if (byte === undefined) throw new RangeError('the counts end in the middle of a piece')
    value += (byte % 128) * unit
    if (byte < 128) return { value, next: at + 1 }
  }
}
